#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/analysis/own_right.h"
#include "gateway/model/canonical.h"
#include "gateway/policy/statements.h"

namespace tasuki::analysis {
namespace {

enum class Kind { kGrant, kCeiling, kAction, kGuarantee, kAcceptedFlow };

template <typename Statement>
constexpr Kind KindOf() {
  if constexpr (std::is_same_v<Statement, v1::Grant>) {
    return Kind::kGrant;
  } else if constexpr (std::is_same_v<Statement, v1::Ceiling>) {
    return Kind::kCeiling;
  } else if constexpr (std::is_same_v<Statement, v1::ActionRule>) {
    return Kind::kAction;
  } else if constexpr (std::is_same_v<Statement, v1::Guarantee>) {
    return Kind::kGuarantee;
  } else {
    return Kind::kAcceptedFlow;
  }
}

Text WordsOf(Kind kind) {
  switch (kind) {
    case Kind::kGrant:
      return {"開示の規則", "a grant"};
    case Kind::kCeiling:
      return {"上限", "a limit"};
    case Kind::kAction:
      return {"操作の規則", "an action rule"};
    case Kind::kGuarantee:
      return {"保証", "a guarantee"};
    case Kind::kAcceptedFlow:
      return {"推し量れることの受け入れ", "an accepted flow"};
  }
  return {};
}

// On guarantees and accepted flows officers rely.
constexpr bool IsPromise(Kind kind) {
  return kind == Kind::kGuarantee || kind == Kind::kAcceptedFlow;
}

// A statement as bytes: what it says to people, and the rest. Of a promise it
// is told for itself whether it is a city's own.
struct StatementBytes {
  std::string words, rest;
  bool local = false;
  bool operator==(const StatementBytes&) const = default;
};

// An id names one rule of a version, but another version may use it for
// another kind.
struct Key {
  std::string id;
  Kind kind;
  auto operator<=>(const Key&) const = default;
};
using BytesByKey = std::map<Key, StatementBytes>;

BytesByKey BytesOf(const Version& version) {
  BytesByKey bytes;
  for (const v1::PolicyPack& pack : version.packs) {
    policy::ForEachStatement(pack, [&](auto statement) {
      using Statement = decltype(statement);
      constexpr Kind kKind = KindOf<Statement>();
      Statement words;
      words.set_sentence_ja(statement.sentence_ja());
      words.set_sentence_en(statement.sentence_en());
      words.set_citation(statement.citation());
      statement.clear_sentence_ja();
      statement.clear_sentence_en();
      statement.clear_citation();
      bool local = false;
      if constexpr (IsPromise(kKind)) {
        local = statement.local();
        statement.clear_local();
      }
      bytes[{statement.id(), kKind}] = {Canonical(words), Canonical(statement),
                                        local};
    });
  }
  return bytes;
}

std::map<std::string, const v1::AcceptedFlow*> FlowsOf(const Version& version) {
  std::map<std::string, const v1::AcceptedFlow*> flows;
  for (const v1::PolicyPack& pack : version.packs) {
    for (const v1::AcceptedFlow& flow : pack.accepted_flows()) {
      flows[flow.id()] = &flow;
    }
  }
  return flows;
}

const v1::AcceptedFlow* Pointer(const v1::AcceptedFlow* one) { return one; }
const policy::ActionGrant* Pointer(const policy::ActionGrant& one) {
  return &one;
}

// Calls `add` with each id of the later side whose rule has more.
template <typename Rules, typename HasMore, typename Add>
void ForEachWithMore(const Rules& was, const Rules& is, const HasMore& has_more,
                     const Add& add) {
  for (const auto& [id, rule] : is) {
    const auto found = was.find(id);
    const bool there = found != was.end();
    if (has_more(there ? Pointer(found->second) : nullptr, Pointer(rule))) {
      add(id);
    }
  }
}

// The rules that widen in their own right.
std::set<Key> WideningIn(const Version& before, const Version& after,
                         const RowPairs& pairs) {
  std::set<Key> widening;
  for (const ChangedRule& rule : pairs.changed()) {
    if (GivesMore(rule.grant_before, rule.grant_after)) {
      widening.insert({rule.id, Kind::kGrant});
    }
    if (LimitsLess(rule.ceiling_before, rule.ceiling_after)) {
      widening.insert({rule.id, Kind::kCeiling});
    }
  }
  ForEachWithMore(ActionRulesOf(before), ActionRulesOf(after), AllowsMore,
                  [&](const std::string& id) {
                    widening.insert({id, Kind::kAction});
                  });
  ForEachWithMore(FlowsOf(before), FlowsOf(after), AcceptsMore,
                  [&](const std::string& id) {
                    widening.insert({id, Kind::kAcceptedFlow});
                  });
  return widening;
}

Change Quiet(Effect effect, const std::vector<std::string>& ids, Text text) {
  Change change;
  change.kind = ChangeKind::kWording;
  change.effect = effect;
  change.rules = ids;
  change.sentence = std::move(text);
  return change;
}

// Statements that read otherwise, by what is to be said of them.
struct Untold {
  std::vector<std::string> widening, loosened, promised, local, no_longer_local,
      reworded, reworded_too, remarked, unchanged, added, gone;
};

// Finds what the sentences so far leave unsaid. Each aspect of a rule for
// itself: that it narrows somewhere says nothing of where it may widen, and
// nothing of its words.
class Finder {
 public:
  Finder(const Version& before, const Version& after, const RowPairs& pairs,
         const std::vector<Change>& said)
      : was_(BytesOf(before)),
        is_(BytesOf(after)),
        widening_(WideningIn(before, after, pairs)) {
    for (const Change& change : said) {
      told_.insert(change.rules.begin(), change.rules.end());
      if (change.effect != Effect::kWidens) continue;
      told_to_widen_.insert(change.rules.begin(), change.rules.end());
    }
    for (const ChangedRule& rule : pairs.changed()) {
      const bool grant =
          rule.grant_before != nullptr || rule.grant_after != nullptr;
      deciding_.insert({rule.id, grant ? Kind::kGrant : Kind::kCeiling});
    }
    const auto flows = FlowsOf(after);
    for (const auto& [id, flow] : FlowsOf(before)) {
      const auto found = flows.find(id);
      if (found != flows.end() && AcceptsMore(found->second, flow)) {
        deciding_.insert({id, Kind::kAcceptedFlow});
      }
    }
  }

