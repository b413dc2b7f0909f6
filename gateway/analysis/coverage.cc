#include "gateway/analysis/coverage.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/names.h"
#include "gateway/policy/policy.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::analysis {
namespace {

// The categories of which the case expects a level.
absl::StatusOr<CategorySet> ExpectedOf(const v1::PolicyCase& one) {
  if (one.nothing_else()) return CategorySet::All();
  CategorySet expected;
  for (const v1::CategoryLevels& entry : one.expect()) {
    ASSIGN_OR_RETURN(const CategorySet categories,
                     policy::CategoriesOf(entry.categories()));
    expected = expected | categories;
  }
  return expected;
}

bool IsExpectedToClose(const v1::PolicyCase& one,
                       const policy::CategoryReason& reason) {
  const std::string category = ShortName(reason.category);
  return std::any_of(one.closed_by().begin(), one.closed_by().end(),
                     [&](const v1::ClosedBy& closed) {
                       return closed.ceiling() == reason.ceiling_id &&
                              std::find(closed.categories().begin(),
                                        closed.categories().end(),
                                        category) != closed.categories().end();
                     });
}

}  // namespace

size_t Coverage::TriedRules() const {
  return std::count_if(rules.begin(), rules.end(),
                       [](const auto& rule) { return rule.second > 0; });
}

absl::StatusOr<Coverage> CoverageOf(const std::vector<v1::PolicyPack>& packs,
                                    const std::vector<v1::PolicyCase>& cases) {
  ASSIGN_OR_RETURN(const auto policy, policy::Policy::Compile(packs));
  ASSIGN_OR_RETURN(const Tables tables, CompileTables(packs));
  Coverage coverage;
  for (const auto& rule : tables.rules.grants) coverage.rules[rule.id] = 0;
  for (const auto& rule : tables.rules.ceilings) coverage.rules[rule.id] = 0;
  std::set<std::tuple<v1::AudienceType, v1::BasisCode, v1::Category>> tried;
  for (const v1::PolicyCase& one : cases) {
    ASSIGN_OR_RETURN(const policy::Situation situation,
                     policy::SituationOf(one));
    ++coverage.cases;
    std::set<std::string> decided;
    ASSIGN_OR_RETURN(const CategorySet expected, ExpectedOf(one));
    for (const policy::CategoryReason& reason : policy->Explain(situation)) {
      if (IsExpectedToClose(one, reason)) decided.insert(reason.ceiling_id);
      if (!expected.Contains(reason.category)) continue;
      decided.insert(reason.grant_id);
      if (!reason.ceiling_id.empty()) decided.insert(reason.ceiling_id);
      if (reason.level > v1::LEVEL_WITHHELD) {
        tried.emplace(situation.reader, reason.basis, reason.category);
      }
    }
    for (const std::string& id : decided) ++coverage.rules[id];
  }
  for (MatrixCell& cell : MatrixOf(tables)) {
    ++coverage.cells;
    if (tried.contains({cell.reader, cell.basis, cell.category})) continue;
    coverage.untried.push_back(std::move(cell));
  }
  return coverage;
}

std::string CoverageText(const Coverage& coverage) {
  std::string text = absl::StrCat(
      "事例 ", coverage.cases, " 件が、規則 ", coverage.rules.size(),
      " のうち ", coverage.TriedRules(), "、欄 ", coverage.cells, " のうち ",
      coverage.cells - coverage.untried.size(), " を試しています。\n",
      coverage.cases, " cases try ", coverage.TriedRules(), " of ",
      coverage.rules.size(), " rules and ",
      coverage.cells - coverage.untried.size(), " of ", coverage.cells,
      " cells.\n\n試されていない規則 / rules that no case tries\n");
  for (const auto& [id, count] : coverage.rules) {
    if (count == 0) absl::StrAppend(&text, "  ", id, "\n");
  }
  absl::StrAppend(&text, "\n試されていない欄 / cells that no case opens\n");
  v1::AudienceType reader = v1::AUDIENCE_TYPE_UNSPECIFIED;
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  std::map<std::pair<v1::AudienceType, v1::BasisCode>, std::string> lines;
  for (const MatrixCell& cell : coverage.untried) {
    absl::StrAppend(&lines[{cell.reader, cell.basis}], " ",
                    ShortName(cell.category));
  }
  for (const auto& [place, categories] : lines) {
    std::tie(reader, basis) = place;
    absl::StrAppend(&text, "  ", analysis::Words(reader, Language::kJapanese),
                    " ", ShortName(reader), "、",
                    analysis::Words(basis, Language::kJapanese), " ",
                    ShortName(basis), ":", categories, "\n");
  }
  return text;
}

}  // namespace tasuki::analysis
