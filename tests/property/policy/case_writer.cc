#include "tests/property/policy/case_writer.h"

#include <string>

#include "gateway/model/vocabulary.h"

namespace tasuki::policy {
namespace {

// Empty for an unknown value, as in a case.
template <typename Enum>
std::string NameOrNothing(Enum value) {
  return value == 0 ? "" : ShortName(value);
}

}  // namespace

bool IsOrdinarilyTrue(v1::Fact fact) {
  switch (fact) {
    case v1::FACT_REGISTERED:
    case v1::FACT_BOTH_MEMBERS:
    case v1::FACT_TEAM_CONFIRMED:
    case v1::FACT_CONFIRMED:
    case v1::FACT_OBEYS_CONTACT_RULES:
    case v1::FACT_PERSON_NAMED:
    case v1::FACT_PERSON_VERIFIED:
    case v1::FACT_SHEET_DEIDENTIFIED:
    case v1::FACT_WOMEN_BRANCH:
    case v1::FACT_CHILD_WELFARE_BRANCH:
      return true;
    default:
      return false;
  }
}

KnownFacts OrdinaryFacts() {
  KnownFacts facts;
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    const auto fact = static_cast<v1::Fact>(i);
    facts.Set(fact, IsOrdinarilyTrue(fact));
  }
  return facts;
}

v1::PolicyCase CaseOf(absl::string_view name, const Situation& situation,
                      const Levels& expected) {
  v1::PolicyCase policy_case;
  policy_case.set_name(std::string(name));
  v1::CaseSituation& written = *policy_case.mutable_situation();
  written.set_reader(NameOrNothing(situation.reader));
  written.set_role(NameOrNothing(situation.role));
  written.set_relation(NameOrNothing(situation.relation));
  written.set_holder(NameOrNothing(situation.holder));
  written.set_reader_is_holder(situation.reader_is_holder);
  written.set_purpose(NameOrNothing(situation.purpose));
  written.set_class_(NameOrNothing(situation.case_class));
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    const auto fact = static_cast<v1::Fact>(i);
    if (situation.facts.known_true().Contains(fact)) {
      written.add_known_true(ShortName(fact));
    } else if (situation.facts.known_false().Contains(fact)) {
      written.add_known_false(ShortName(fact));
    }
  }
  for (const Ground& ground : situation.grounds) {
    written.add_grounds()->set_basis(ShortName(ground.basis));
  }
  for (const v1::Level level :
       {v1::LEVEL_EXISTENCE, v1::LEVEL_REDUCED, v1::LEVEL_FULL}) {
    v1::CategoryLevels levels;
    levels.set_level(ShortName(level));
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      if (expected[c] != level) continue;
      levels.add_categories(ShortName(static_cast<v1::Category>(c)));
    }
    if (!levels.categories().empty()) *policy_case.add_expect() = levels;
  }
  policy_case.set_nothing_else(true);
  return policy_case;
}

}  // namespace tasuki::policy