  Untold Find() {
    for (const auto& [key, bytes] : is_) {
      const auto found = was_.find(key);
      if (found == was_.end()) {
        AddRule(key, untold_.added);
        continue;
      }
      const StatementBytes& old = found->second;
      if (old == bytes) continue;
      const bool other_words = old.words != bytes.words;
      const bool other_rest = old.rest != bytes.rest;
      if (other_words) AddWords(key, other_rest);
      if (old.local != bytes.local) {
        (bytes.local ? untold_.local : untold_.no_longer_local)
            .push_back(key.id);
      }
      // Of a promise that two read for its words all is said.
      if (!other_rest ||
          (other_words && IsPromise(key.kind) && !widening_.contains(key))) {
        continue;
      }
      AddRule(key, untold_.remarked);
    }
    for (const auto& [key, bytes] : was_) {
      if (!is_.contains(key)) AddRule(key, untold_.gone);
    }
    return std::move(untold_);
  }

  // The ids that are of another kind now.
  std::vector<Change> OtherKinds() const {
    std::vector<Change> changes;
    for (const auto& [key, bytes] : was_) {
      for (const auto& [other, other_bytes] : is_) {
        if (other.id != key.id || other.kind == key.kind) continue;
        const Text was = WordsOf(key.kind), is = WordsOf(other.kind);
        changes.push_back(Quiet(
            Effect::kWidens, {key.id},
            {absl::StrCat("規則 ", key.id, " は別の種類の規則になります：",
                          was.ja, " → ", is.ja,
                          "。同じ名の別の規則なので、二人で読みます。"),
             absl::StrCat("rule ", key.id, " becomes a rule of another kind: ",
                          was.en, " → ", is.en,
                          ". It is another rule by the same name, so two read "
                          "it.")}));
      }
    }
    return changes;
  }

 private:
  void AddWords(const Key& key, bool other_rest) {
    auto& ids = IsPromise(key.kind) ? untold_.promised
                : other_rest        ? untold_.reworded_too
                                    : untold_.reworded;
    ids.push_back(key.id);
  }

  // Of a rule that says something else, or is there on one side only.
  void AddRule(const Key& key, std::vector<std::string>& otherwise) {
    if (widening_.contains(key)) {
      if (told_to_widen_.contains(key.id)) return;
      (key.kind == Kind::kCeiling ? untold_.loosened : untold_.widening)
          .push_back(key.id);
    } else if (told_.contains(key.id)) {
      return;
    } else if (deciding_.contains(key)) {
      untold_.unchanged.push_back(key.id);
    } else {
      otherwise.push_back(key.id);
    }
  }

