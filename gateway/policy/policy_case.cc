#include "gateway/policy/policy_case.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/base/status_macros.h"
#include "gateway/policy/names.h"

namespace tasuki::policy {
namespace {

// An empty name is an unknown value, as is `NONE` for the relation.
template <typename Enum>
absl::StatusOr<Enum> OptionalName(const std::string& name) {
  if (name.empty()) return Enum{};
  return NameOf<Enum>(name);
}

absl::Status ReadFacts(const NameList& names, bool value, KnownFacts& facts) {
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const v1::Fact fact, NameOf<v1::Fact>(name));
    const FactSet& other = value ? facts.known_false() : facts.known_true();
    if (other.Contains(fact)) {
      return absl::InvalidArgumentError(
          absl::StrCat("fact ", name, " is both true and false"));
    }
    facts.Set(fact, value);
  }
  return absl::OkStatus();
}

absl::Status CheckUnknown(const NameList& names, const KnownFacts& facts) {
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const v1::Fact fact, NameOf<v1::Fact>(name));
    if (facts.known_true().Contains(fact) ||
        facts.known_false().Contains(fact)) {
      return absl::InvalidArgumentError(
          absl::StrCat("fact ", name, " is both known and unknown"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Ground> GroundOf(const v1::CaseGround& source) {
  Ground ground;
  ASSIGN_OR_RETURN(ground.basis, NameOf<v1::BasisCode>(source.basis()));
  if (!source.mask().empty()) {
    ASSIGN_OR_RETURN(ground.mask, LevelsOf(source.mask()));
  }
  ground.source = source.source();
  return ground;
}

// What the case says of one category, and what the policy decides.
std::string Difference(v1::Category category, v1::Level expected,
                       v1::Level is) {
  return absl::StrCat(ShortName(category), ": expected ", ShortName(expected),
                      ", is ", ShortName(is));
}

absl::Status CompareLevels(const v1::PolicyCase& policy_case,
                           const LevelSet& outcome,
                           std::vector<std::string>& mismatches) {
  ASSIGN_OR_RETURN(const LevelSet expected, LevelsOf(policy_case.expect()));
  CategorySet named;
  for (const v1::CategoryLevels& entry : policy_case.expect()) {
    ASSIGN_OR_RETURN(const CategorySet categories,
                     CategoriesOf(entry.categories()));
    named = named | categories;
  }
  if (policy_case.nothing_else()) named = CategorySet::All();
  for (const v1::Category category : named.members()) {
    if (expected.At(category) != outcome.At(category)) {
      mismatches.push_back(
          Difference(category, expected.At(category), outcome.At(category)));
    }
  }
  return absl::OkStatus();
}

absl::Status CompareCeilings(const v1::PolicyCase& policy_case,
                             const std::vector<CategoryReason>& reasons,
                             std::vector<std::string>& mismatches) {
  for (const v1::ClosedBy& closed : policy_case.closed_by()) {
    for (const std::string& name : closed.categories()) {
      ASSIGN_OR_RETURN(const v1::Category category, NameOf<v1::Category>(name));
      const bool found = std::any_of(
          reasons.begin(), reasons.end(), [&](const CategoryReason& reason) {
            return reason.category == category &&
                   reason.ceiling_id == closed.ceiling();
          });
      if (!found) {
        mismatches.push_back(
            absl::StrCat(name, ": not closed by ", closed.ceiling()));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status CompareObligations(const v1::PolicyCase& policy_case,
                                const std::vector<v1::Obligation>& obligations,
                                std::vector<std::string>& mismatches) {
  if (policy_case.obligations().empty()) return absl::OkStatus();
  std::vector<v1::Obligation> expected;
  for (const std::string& name : policy_case.obligations()) {
    ASSIGN_OR_RETURN(const v1::Obligation obligation,
                     NameOf<v1::Obligation>(name));
    expected.push_back(obligation);
  }
  std::sort(expected.begin(), expected.end());
  if (expected != obligations) {
    mismatches.push_back(absl::StrCat(
        "obligations are ",
        absl::StrJoin(obligations, ", ",
                      [](std::string* out, v1::Obligation obligation) {
                        absl::StrAppend(out, ShortName(obligation));
                      })));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Situation> SituationOf(const v1::PolicyCase& policy_case) {
  const v1::CaseSituation& source = policy_case.situation();
  Situation situation;
  ASSIGN_OR_RETURN(situation.reader,
                   OptionalName<v1::AudienceType>(source.reader()));
  ASSIGN_OR_RETURN(situation.role, OptionalName<v1::Role>(source.role()));
  if (source.relation() != "NONE") {
    ASSIGN_OR_RETURN(situation.relation,
                     OptionalName<v1::Relation>(source.relation()));
  }
  ASSIGN_OR_RETURN(situation.holder,
                   OptionalName<v1::AudienceType>(source.holder()));
  situation.reader_is_holder = source.reader_is_holder();
  ASSIGN_OR_RETURN(situation.purpose,
                   OptionalName<v1::Purpose>(source.purpose()));
  ASSIGN_OR_RETURN(situation.case_class,
                   OptionalName<v1::CaseClass>(source.class_()));
  RETURN_IF_ERROR(ReadFacts(source.known_true(), true, situation.facts));
  RETURN_IF_ERROR(ReadFacts(source.known_false(), false, situation.facts));
  RETURN_IF_ERROR(CheckUnknown(source.unknown(), situation.facts));
  for (const v1::CaseGround& entry : source.grounds()) {
    ASSIGN_OR_RETURN(Ground ground, GroundOf(entry));
    situation.grounds.push_back(std::move(ground));
  }
  return situation;
}

absl::StatusOr<std::vector<std::string>> Mismatches(
    const Policy& policy, const v1::PolicyCase& policy_case) {
  ASSIGN_OR_RETURN(const Situation situation, SituationOf(policy_case));
  const LevelSet outcome = policy.Evaluate(situation);
  std::vector<std::string> mismatches;
  RETURN_IF_ERROR(CompareLevels(policy_case, outcome, mismatches));
  RETURN_IF_ERROR(
      CompareCeilings(policy_case, policy.Explain(situation), mismatches));
  RETURN_IF_ERROR(CompareObligations(
      policy_case, policy.Obligations(situation, outcome), mismatches));
  return mismatches;
}

void SpellOutUsualFacts(const v1::PolicyCases& file,
                        v1::PolicyCase& policy_case) {
  v1::CaseSituation& situation = *policy_case.mutable_situation();
  absl::flat_hash_set<std::string> named;
  for (const NameList* names :
       {&situation.known_true(), &situation.known_false(),
        &situation.unknown()}) {
    named.insert(names->begin(), names->end());
  }
  for (const std::string& fact : file.usually_true()) {
    if (!named.contains(fact)) situation.add_known_true(fact);
  }
  for (const std::string& fact : file.usually_false()) {
    if (!named.contains(fact)) situation.add_known_false(fact);
  }
}

std::vector<v1::PolicyPack> PacksOf(const v1::PolicyBundle& bundle) {
  return {bundle.packs().begin(), bundle.packs().end()};
}

std::vector<v1::PolicyCase> CasesOf(const v1::PolicyBundle& bundle) {
  std::vector<v1::PolicyCase> cases;
  for (const v1::PolicyCases& file : bundle.cases()) {
    for (v1::PolicyCase one : file.cases()) {
      SpellOutUsualFacts(file, one);
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

}  // namespace tasuki::policy
