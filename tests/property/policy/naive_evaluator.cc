#include "tests/property/policy/naive_evaluator.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "gateway/base/check.h"

namespace tasuki::policy {
namespace {

using Names = google::protobuf::RepeatedPtrField<std::string>;

// Which roles an audience has, in words.
const std::map<std::string, std::string>& RolesOfAudiences() {
  static const auto* roles = new std::map<std::string, std::string>{
      {"CITY_MH", "PHN MIDWIFE"},
      {"CITY_FS", "CW COORD WCW SINGLE_PARENT_ADV FOSTER_SUPPORT"},
      {"CITY_DEV", "ST OT PT PSY NURSERY MC_COORD"},
      {"CITY_SUP", "SSW_CHIEF HEAD"},
      {"CGC", "CWO CPSY CGC_DIR CGC_LAW FOSTER_SUPPORT"},
      {"WCO", "WCW"},
      {"OB_HOSP", "OB_DR MSW OB_NURSE MIDWIFE"},
      {"SOS_NPO", "NPO_COUNSEL MIDWIFE"},
      {"ADOPT_NPO", "ADOPT_OFFICER FOSTER_SUPPORT"},
      {"MCL_FAC", "FAC_STAFF"},
      {"FACILITY", "FAC_STAFF"},
      {"EXT_SUP", "SV_PSYCHIATRIST"},
      {"REGISTER", "REGISTER_CLERK"},
      {"NURSERY", "NURSERY_STAFF"},
      {"SCHOOL", "SCHOOL_STAFF"},
      {"POLICE", "POLICE_OFFICER"},
      {"WELFARE_OFFICE", "WELFARE_WORKER"},
      {"OTHER_CITY", "OTHER_CITY_WORKER"},
      {"OFFICER", "SECURITY_OFFICER SYS_ADMIN AUDITOR"}};
  return *roles;
}

bool LegalPair(const std::string& audience, const std::string& role) {
  const auto found = RolesOfAudiences().find(audience);
  if (found == RolesOfAudiences().end()) return false;
  std::istringstream words(found->second);
  for (std::string word; words >> word;) {
    if (word == role) return true;
  }
  return false;
}

// A value by its name; empty if unknown.
std::string Named(const std::string& full, const std::string& prefix) {
  const std::string name = full.substr(std::min(prefix.size(), full.size()));
  return name == "UNSPECIFIED" ? "" : name;
}

std::string NameOf(Term term, int value) {
  switch (term) {
    case Term::kReader:
    case Term::kHolder:
      return Named(v1::AudienceType_Name(value), "AUDIENCE_TYPE_");
    case Term::kRole:
      return Named(v1::Role_Name(value), "ROLE_");
    case Term::kRelation:
      return Named(v1::Relation_Name(value), "RELATION_");
    case Term::kPurpose:
      return Named(v1::Purpose_Name(value), "PURPOSE_");
    case Term::kClass:
      return Named(v1::CaseClass_Name(value), "CASE_CLASS_");
  }
  CHECK(false);
}

const Names& ListOf(const v1::Scope& scope, Term term) {
  switch (term) {
    case Term::kReader:
      return scope.readers();
    case Term::kHolder:
      return scope.holders();
    case Term::kRole:
      return scope.roles();
    case Term::kRelation:
      return scope.relations();
    case Term::kPurpose:
      return scope.purposes();
    case Term::kClass:
      return scope.classes();
  }
  CHECK(false);
}

Answer Matches(const v1::Scope& scope, const Situation& situation) {
  Answer answer = kYes;
  for (const Term term : kTerms) {
    answer = std::min(answer, Listed(scope, term, ValueOf(situation, term)));
    if (answer == kNo) break;
  }
  return answer;
}

bool ReaderIsHolder(const Situation& situation) {
  return situation.reader_is_holder && situation.reader == situation.holder;
}

v1::Fact FactNamed(const std::string& name) {
  static const auto* facts = [] {
    auto* map = new std::map<std::string, v1::Fact>;
    for (int i = 1; i <= v1::Fact_MAX; ++i) {
      const auto fact = static_cast<v1::Fact>(i);
      if (v1::Fact_IsValid(i)) {
        (*map)[v1::Fact_Name(fact).substr(5)] = fact;
      }
    }
    return map;
  }();
  const auto found = facts->find(name);
  CHECK(found != facts->end());
  return found->second;
}

CellRule ConditionOf(const Names& names) {
  CellRule rule;
  for (const std::string& name : names) {
    const bool negated = name[0] == '!';
    rule.Add(FactNamed(negated ? name.substr(1) : name), negated);
  }
  return rule;
}

bool Includes(const Names& list, const std::string& name) {
  return (list.size() == 1 && list[0] == "*") ||
         std::find(list.begin(), list.end(), name) != list.end();
}

std::string CategoryName(v1::Category category) {
  return v1::Category_Name(category).substr(9);
}
std::string BasisName(v1::BasisCode basis) {
  return v1::BasisCode_Name(basis).substr(11);
}

v1::Level LevelNamed(const std::string& name) {
  if (name == "WITHHELD") return v1::LEVEL_WITHHELD;
  if (name == "EXISTENCE") return v1::LEVEL_EXISTENCE;
  if (name == "REDUCED") return v1::LEVEL_REDUCED;
  CHECK(name == "FULL");
  return v1::LEVEL_FULL;
}

bool Yields(const v1::Ceiling& ceiling, const std::string& basis,
            const std::string& category) {
  for (const v1::Yielding& yielding : ceiling.yields_to()) {
    if (Includes(yielding.ground(), basis) &&
        Includes(yielding.categories(), category)) {
      return true;
    }
  }
  return false;
}

NaiveGrant Read(const v1::Grant& grant) {
  NaiveGrant read = {&grant, {}, ConditionOf(grant.condition()), {}};
  while (BasisName(read.basis) != grant.ground()) {
    CHECK(read.basis < v1::BasisCode_MAX);
    read.basis = static_cast<v1::BasisCode>(read.basis + 1);
  }
  for (const v1::CategoryLevels& entry : grant.gives()) {
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      if (Includes(entry.categories(),
                   CategoryName(static_cast<v1::Category>(c)))) {
        read.gives[c] = std::max(read.gives[c], LevelNamed(entry.level()));
      }
    }
  }
  return read;
}

NaiveCeiling Read(const v1::Ceiling& ceiling) {
  NaiveCeiling read = {&ceiling, ConditionOf(ceiling.condition()), {}};
  read.condition.level = LevelNamed(ceiling.at_most());
  for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
    const std::string ground = BasisName(static_cast<v1::BasisCode>(b));
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      const std::string name = CategoryName(static_cast<v1::Category>(c));
      read.limits[b][c] = Includes(ceiling.categories(), name) &&
                          !Yields(ceiling, ground, name);
    }
  }
  return read;
}

}  // namespace