  const BytesByKey was_, is_;
  const std::set<Key> widening_;
  // Grants and limits that say something else, flows that accept less.
  std::set<Key> deciding_;
  std::set<std::string> told_, told_to_widen_;
  Untold untold_;
};

// One sentence for all these statements, if there are any.
void Say(const std::vector<std::string>& ids, Effect effect, Text before,
         Text after, std::vector<Change>& changes) {
  if (ids.empty()) return;
  changes.push_back(
      Quiet(effect, ids,
            {absl::StrCat(before.ja, absl::StrJoin(ids, "・"), after.ja),
             absl::StrCat(before.en, absl::StrJoin(ids, ", "), after.en)}));
}

// What changes nothing today may still matter to the next change: a limit that
// is gone or weaker, or a rule that only others hold back, wants two persons.
void AddWidening(const Untold& untold, std::vector<Change>& changes) {
  for (const std::string& id : untold.widening) {
    Say({id}, Effect::kWidens, {"規則 ", "rule "},
        {" は、それだけを見ればこれまでより多くを認めます。いまはほかの規則の"
         "ために現れません。",
         " gives more in its own right than it did; today's other rules keep "
         "that from showing."},
        changes);
  }
  for (const std::string& id : untold.loosened) {
    Say({id}, Effect::kWidens, {"上限 ", "limit "},
        {" は、なくなるか弱くなります。いまはほかの規則のために現れません。",
         " goes or limits less than it did; today's other rules keep that from "
         "showing."},
        changes);
  }
}

void AddWords(const Untold& untold, std::vector<Change>& changes) {
  Say(untold.promised, Effect::kWidens,
      {"保証・推し量れることの文言が変わります：",
       "the words of what is promised change: "},
      {"。何が約束されているかを示す文なので、二人で読みます。",
       ". They tell officers what holds, so two read them."},
      changes);
  const Text read_by_two = {"。誰の約束かを示す印なので、二人で読みます。",
                            ". It tells officers whose promise it is, so two "
                            "read it."};
  Say(untold.local, Effect::kWidens,
      {"市独自のもの（local）になる保証・推し量れること：",
       "promises that become the city's own (local): "},
      read_by_two, changes);
  Say(untold.no_longer_local, Effect::kWidens,
      {"市独自のもの（local）でなくなる保証・推し量れること：",
       "promises that are not the city's own (local) any more: "},
      read_by_two, changes);
  Say(untold.reworded, Effect::kNeutral,
      {"文言だけが変わる規則：", "only the words change: "},
      {"。開示は変わりません。", ". What is disclosed stays the same."},
      changes);
  Say(untold.reworded_too, Effect::kNeutral,
      {"内容とともに文言も変わる規則：", "the words change too: "},
      {"。文が新しい内容に合っているか読んでください。",
       ". Read whether they say what the rule does now."},
      changes);
}

void AddUntold(const Untold& untold, std::vector<Change>& changes) {
  AddWidening(untold, changes);
  for (const std::string& id : untold.unchanged) {
    Say({id}, Effect::kNeutral, {"規則 ", "rule "},
        {" が変わりますが、いまの規則のもとではどの開示も変わりません。",
         " changes, and under today's rules no disclosure does."},
        changes);
  }
  AddWords(untold, changes);
  Say(untold.remarked, Effect::kNeutral,
      {"書き方や印だけが変わる規則：", "only written or marked otherwise: "},
      {"。開示は変わりません。", ". What is disclosed stays the same."},
      changes);
  const Text unchanged = {"。いまの規則のもとでは何も変わりません。",
                          ". Under today's rules nothing changes."};
  Say(untold.added, Effect::kNeutral, {"加わる規則：", "new rules: "},
      unchanged, changes);
  Say(untold.gone, Effect::kNeutral, {"なくなる規則：", "rules that go: "},
      unchanged, changes);
}

std::multiset<std::string> NamesOf(const Version& version) {
  std::multiset<std::string> names;
  for (const v1::PolicyPack& pack : version.packs) names.insert(pack.name());
  return names;
}

// "一・二" of the names that the one has and the other has not; "―" if none.
Text OnlyIn(const std::multiset<std::string>& one,
            const std::multiset<std::string>& other) {
  std::vector<std::string> only;
  std::set_difference(one.begin(), one.end(), other.begin(), other.end(),
                      std::back_inserter(only));
  if (only.empty()) return {"―", "―"};
  Text text = {absl::StrJoin(only, "・"), absl::StrJoin(only, ", ")};
  return text;
}

void AddNames(const Version& before, const Version& after,
              std::vector<Change>& changes) {
  const std::multiset<std::string> was = NamesOf(before), is = NamesOf(after);
  if (was == is) return;
  const Text gone = OnlyIn(was, is), added = OnlyIn(is, was);
  changes.push_back(
      Quiet(Effect::kNeutral, {},
            {absl::StrCat("規則集の名が変わります：", gone.ja, " → ", added.ja,
                          "。開示は変わりません。"),
             absl::StrCat("the packs are named otherwise: ", gone.en, " → ",
                          added.en, ". What is disclosed stays the same.")}));
}

}  // namespace

std::vector<Change> QuietChanges(const Version& before, const Version& after,
                                 const RowPairs& pairs,
                                 const std::vector<Change>& said) {
  Finder finder(before, after, pairs, said);
  std::vector<Change> changes = finder.OtherKinds();
  AddUntold(finder.Find(), changes);
  AddNames(before, after, changes);
  return changes;
}

}  // namespace tasuki::analysis
