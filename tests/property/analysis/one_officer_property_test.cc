#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/diff.h"
#include "tests/policy_packs.h"
#include "tests/property/policy/random_situation.h"

namespace tasuki::analysis {
namespace {

using policy::Random;

template <typename Rules>
void KeepSome(Rules& rules, Random& random) {
  const int all = rules.size();
  for (int i = all; i-- > 1;) {
    if (random() % 8 != 0) rules.DeleteSubrange(i, 1);
  }
}

// Some of the shipped rules, of each kind at least one.
v1::PolicyPack SomeRules(Random& random) {
  v1::PolicyPack pack = ShippedPack();
  KeepSome(*pack.mutable_grants(), random);
  KeepSome(*pack.mutable_ceilings(), random);
  KeepSome(*pack.mutable_actions(), random);
  KeepSome(*pack.mutable_guarantees(), random);
  KeepSome(*pack.mutable_accepted_flows(), random);
  KeepSome(*pack.mutable_obligations(), random);
  return pack;
}

template <typename Rules>
auto& Any(Rules& rules, Random& random) {
  return rules[static_cast<int>(random() % rules.size())];
}

template <typename Rules>
void RemoveAny(Rules& rules, Random& random) {
  if (rules.size() < 2) return;
  rules.DeleteSubrange(static_cast<int>(random() % rules.size()), 1);
}

template <typename Rule>
Rule* ById(google::protobuf::RepeatedPtrField<Rule>& rules,
           const std::string& id) {
  for (Rule& rule : rules) {
    if (rule.id() == id) return &rule;
  }
  return nullptr;
}

std::string AnyCategory(Random& random) {
  const int number = 1 + static_cast<int>(random() % v1::Category_MAX);
  return absl::StrCat("C", number < 10 ? "0" : "", number);
}

// Another category, where there is one.
void AddCategory(google::protobuf::RepeatedPtrField<std::string>& categories,
                 Random& random) {
  const std::string category = AnyCategory(random);
  for (const std::string& one : categories) {
    if (one == "*" || one == category) return;
  }
  *categories.Add() = category;
}

// Whether somebody takes back, looks after, or is called by the rule's acts.
bool KeepsSafe(const v1::ActionRule& rule) {
  static const auto* const safe = new std::set<std::string>{
      "WITHDRAW_CONSENT",  "END_TEAM_ENTRY", "CORRECT_SECTION",
      "RETRACT_SECTION",   "REFUSE_REQUEST", "RETURN_MESSAGE",
      "RECORD_CHILD_WILL", "SET_LEGAL_HOLD", "CLOSE_CASE",
      "READ_OWN_AUDIT",    "SEARCH_AUDIT",   "REVIEW_BREAK_GLASS",
      "READ_REPORT",       "TAKE_REPORT",    "RECORD_INQUIRY",
      "CHECK_CONTACT",     "SET_DUTY_ROSTER"};
  return std::any_of(
      rule.actions().begin(), rule.actions().end(),
      [](const std::string& action) { return safe->contains(action); });
}

// One edit; false if there is nothing to edit. `base` is what it is later
// compared with.
using Edit = std::function<bool(const v1::PolicyPack& base,
                                v1::PolicyPack& pack, Random& random)>;

// What one officer may do, alone and together.
std::vector<Edit> Narrowing() {
  using Pack = v1::PolicyPack;
  return {
      [](const Pack&, Pack& pack, Random& random) {
        RemoveAny(*pack.mutable_grants(), random);
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        Any(*pack.mutable_grants(), random).add_condition("LEAD_WORKER");
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::Grant& grant = Any(*pack.mutable_grants(), random);
        auto& codes = *grant.mutable_gives(0)->mutable_categories();
        if (codes.size() > 1) codes.RemoveLast();
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::Grant& grant = Any(*pack.mutable_grants(), random);
        grant.set_sentence_en(absl::StrCat("Other words ", random()));
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::Ceiling limit = Any(*pack.mutable_ceilings(), random);
        limit.set_id(absl::StrCat("CE-NEW-", pack.ceilings_size()));
        AddCategory(*limit.mutable_categories(), random);
        *pack.add_ceilings() = limit;
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::Ceiling& limit = Any(*pack.mutable_ceilings(), random);
        AddCategory(*limit.mutable_categories(), random);
        limit.set_at_most("WITHHELD");
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        auto& rules = *pack.mutable_actions();
        const int at = static_cast<int>(random() % rules.size());
        if (rules.size() < 2 || KeepsSafe(rules[at])) return false;
        rules.DeleteSubrange(at, 1);
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::ActionRule& rule = Any(*pack.mutable_actions(), random);
        if (KeepsSafe(rule)) return false;
        auto& readers = *rule.mutable_scope()->mutable_readers();
        if (readers.size() > 1) readers.RemoveLast();
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::ObligationRule rule = Any(*pack.mutable_obligations(), random);
        rule.mutable_scope()->clear_holders();
        rule.mutable_scope()->add_holders("OFFICER");
        rule.clear_obligations();
        rule.add_obligations("ALIAS_ONLY");
        *pack.add_obligations() = rule;
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::Guarantee& promise = Any(*pack.mutable_guarantees(), random);
        AddCategory(*promise.mutable_categories(), random);
        return true;
      },
      [](const Pack&, Pack& pack, Random& random) {
        v1::AcceptedFlow& flow = Any(*pack.mutable_accepted_flows(), random);
        auto& readers = *flow.mutable_scope()->mutable_readers();
        if (readers.size() > 1) readers.RemoveLast();
        return true;
      },
  };
}

bool Names(const v1::Grant& grant, const std::string& category) {
  for (const v1::CategoryLevels& gives : grant.gives()) {
    for (const std::string& one : gives.categories()) {
      if (one == category || one == "*") return true;
    }
  }
  return false;
}

using NamedEdits = std::vector<std::pair<std::string, Edit>>;

NamedEdits WideningGrants() {
  using Pack = v1::PolicyPack;
  return {
      {"a grant gives another category",
       [](const Pack& base, Pack& pack, Random& random) {
         const v1::Grant& old = Any(base.grants(), random);
         v1::Grant* grant = ById(*pack.mutable_grants(), old.id());
         const std::string category = AnyCategory(random);
         if (grant == nullptr || Names(old, category)) return false;
         v1::CategoryLevels& gives = *grant->add_gives();
         gives.set_level("EXISTENCE");
         gives.add_categories(category);
         return true;
       }},
      {"a grant needs less",
       [](const Pack& base, Pack& pack, Random& random) {
         const v1::Grant& old = Any(base.grants(), random);
         v1::Grant* grant = ById(*pack.mutable_grants(), old.id());
         if (grant == nullptr || old.condition().empty()) return false;
         grant->clear_condition();
         return true;
       }},
      {"a grant for every purpose",
       [](const Pack& base, Pack& pack, Random& random) {
         const v1::Grant& old = Any(base.grants(), random);
         v1::Grant* grant = ById(*pack.mutable_grants(), old.id());
         if (grant == nullptr || old.scope().purposes().empty()) return false;
         grant->mutable_scope()->clear_purposes();
         return true;
       }},
      {"another grant of what is given anyway",
       [](const Pack& base, Pack& pack, Random& random) {
         v1::Grant grant = Any(base.grants(), random);
         grant.set_id("GR-ANOTHER");
         *pack.add_grants() = grant;
         return true;
       }},
  };
}

NamedEdits WideningLimits() {
  using Pack = v1::PolicyPack;
  return {
      {"a limit goes, and its name is that of a promise",
       [](const Pack& base, Pack& pack, Random& random) {
         const std::string id = Any(base.ceilings(), random).id();
         auto& limits = *pack.mutable_ceilings();
         for (int i = 0; i < limits.size(); ++i) {
           if (limits[i].id() == id) limits.DeleteSubrange(i--, 1);
         }
         v1::Guarantee guarantee = Any(base.guarantees(), random);
         guarantee.set_id(id);
         *pack.add_guarantees() = guarantee;
         return true;
       }},
      {"a limit goes",
       [](const Pack& base, Pack& pack, Random& random) {
         const std::string id = Any(base.ceilings(), random).id();
         auto& limits = *pack.mutable_ceilings();
         for (int i = 0; i < limits.size(); ++i) {
           if (limits[i].id() == id) limits.DeleteSubrange(i--, 1);
         }
         return true;
       }},
      {"a limit acts less often",
       [](const Pack& base, Pack& pack, Random& random) {
         const v1::Ceiling& old = Any(base.ceilings(), random);
         for (const std::string& fact : old.condition()) {
           if (fact == "LEGAL_HOLD") return false;
         }
         ById(*pack.mutable_ceilings(), old.id())->add_condition("LEGAL_HOLD");
         return true;
       }},
      {"a limit for other categories",
       [](const Pack& base, Pack& pack, Random& random) {
         const v1::Ceiling& old = Any(base.ceilings(), random);
         const std::string category = AnyCategory(random);
         if (old.categories_size() == 1 && old.categories(0) == category) {
           return false;
         }
         v1::Ceiling& limit = *ById(*pack.mutable_ceilings(), old.id());
         limit.clear_categories();
         limit.add_categories(category);
         return true;
       }},
      {"a limit for fewer readers",
       [](const Pack& base, Pack& pack, Random& random) {
         const v1::Ceiling& old = Any(base.ceilings(), random);
         if (!old.scope().readers().empty()) return false;
         ById(*pack.mutable_ceilings(), old.id())
             ->mutable_scope()
             ->add_readers("OFFICER");
         return true;
       }},
  };
}

NamedEdits WideningRest() {
  using Pack = v1::PolicyPack;
  return {
      {"another rule for an action that is allowed anyway",
       [](const Pack& base, Pack& pack, Random& random) {
         v1::ActionRule rule = Any(base.actions(), random);
         rule.set_id("AC-ANOTHER");
         *pack.add_actions() = rule;
         return true;
       }},
      {"nobody withdraws a consent, or audits, or takes a report",
       [](const Pack& base, Pack& pack, Random& random) {
         if (!KeepsSafe(Any(base.actions(), random))) return false;
         auto& rules = *pack.mutable_actions();
         rules.erase(std::remove_if(rules.begin(), rules.end(), KeepsSafe),
                     rules.end());
         return true;
       }},
      {"another reason for the log",
       [](const Pack& base, Pack& pack, Random& random) {
         const v1::Ceiling& old = Any(base.ceilings(), random);
         ById(*pack.mutable_ceilings(), old.id())
             ->set_refusal(old.refusal() == "MINIMISED" ? "NO_BASIS"
                                                        : "MINIMISED");
         return true;
       }},
      {"obligations without their rules",
       [](const Pack&, Pack& pack, Random&) {
         pack.mutable_obligations()->Clear();
         return true;
       }},
      {"a promise in other words",
       [](const Pack& base, Pack& pack, Random& random) {
         const std::string id = Any(base.guarantees(), random).id();
         ById(*pack.mutable_guarantees(), id)->set_sentence_en("Whatever.");
         return true;
       }},
      {"a promise less",
       [](const Pack&, Pack& pack, Random&) {
         pack.mutable_guarantees()->DeleteSubrange(0, 1);
         return true;
       }},
      {"an accepted flow in other words",
       [](const Pack& base, Pack& pack, Random& random) {
         const std::string id = Any(base.accepted_flows(), random).id();
         ById(*pack.mutable_accepted_flows(), id)->set_citation("elsewhere");
         return true;
       }},
      {"another flow of what is accepted anyway",
       [](const Pack& base, Pack& pack, Random& random) {
         v1::AcceptedFlow flow = Any(base.accepted_flows(), random);
         flow.set_id("AF-ANOTHER");
         *pack.add_accepted_flows() = flow;
         return true;
       }},
  };
}

// Edits after each of which two have to look, whatever else is edited and
// whether or not anything shows of it.
NamedEdits Widening() {
  NamedEdits all = WideningGrants();
  for (const NamedEdits& some : {WideningLimits(), WideningRest()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Diff DiffOf(const v1::PolicyPack& before, const v1::PolicyPack& after) {
  Version old_version, new_version;
  old_version.packs = {before};
  new_version.packs = {after};
  const auto diff = Compare(old_version, new_version);
  EXPECT_TRUE(diff.ok()) << diff.status();
  return diff.ok() ? *diff : Diff();
}

std::string Said(const Diff& diff) {
  std::string said;
  for (const Change& change : diff.changes) {
    absl::StrAppend(&said, change.sentence.en, "\n");
  }
  return said;
}

v1::PolicyPack Narrowed(const v1::PolicyPack& base, int edits, Random& random) {
  const std::vector<Edit> narrowing = Narrowing();
  v1::PolicyPack pack = base;
  for (int i = 0; i < edits; ++i) {
    narrowing[random() % narrowing.size()](base, pack, random);
  }
  return pack;
}

// Nothing hides behind something else of the same rule, or of another one.
TEST(OneOfficerPropertyTest, WhateverElseIsEditedOneWideningEditNeedsTwo) {
  Random random(RandomSeed());
  for (int round = 0; round < 4; ++round) {
    const v1::PolicyPack base = SomeRules(random);
    for (const auto& [what, widen] : Widening()) {
      v1::PolicyPack after =
          Narrowed(base, static_cast<int>(random() % 5), random);
      if (!widen(base, after, random)) continue;
      const Diff diff = DiffOf(base, after);
      ASSERT_FALSE(OnlyNarrows(diff)) << what << "\n" << Said(diff);
    }
  }
}

TEST(OneOfficerPropertyTest, NarrowingEditsTogetherNeedOneOfficer) {
  Random random(RandomSeed());
  for (int round = 0; round < 20; ++round) {
    const v1::PolicyPack base = SomeRules(random);
    const Diff diff = DiffOf(base, Narrowed(base, 4, random));
    ASSERT_TRUE(OnlyNarrows(diff)) << Said(diff);
  }
}

}  // namespace
}  // namespace tasuki::analysis