Answer Listed(const v1::Scope& scope, Term term, int value) {
  const Names& list = ListOf(scope, term);
  if (list.empty() || (list.size() == 1 && list[0] == "*")) return kYes;
  if (value == 0) return kMaybe;
  return Includes(list, NameOf(term, value)) ? kYes : kNo;
}

bool SpeaksOf(const v1::Guarantee& guarantee, v1::BasisCode basis,
              v1::Category category) {
  const std::string ground = BasisName(basis);
  return (guarantee.grounds().empty() ||
          Includes(guarantee.grounds(), ground)) &&
         !Includes(guarantee.except_grounds(), ground) &&
         Includes(guarantee.categories(), CategoryName(category));
}

CellRule PromiseOf(const v1::Guarantee& guarantee) {
  CellRule rule = ConditionOf(guarantee.condition());
  rule.level = LevelNamed(guarantee.at_most());
  return rule;
}

NaiveEvaluator::NaiveEvaluator(std::vector<v1::PolicyPack> packs)
    : packs_(std::move(packs)) {
  for (const v1::PolicyPack& pack : packs_) {
    for (const auto& grant : pack.grants()) grants_.push_back(Read(grant));
    for (const auto& rule : pack.ceilings()) ceilings_.push_back(Read(rule));
    for (const auto& rule : pack.guarantees()) guarantees_.push_back(&rule);
  }
}

NaiveEvaluator::InScope NaiveEvaluator::RulesInScope(
    const Situation& situation) const {
  InScope rules;
  const bool own = ReaderIsHolder(situation);
  const bool legal = LegalPair(NameOf(Term::kReader, situation.reader),
                               NameOf(Term::kRole, situation.role));
  const auto limits = [&](const auto& rule) {
    return Matches(rule.scope(), situation) != kNo &&
           !(rule.has_except() && Matches(rule.except(), situation) == kYes);
  };
  for (const NaiveGrant& grant : grants_) {
    if (grant.basis == v1::BASIS_CODE_OWN && !own) continue;
    if (legal && Matches(grant.rule->scope(), situation) == kYes) {
      rules.grants.push_back(&grant);
    }
  }
  for (const NaiveCeiling& ceiling : ceilings_) {
    if (ceiling.rule->reader_is_not_holder() && own) continue;
    if (limits(*ceiling.rule)) rules.ceilings.push_back(&ceiling);
  }
  for (const v1::Guarantee* guarantee : guarantees_) {
    if (limits(*guarantee)) rules.guarantees.push_back(guarantee);
  }
  return rules;
}

Cell NaiveEvaluator::CellOf(const InScope& rules, v1::BasisCode basis,
                            v1::Category category) {
  Cell cell;
  for (const NaiveGrant* grant : rules.grants) {
    if (grant->basis != basis || grant->gives[category] == 0) continue;
    cell.grants.push_back(grant->condition);
    cell.grants.back().level = grant->gives[category];
  }
  // Where nothing is granted there is nothing to lower.
  if (cell.grants.empty()) return cell;
  for (const NaiveCeiling* ceiling : rules.ceilings) {
    if (!ceiling->limits[basis][category]) continue;
    cell.ceilings.push_back(ceiling->condition);
  }
  return cell;
}

Levels NaiveEvaluator::Evaluate(const Situation& situation) const {
  const InScope rules = RulesInScope(situation);
  Levels outcome;
  outcome.fill(v1::LEVEL_WITHHELD);
  if (rules.grants.empty()) return outcome;
  for (const Ground& ground : situation.grounds) {
    for (int i = 1; i <= v1::Category_MAX; ++i) {
      const auto category = static_cast<v1::Category>(i);
      const Cell cell = CellOf(rules, ground.basis, category);
      const v1::Level level =
          std::min(cell.LevelUnder(situation.facts), ground.mask.At(category));
      outcome[i] = std::max(outcome[i], level);
    }
  }
  return outcome;
}

}  // namespace tasuki::policy
