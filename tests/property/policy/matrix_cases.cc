#include "tests/property/policy/matrix_cases.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/legal_reader.h"
#include "tests/property/policy/case_writer.h"

namespace tasuki::policy {
namespace {

// The values of a list, or `usual` ones first and then all others.
std::vector<int> ValuesOf(const ListedValues& list, int last,
                          std::vector<int> usual) {
  if (list.has_value()) return {list->begin(), list->end()};
  for (int value = 1; value <= last; ++value) {
    if (std::find(usual.begin(), usual.end(), value) == usual.end()) {
      usual.push_back(value);
    }
  }
  return usual;
}

std::vector<int> RolesOf(const GrantRow& row) {
  std::vector<int> roles = ValuesOf(row.roles, v1::Role_MAX, {});
  std::erase_if(roles, [&](int role) {
    return !IsLegalReader(row.reader, static_cast<v1::Role>(role));
  });
  return roles;
}

Ground On(v1::BasisCode basis) {
  Ground ground;
  ground.basis = basis;
  return ground;
}

// Visits situations in the scope of the row, with its ground and condition,
// until `visit` says that it is enough.
void ForEachSituation(const GrantRow& row,
                      const std::function<bool(const Situation&)>& visit) {
  Situation s;
  s.reader = row.reader;
  s.facts = OrdinaryFacts();
  for (const v1::Fact fact : row.condition) s.facts.Set(fact, true);
  s.grounds = {On(row.basis)};
  s.reader_is_holder = row.basis == v1::BASIS_CODE_OWN;
  for (const int value : ValuesOf(
           row.classes, v1::CaseClass_MAX,
           {v1::CASE_CLASS_SPECIFIED_PREGNANCY, v1::CASE_CLASS_PROTECTION})) {
    s.case_class = static_cast<v1::CaseClass>(value);
    for (const int purpose :
         ValuesOf(row.purposes, v1::Purpose_MAX, {v1::PURPOSE_SUPPORT})) {
      s.purpose = static_cast<v1::Purpose>(purpose);
      for (const int holder :
           ValuesOf(row.holders, v1::AudienceType_MAX, {row.reader})) {
        s.holder = static_cast<v1::AudienceType>(holder);
        for (const int relation :
             ValuesOf(row.relations, v1::Relation_MAX, {v1::RELATION_MEMBER})) {
          s.relation = static_cast<v1::Relation>(relation);
          for (const int role : RolesOf(row)) {
            s.role = static_cast<v1::Role>(role);
            if (visit(s)) return;
          }
        }
      }
    }
  }
}

Situation SituationOf(const TableEvaluator& table, const GrantRow& row) {
  constexpr int kTries = 200;
  Situation best;
  v1::Level highest = v1::LEVEL_UNSPECIFIED;
  int tries = 0;
  ForEachSituation(row, [&](const Situation& situation) {
    const v1::Level level = table.Evaluate(situation)[row.category];
    if (level > highest) {
      highest = level;
      best = situation;
    }
    return highest >= row.level || ++tries >= kTries;
  });
  return best;
}

// Writes the cases of one row.
class Writer {
 public:
  Writer(const TableEvaluator& table, const GrantRow& row) : table_(table) {
    cases_.row = &row;
    cases_.name = row.line > 0 ? absl::StrCat("row ", row.line) : row.key;
    usual_ = SituationOf(table, row);
    cases_.given = AddGiven("given", usual_);
    if (!row.holders.has_value()) return;
    for (const int value : *row.holders) {
      Situation s = usual_;
      s.holder = static_cast<v1::AudienceType>(value);
      if (s.holder == usual_.holder) continue;
      AddGiven(absl::StrCat("given by ", ShortName(s.holder)), s);
    }
  }

  RowCases Write() && {
    Situation s = usual_;
    s.grounds.clear();
    AddWithout("on no ground", s);
    for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
      const auto basis = static_cast<v1::BasisCode>(b);
      if (basis != cases_.row->basis) s.grounds.push_back(On(basis));
    }
    AddWithout("on every other ground", s);
    for (const v1::Fact fact : cases_.row->condition) {
      s = usual_;
      s.facts.Hide(fact);
      AddWithout(absl::StrCat(ShortName(fact), " unknown"), s);
      s.facts.Set(fact, false);
      AddWithout(absl::StrCat(ShortName(fact), " false"), s);
    }
    return std::move(cases_);
  }

 private:
  v1::Level Add(absl::string_view what, const Situation& situation) {
    const Levels expected = table_.Evaluate(situation);
    cases_.cases.push_back(
        CaseOf(absl::StrCat(cases_.name, ": ", what), situation, expected));
    return expected[cases_.row->category];
  }
  v1::Level AddGiven(absl::string_view what, const Situation& situation) {
    cases_.given_in.push_back(situation);
    return Add(what, situation);
  }
  void AddWithout(absl::string_view what, const Situation& situation) {
    if (Add(what, situation) < cases_.given) ++cases_.lowered;
  }

  const TableEvaluator& table_;
  Situation usual_;
  RowCases cases_;
};

}  // namespace

std::vector<RowCases> CasesOfRows(const TableEvaluator& table) {
  std::vector<RowCases> cases;
  for (const GrantRow& row : table.tables().grants) {
    cases.push_back(Writer(table, row).Write());
  }
  return cases;
}

std::map<const GrantRow*, std::set<std::string>> RulesOfRows(
    const Space& space) {
  std::map<const GrantRow*, std::set<std::string>> rules;
  for (const PositionClass& position : space.positions()) {
    for (const GrantRow* row : position.rows.grants) {
      FactSet needs;
      for (const v1::Fact fact : row->condition) {
        needs = needs | FactSet::Of(fact);
      }
      for (const NaiveGrant* grant : position.rules.grants) {
        if (grant->basis == row->basis &&
            grant->gives[row->category] == row->level &&
            grant->condition.facts == needs) {
          rules[row].insert(grant->rule->id());
        }
      }
    }
  }
  return rules;
}

}  // namespace tasuki::policy
