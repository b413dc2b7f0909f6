#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/model/canonical.h"
#include "gateway/policy/statements.h"

namespace tasuki::analysis {
namespace {

// A statement as bytes, with its words and without. On guarantees and accepted
// flows, the promises, officers rely.
struct StatementBytes {
  std::string all, without_words;
  bool promise = false;
};
using BytesById = std::map<std::string, StatementBytes>;

template <typename Statement>
constexpr bool kIsPromise = std::is_same_v<Statement, v1::Guarantee> ||
                            std::is_same_v<Statement, v1::AcceptedFlow>;

// Without action rules, if all that is to be said of these has been said.
BytesById BytesOf(const Version& version, bool with_actions) {
  BytesById bytes;
  for (const v1::PolicyPack& pack : version.packs) {
    policy::ForEachStatement(pack, [&](auto statement) {
      using Statement = decltype(statement);
      if (std::is_same_v<Statement, v1::ActionRule> && !with_actions) return;
      StatementBytes& of_one = bytes[statement.id()];
      of_one.promise = kIsPromise<Statement>;
      of_one.all = Canonical(statement);
      statement.clear_sentence_ja();
      statement.clear_sentence_en();
      statement.clear_citation();
      of_one.without_words = Canonical(statement);
    });
  }
  return bytes;
}

std::set<std::string> ObligationsOf(const Version& version) {
  std::set<std::string> bytes;
  for (const v1::PolicyPack& pack : version.packs) {
    for (const v1::ObligationRule& one : pack.obligations()) {
      bytes.insert(Canonical(one));
    }
  }
  return bytes;
}

std::multiset<std::string> NamesOf(const Version& version) {
  std::multiset<std::string> names;
  for (const v1::PolicyPack& pack : version.packs) names.insert(pack.name());
  return names;
}

Change Quiet(Effect effect, const std::vector<std::string>& ids, Text text) {
  Change change;
  change.kind = ChangeKind::kWording;
  change.effect = effect;
  change.rules = ids;
  change.sentence = std::move(text);
  return change;
}

// What changes nothing today may still matter to the next change: a limit that
// is gone, or a grant that only limits hold back, wants two persons.
Effect EffectOf(const ChangedRule& rule) {
  const bool grant =
      rule.grant_before != nullptr || rule.grant_after != nullptr;
  if (grant) {
    return rule.grant_after == nullptr ? Effect::kNeutral : Effect::kWidens;
  }
  return rule.ceiling_before == nullptr ? Effect::kNeutral : Effect::kWidens;
}

// Statements that read otherwise and of which nothing has been said, by what is
// to be said.
struct Untold {
  std::vector<std::string> promised, reworded, remarked, added, gone;
};

Untold UntoldOf(const BytesById& was, const BytesById& is,
                const std::set<std::string>& told) {
  Untold untold;
  for (const auto& [id, bytes] : is) {
    if (told.contains(id)) continue;
    const auto found = was.find(id);
    if (found == was.end()) {
      untold.added.push_back(id);
    } else if (found->second.all == bytes.all) {
      continue;
    } else if (bytes.promise) {
      untold.promised.push_back(id);
    } else if (found->second.without_words == bytes.without_words) {
      untold.reworded.push_back(id);
    } else {
      untold.remarked.push_back(id);
    }
  }
  for (const auto& [id, bytes] : was) {
    if (!told.contains(id) && !is.contains(id)) untold.gone.push_back(id);
  }
  return untold;
}

// One sentence for all these statements, if there are any.
void Say(const std::vector<std::string>& ids, Effect effect, Text before,
         Text after, std::vector<Change>& changes) {
  if (ids.empty()) return;
  changes.push_back(
      Quiet(effect, ids,
            {absl::StrCat(before.ja, absl::StrJoin(ids, "・"), after.ja),
             absl::StrCat(before.en, absl::StrJoin(ids, ", "), after.en)}));
}

void AddUntold(const Untold& untold, std::vector<Change>& changes) {
  Say(untold.promised, Effect::kWidens,
      {"保証・推し量れることの文言が変わります：",
       "the words of what is promised change: "},
      {"。何が約束されているかを示す文なので、二人で読みます。",
       ". They tell officers what holds, so two read them."},
      changes);
  Say(untold.reworded, Effect::kNeutral,
      {"文言だけが変わる規則：", "only the words change: "},
      {"。開示は変わりません。", ". What is disclosed stays the same."},
      changes);
  Say(untold.remarked, Effect::kNeutral,
      {"書き方や印だけが変わる規則：", "only written or marked otherwise: "},
      {"。開示は変わりません。", ". What is disclosed stays the same."},
      changes);
  const Text unchanged = {"。いまの規則のもとでは何も変わりません。",
                          ". Under today's rules nothing changes."};
  Say(untold.added, Effect::kWidens, {"加わる規則：", "new rules: "}, unchanged,
      changes);
  Say(untold.gone, Effect::kNeutral, {"なくなる規則：", "rules that go: "},
      unchanged, changes);
}

// Obligations have no id, so this is said of all of them together.
void AddObligations(const Version& before, const Version& after,
                    std::vector<Change>& changes) {
  const std::set<std::string> was = ObligationsOf(before),
                              is = ObligationsOf(after);
  if (was == is) return;
  const bool only_more =
      std::includes(is.begin(), is.end(), was.begin(), was.end());
  changes.push_back(
      Quiet(only_more ? Effect::kNeutral : Effect::kWidens, {},
            {"義務の書き方が変わりますが、いまの規則のもとではどの義務も変わり"
             "ません。",
             "obligations are written otherwise, and under today's rules none "
             "changes."}));
}

void AddNames(const Version& before, const Version& after,
              std::vector<Change>& changes) {
  const std::multiset<std::string> was = NamesOf(before), is = NamesOf(after);
  if (was == is) return;
  changes.push_back(Quiet(
      Effect::kNeutral, {},
      {absl::StrCat("規則集の名が変わります：", absl::StrJoin(was, "・"), " → ",
                    absl::StrJoin(is, "・"), "。開示は変わりません。"),
       absl::StrCat("the packs are named otherwise: ", absl::StrJoin(was, ", "),
                    " → ", absl::StrJoin(is, ", "),
                    ". What is disclosed stays the same.")}));
}

}  // namespace

std::vector<Change> QuietChanges(const Version& before, const Version& after,
                                 const RowPairs& pairs,
                                 const std::vector<Change>& said) {
  std::set<std::string> told;
  // These two kinds of changes name no rules.
  bool actions_told = false, obligations_told = false;
  for (const Change& change : said) {
    told.insert(change.rules.begin(), change.rules.end());
    actions_told |= change.kind == ChangeKind::kAction;
    obligations_told |= change.kind == ChangeKind::kObligation;
  }
  std::vector<Change> changes;
  for (const ChangedRule& rule : pairs.changed()) {
    if (!told.insert(rule.id).second) continue;
    changes.push_back(Quiet(
        EffectOf(rule), {rule.id},
        {absl::StrCat(
             "規則 ", rule.id,
             " が変わりますが、いまの規則のもとではどの開示も変わりません。"),
         absl::StrCat(
             "rule ", rule.id,
             " changes, and under today's rules no disclosure does.")}));
  }
  AddUntold(UntoldOf(BytesOf(before, !actions_told),
                     BytesOf(after, !actions_told), told),
            changes);
  if (!obligations_told) AddObligations(before, after, changes);
  AddNames(before, after, changes);
  return changes;
}

}  // namespace tasuki::analysis
