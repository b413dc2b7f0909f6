#include "tests/property/policy/matrix_cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "gateway/policy/policy_case.h"
#include "tests/files.h"
#include "tests/property/policy/matrix_page.h"
#include "tests/property/policy/mended_matrix.h"
#include "tests/property/policy/pack_files.h"
#include "tests/status_matchers.h"

namespace tasuki::policy {
namespace {

using ::testing::IsEmpty;

const std::vector<RowCases>& AllCases() {
  static const auto* table = new TableEvaluator(MendedMatrix());
  static const auto* cases = new std::vector<RowCases>(CasesOfRows(*table));
  return *cases;
}

TEST(MatrixCasesTest, EveryRowIsGivenAndWithheldAsTheTablesSay) {
  const auto policy = Compiled(NationalBaseline());
  size_t tried = 0, lowered = 0;
  for (const RowCases& row : AllCases()) {
    for (const v1::PolicyCase& policy_case : row.cases) {
      const auto mismatches = Mismatches(*policy, policy_case);
      ASSERT_THAT(mismatches, IsOk()) << policy_case.name();
      EXPECT_THAT(*mismatches, IsEmpty()) << policy_case.name();
      ++tried;
    }
    EXPECT_GT(row.lowered, 0) << row.name << ": nothing is missed without it";
    lowered += row.lowered;
  }
  std::cout << AllCases().size() << " rows, " << tried << " cases; in "
            << lowered << " of them something is missing and less is given\n";
}

TEST(MatrixCasesTest, EveryRowReachesItsLevelInAnOrdinarySituation) {
  for (const RowCases& row : AllCases()) {
    EXPECT_GE(row.given, row.row->level) << row.name << " " << row.row->key;
  }
}

TEST(MatrixCasesTest, EveryGrantOfThePackIsReachedBySomeCase) {
  const v1::PolicyPack pack = NationalBaseline();
  const auto policy = Compiled(pack);
  std::set<std::string> reached;
  for (const RowCases& row : AllCases()) {
    for (const Situation& situation : row.given_in) {
      for (const CategoryReason& reason : policy->Explain(situation)) {
        reached.insert(reason.grant_id);
      }
    }
  }
  for (const v1::Grant& grant : pack.grants()) {
    EXPECT_TRUE(reached.contains(grant.id())) << grant.id();
  }
  std::cout << reached.size() << " of " << pack.grants_size()
            << " grants reached\n";
}

TEST(MatrixCasesTest, ThePageOfTheMatrixIsAsGenerated) {
  const auto rules = RulesOfRows(TheSpace());
  for (const RowCases& row : AllCases()) {
    EXPECT_TRUE(rules.contains(row.row)) << row.name << " has no rule";
  }
  const std::string page = MatrixPage(AllCases(), rules);
  const std::string path = TASUKI_SOURCE_DIR "/docs/matrix.md";
  if (std::getenv("TASUKI_WRITE_PAGES") != nullptr) WriteFile(path, page);
  EXPECT_TRUE(std::filesystem::exists(path) && ReadFile(path) == page)
      << "docs/matrix.md is not what tables and pack say; write it anew with\n"
      << "  TASUKI_WRITE_PAGES=1 ctest --test-dir build/release -R "
      << "ThePageOfTheMatrix";
}

}  // namespace
}  // namespace tasuki::policy
