#include <array>
#include <map>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/guarantees.h"
#include "gateway/analysis/own_right.h"
#include "gateway/analysis/sentences.h"
#include "gateway/base/check.h"
#include "gateway/model/canonical.h"
#include "gateway/policy/names.h"

namespace tasuki::analysis {
namespace {

// True if whatever keeps the one keeps the other, as far as can be told from
// the two alone.
bool PromisesAtLeast(const Promise& one, const Promise& other) {
  const bool excepts_less =
      !one.except.has_value() ||
      (other.except.has_value() && Within(*one.except, *other.except));
  return Within(other.scope, one.scope) && excepts_less &&
         (other.bases & ~one.bases) == 0 &&
         other.condition.facts.ContainsAll(one.condition.facts) &&
         other.condition.negated.ContainsAll(one.condition.negated) &&
         (other.categories & ~one.categories).empty() &&
         one.at_most <= other.at_most;
}

template <typename Rule>
Text SentenceOf(const Rule& rule) {
  return {rule.sentence_ja(), rule.sentence_en()};
}

Change ChangeOf(ChangeKind kind, Effect effect, std::vector<std::string> ids,
                Text sentence) {
  Change change;
  change.kind = kind;
  change.effect = effect;
  change.sentence = std::move(sentence);
  change.rules = std::move(ids);
  return change;
}

std::map<std::string, const v1::Guarantee*> GuaranteesOf(
    const Version& version) {
  std::map<std::string, const v1::Guarantee*> guarantees;
  for (const v1::PolicyPack& pack : version.packs) {
    for (const v1::Guarantee& one : pack.guarantees()) {
      guarantees[one.id()] = &one;
    }
  }
  return guarantees;
}

Change Told(const std::string& id, Effect effect, Text how, Text what) {
  return ChangeOf(ChangeKind::kGuarantee, effect, {id},
                  {absl::StrCat("保証 ", id, " ", how.ja, "：", what.ja),
                   absl::StrCat("guarantee ", id, " ", how.en, ": ", what.en)});
}

std::optional<Change> GuaranteeChange(const std::string& id,
                                      const v1::Guarantee* before,
                                      const v1::Guarantee* after) {
  // What it promises is said in words of ours too: the author's may say
  // something else.
  if (after == nullptr) {
    CHECK(before != nullptr);  // the id is that of one of them
    const Text words = WordsOf(PromiseOf(*before));
    const Text sentence = SentenceOf(*before);
    return Told(
        id, Effect::kWidens, {"がなくなります", "is gone"},
        {absl::StrCat("約束は「", words.ja, "」でした。", sentence.ja),
         absl::StrCat("it promised \"", words.en, "\". ", sentence.en)});
  }
  if (before == nullptr) {
    const Text words = WordsOf(PromiseOf(*after));
    const Text sentence = SentenceOf(*after);
    return Told(
        id, Effect::kNarrows, {"が加わります", "is new"},
        {absl::StrCat("約束は「", words.ja, "」です。", sentence.ja),
         absl::StrCat("it promises \"", words.en, "\". ", sentence.en)});
  }
  const Promise was = PromiseOf(*before), is = PromiseOf(*after);
  const bool keeps = PromisesAtLeast(is, was);
  const bool kept = PromisesAtLeast(was, is);
  if (keeps && kept) return std::nullopt;
  const Text how = keeps  ? Text{"の約束が増えます", "promises more"}
                   : kept ? Text{"の約束が減ります", "promises less"}
                          : Text{"の約束が変わります（一部は減ります）",
                                 "promises something else, in part less"};
  const Text old_words = WordsOf(was), new_words = WordsOf(is);
  const Text sentence = SentenceOf(*after);
  return Told(id, keeps ? Effect::kNarrows : Effect::kWidens, how,
              {absl::StrCat("これまで「", old_words.ja, "」、これから「",
                            new_words.ja, "」。", sentence.ja),
               absl::StrCat("before \"", old_words.en, "\", from now on \"",
                            new_words.en, "\". ", sentence.en)});
}

// The legal readers for whom a fact is accepted, in all and by statement.
struct Acceptance {
  uint64_t readers = 0;
  std::map<std::string, uint64_t> by_id;
};
using Accepted = std::map<v1::Fact, Acceptance>;

Accepted AcceptedIn(const Version& version) {
  Accepted accepted;
  for (const v1::PolicyPack& pack : version.packs) {
    for (const v1::AcceptedFlow& flow : pack.accepted_flows()) {
      const uint64_t readers = ReadersOf(flow);
      for (const std::string& name : flow.facts()) {
        const auto fact = policy::NameOf<v1::Fact>(name);
        CHECK(fact.ok());
        accepted[*fact].readers |= readers;
        accepted[*fact].by_id[flow.id()] |= readers;
      }
    }
  }
  return accepted;
}

// The statements that accept a fact on one side otherwise than on the other.
std::vector<std::string> Differing(const Acceptance& was,
                                   const Acceptance& is) {
  std::set<std::string> ids;
  for (const auto* side : {&was, &is}) {
    const auto& other = side == &was ? is.by_id : was.by_id;
    for (const auto& [id, readers] : side->by_id) {
      const auto found = other.find(id);
      if (found == other.end() || found->second != readers) ids.insert(id);
    }
  }
  return {ids.begin(), ids.end()};
}

}  // namespace

std::vector<Change> GuaranteeChanges(const Version& before,
                                     const Version& after) {
  const auto old_ones = GuaranteesOf(before), new_ones = GuaranteesOf(after);
  std::set<std::string> ids;
  for (const auto& [id, one] : old_ones) ids.insert(id);
  for (const auto& [id, one] : new_ones) ids.insert(id);
  std::vector<Change> changes;
  for (const std::string& id : ids) {
    const auto was = old_ones.find(id), is = new_ones.find(id);
    std::optional<Change> change =
        GuaranteeChange(id, was == old_ones.end() ? nullptr : was->second,
                        is == new_ones.end() ? nullptr : is->second);
    if (change.has_value()) changes.push_back(*std::move(change));
  }
  return changes;
}

std::vector<Change> AcceptedFlowChanges(const Version& before,
                                        const Version& after) {
  Accepted is = AcceptedIn(after), was = AcceptedIn(before);
  std::set<v1::Fact> facts;
  for (const Accepted* side : {&was, &is}) {
    for (const auto& [fact, acceptance] : *side) facts.insert(fact);
  }
  std::vector<Change> changes;
  const uint64_t all = AllOf(Dimension::kReader);
  for (const v1::Fact fact : facts) {
    const Acceptance &old_one = was[fact], &new_one = is[fact];
    const std::vector<std::string> ids = Differing(old_one, new_one);
    const Text fact_words = CircumstanceWords({{fact, kTrue}});
    const auto add = [&](uint64_t readers, Effect effect, absl::string_view ja,
                         absl::string_view en) {
      if (readers == 0) return;
      Text who = ReaderWords(readers, all);
      if (who.ja.empty()) who = {"すべての相手", "every reader"};
      changes.push_back(
          ChangeOf(ChangeKind::kAcceptedFlow, effect, ids,
                   {absl::StrCat(who.ja, "：「", fact_words.ja,
                                 "」ことを推し量れることが、", ja),
                    absl::StrCat(who.en, ": that ", fact_words.en, en)}));
    };
    add(new_one.readers & ~old_one.readers, Effect::kWidens,
        "新たに受け入れられます。", " may be inferred from now on.");
    add(old_one.readers & ~new_one.readers, Effect::kNarrows,
        "受け入れられなくなります。", " may not be inferred any more.");
  }
  return changes;
}

std::vector<Change> FieldChanges(const std::string& before,
                                 const std::string& after) {
  const auto lines = [](const std::string& text) {
    std::map<std::string, std::string> by_field;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      const std::string line = text.substr(at, end - at);
      by_field[line.substr(0, line.find(' '))] = line;
      at = end + 1;
    }
    return by_field;
  };
  const auto was = lines(before), is = lines(after);
  std::set<std::string> fields;
  for (const auto& [field, line] : was) fields.insert(field);
  for (const auto& [field, line] : is) fields.insert(field);
  std::vector<Change> changes;
  const auto at = [](const auto& by_field, const std::string& field) {
    const auto found = by_field.find(field);
    return found == by_field.end() ? std::string("-") : found->second;
  };
  for (const std::string& field : fields) {
    const std::string old_line = at(was, field), new_line = at(is, field);
    if (old_line == new_line) continue;
    changes.push_back(
        ChangeOf(ChangeKind::kField, Effect::kWidens, {field},
                 {absl::StrCat("項目 ", field, " の定めが変わります：",
                               old_line, " → ", new_line),
                  absl::StrCat("field ", field, " changes: ", old_line, " → ",
                               new_line)}));
  }
  return changes;
}

}  // namespace tasuki::analysis
