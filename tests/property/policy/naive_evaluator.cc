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

struct NamedPosition {
  explicit NamedPosition(const Situation& s)
      : reader(Named(v1::AudienceType_Name(s.reader), "AUDIENCE_TYPE_")),
        role(Named(v1::Role_Name(s.role), "ROLE_")),
        relation(Named(v1::Relation_Name(s.relation), "RELATION_")),
        holder(Named(v1::AudienceType_Name(s.holder), "AUDIENCE_TYPE_")),
        purpose(Named(v1::Purpose_Name(s.purpose), "PURPOSE_")),
        case_class(Named(v1::CaseClass_Name(s.case_class), "CASE_CLASS_")),
        own(s.reader_is_holder && reader == holder) {}
  std::string reader, role, relation, holder, purpose, case_class;
  bool own;
};

enum Answer { kNo, kMaybe, kYes };

Answer Listed(const Names& list, const std::string& name) {
  if (list.empty() || (list.size() == 1 && list[0] == "*")) return kYes;
  if (name.empty()) return kMaybe;
  return std::find(list.begin(), list.end(), name) == list.end() ? kNo : kYes;
}

Answer Matches(const v1::Scope& scope, const NamedPosition& position) {
  Answer answer = kYes;
  const auto also = [&answer](Answer other) {
    answer = std::min(answer, other);
    return answer != kNo;
  };
  if (also(Listed(scope.readers(), position.reader)) &&
      also(Listed(scope.roles(), position.role)) &&
      also(Listed(scope.relations(), position.relation)) &&
      also(Listed(scope.holders(), position.holder)) &&
      also(Listed(scope.purposes(), position.purpose))) {
    also(Listed(scope.classes(), position.case_class));
  }
  return answer;
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

std::vector<std::pair<v1::Fact, bool>> ConditionOf(const Names& names) {
  std::vector<std::pair<v1::Fact, bool>> condition;
  for (const std::string& name : names) {
    const bool negated = name[0] == '!';
    condition.emplace_back(FactNamed(negated ? name.substr(1) : name), negated);
  }
  return condition;
}

bool AllKnownTrue(const std::vector<std::pair<v1::Fact, bool>>& condition,
                  const KnownFacts& facts) {
  for (const auto& [fact, negated] : condition) {
    if (!facts.known_true().Contains(fact)) return false;
  }
  return true;
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

}  // namespace

bool NaiveCell::Rule::SomeKnownFalse(const KnownFacts& facts) const {
  for (const auto& [fact, negated] : condition) {
    const FactSet& against = negated ? facts.known_true() : facts.known_false();
    if (against.Contains(fact)) return true;
  }
  return false;
}

v1::Level NaiveCell::LevelUnder(const KnownFacts& facts) const {
  v1::Level level = v1::LEVEL_WITHHELD;
  for (const Rule& grant : grants) {
    if (AllKnownTrue(grant.condition, facts)) {
      level = std::max(level, grant.level);
    }
  }
  for (const Rule& ceiling : ceilings) {
    if (!ceiling.SomeKnownFalse(facts)) {
      level = std::min(level, ceiling.level);
    }
  }
  return level;
}

NaiveEvaluator::NaiveEvaluator(std::vector<v1::PolicyPack> packs)
    : packs_(std::move(packs)) {}

NaiveEvaluator::InScope NaiveEvaluator::RulesInScope(
    const Situation& situation) const {
  const NamedPosition position(situation);
  InScope rules;
  const bool legal = LegalPair(position.reader, position.role);
  for (const v1::PolicyPack& pack : packs_) {
    for (const v1::Grant& grant : pack.grants()) {
      if (grant.ground() == "OWN" && !position.own) continue;
      if (legal && Matches(grant.scope(), position) == kYes) {
        rules.grants.push_back(&grant);
      }
    }
    for (const v1::Ceiling& ceiling : pack.ceilings()) {
      if (ceiling.reader_is_not_holder() && position.own) continue;
      if (ceiling.has_except() && Matches(ceiling.except(), position) == kYes) {
        continue;
      }
      if (Matches(ceiling.scope(), position) != kNo) {
        rules.ceilings.push_back(&ceiling);
      }
    }
    for (const v1::Guarantee& guarantee : pack.guarantees()) {
      if (guarantee.has_except() &&
          Matches(guarantee.except(), position) == kYes) {
        continue;
      }
      if (Matches(guarantee.scope(), position) != kNo) {
        rules.guarantees.push_back(&guarantee);
      }
    }
  }
  return rules;
}

NaiveCell NaiveEvaluator::CellOf(const InScope& rules, v1::BasisCode basis,
                                 v1::Category category) {
  const std::string ground = BasisName(basis);
  const std::string name = CategoryName(category);
  NaiveCell cell;
  for (const v1::Grant* grant : rules.grants) {
    if (grant->ground() != ground) continue;
    for (const v1::CategoryLevels& entry : grant->gives()) {
      if (!Includes(entry.categories(), name)) continue;
      cell.grants.push_back(
          {ConditionOf(grant->condition()), LevelNamed(entry.level())});
    }
  }
  // Where nothing is granted there is nothing to lower.
  if (cell.grants.empty()) return cell;
  for (const v1::Ceiling* ceiling : rules.ceilings) {
    if (!Includes(ceiling->categories(), name) ||
        Yields(*ceiling, ground, name)) {
      continue;
    }
    cell.ceilings.push_back(
        {ConditionOf(ceiling->condition()), LevelNamed(ceiling->at_most())});
  }
  return cell;
}

std::vector<std::pair<std::string, NaiveCell::Rule>>
NaiveEvaluator::GuaranteesOf(const InScope& rules, v1::BasisCode basis,
                             v1::Category category) {
  const std::string ground = BasisName(basis);
  std::vector<std::pair<std::string, NaiveCell::Rule>> found;
  for (const v1::Guarantee* guarantee : rules.guarantees) {
    const bool speaks_of_ground =
        (guarantee->grounds().empty() ||
         Includes(guarantee->grounds(), ground)) &&
        !Includes(guarantee->except_grounds(), ground);
    if (!speaks_of_ground ||
        !Includes(guarantee->categories(), CategoryName(category))) {
      continue;
    }
    found.emplace_back(guarantee->id(),
                       NaiveCell::Rule{ConditionOf(guarantee->condition()),
                                       LevelNamed(guarantee->at_most())});
  }
  return found;
}

Levels NaiveEvaluator::Evaluate(const Situation& situation) const {
  const InScope rules = RulesInScope(situation);
  Levels outcome;
  outcome.fill(v1::LEVEL_WITHHELD);
  if (rules.grants.empty()) return outcome;
  for (const Ground& ground : situation.grounds) {
    for (int i = 1; i <= v1::Category_MAX; ++i) {
      const auto category = static_cast<v1::Category>(i);
      const NaiveCell cell = CellOf(rules, ground.basis, category);
      const v1::Level level =
          std::min(cell.LevelUnder(situation.facts), ground.mask.At(category));
      outcome[i] = std::max(outcome[i], level);
    }
  }
  return outcome;
}

}  // namespace tasuki::policy
