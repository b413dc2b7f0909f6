#include "gateway/policy/policy_case.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "gateway/policy/pack.h"
#include "tests/policy_packs.h"
#include "tests/status_matchers.h"

namespace tasuki::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string FileText(const std::filesystem::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::filesystem::path Policies() {
  return std::filesystem::path(TASUKI_SOURCE_DIR) / "policies";
}

std::vector<v1::PolicyCase> AllCases() {
  std::vector<v1::PolicyCase> all;
  for (const auto& entry :
       std::filesystem::directory_iterator(Policies() / "cases")) {
    const auto file = LoadCases(FileText(entry.path()));
    EXPECT_THAT(file, IsOk()) << entry.path();
    if (!file.ok()) continue;
    all.insert(all.end(), file->cases().begin(), file->cases().end());
  }
  return all;
}

TEST(PolicyCaseTest, TheBaselineDecidesEveryCaseAsExpected) {
  const auto policy = Policy::Compile({ShippedPack()});
  ASSERT_THAT(policy, IsOk());
  const std::vector<v1::PolicyCase> cases = AllCases();
  EXPECT_GT(cases.size(), 50u);
  for (const v1::PolicyCase& policy_case : cases) {
    const auto mismatches = Mismatches(**policy, policy_case);
    ASSERT_THAT(mismatches, IsOk()) << policy_case.name();
    EXPECT_THAT(*mismatches, IsEmpty()) << policy_case.name();
  }
}

TEST(PolicyCaseTest, EveryCeilingThatCanCloseSomethingDoesInSomeCase) {
  std::set<std::string> untried;
  const v1::PolicyPack pack = ShippedPack();
  for (const v1::Ceiling& ceiling : pack.ceilings()) {
    untried.insert(ceiling.id());
  }
  for (const v1::PolicyCase& policy_case : AllCases()) {
    for (const v1::ClosedBy& closed : policy_case.closed_by()) {
      untried.erase(closed.ceiling());
    }
  }
  // No grant of this pack opens what these limit; the whole-space test shows
  // that leaving them out changes nothing.
  EXPECT_THAT(
      untried,
      ElementsAre("CE-07", "CE-08", "CE-09", "CE-11", "CE-12", "CE-13", "CE-19",
                  "CE-23", "CE-24", "CE-25", "CE-26", "CE-27", "CE-28", "CE-38",
                  "CE-39", "CE-41", "CE-47", "CE-49", "CE-50", "CE-58"));
}

TEST(PolicyCaseTest, CaseNamesAreUnique) {
  std::set<std::string> names;
  for (const v1::PolicyCase& policy_case : AllCases()) {
    EXPECT_TRUE(names.insert(policy_case.name()).second) << policy_case.name();
  }
}

constexpr char kOneCase[] = R"(
  usually_true: ["CONFIRMED", "TEAM_CONFIRMED"]
  usually_false: ["STOP_USE", "LEGAL_HOLD"]
  cases {
    name: "one"
    situation {
      reader: "CITY_FS" relation: "NONE"
      known_true: "STOP_USE" unknown: "CONFIRMED"
      grounds { basis: "CONSENT" mask { level: "REDUCED" categories: "C07" } }
    }
    expect { level: "FULL" categories: "C01" }
    closed_by { ceiling: "CE-17" categories: "C01" }
    obligations: "CENTRE_ONLY"
  })";

TEST(PolicyCaseTest, ACaseOverridesTheUsualFactsOfItsFile) {
  const auto file = LoadCases(kOneCase);
  ASSERT_THAT(file, IsOk());
  const auto situation = SituationOf(file->cases(0));
  ASSERT_THAT(situation, IsOk());
  KnownFacts expected;
  expected.Set(v1::FACT_STOP_USE, true);
  expected.Set(v1::FACT_TEAM_CONFIRMED, true);
  expected.Set(v1::FACT_LEGAL_HOLD, false);
  EXPECT_EQ(situation->facts, expected);
  EXPECT_EQ(situation->reader, v1::AUDIENCE_TYPE_CITY_FS);
  EXPECT_EQ(situation->role, v1::ROLE_UNSPECIFIED);
  EXPECT_EQ(situation->relation, v1::RELATION_UNSPECIFIED);
  ASSERT_EQ(situation->grounds.size(), 1u);
  EXPECT_EQ(situation->grounds[0].mask,
            LevelSet::Of(CategorySet::Of(v1::CATEGORY_C07), v1::LEVEL_REDUCED));
}

TEST(PolicyCaseTest, EveryKindOfMismatchIsReported) {
  const auto file = LoadCases(kOneCase);
  ASSERT_THAT(file, IsOk());
  const auto policy = Policy::Compile({ShippedPack()});
  ASSERT_THAT(policy, IsOk());
  const auto mismatches = Mismatches(**policy, file->cases(0));
  ASSERT_THAT(mismatches, IsOk());
  EXPECT_THAT(*mismatches,
              ElementsAre("C01: expected FULL, is WITHHELD",
                          "C01: not closed by CE-17", "obligations are "));
}

TEST(PolicyCaseTest, AFactCannotBeTrueAndFalse) {
  v1::PolicyCase policy_case;
  policy_case.mutable_situation()->add_known_true("STOP_USE");
  policy_case.mutable_situation()->add_known_false("STOP_USE");
  EXPECT_THAT(SituationOf(policy_case),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(PolicyCaseTest, AFactCannotBeKnownAndUnknown) {
  v1::PolicyCase policy_case;
  policy_case.mutable_situation()->add_unknown("STOP_USE");
  EXPECT_THAT(SituationOf(policy_case), IsOk());
  policy_case.mutable_situation()->add_known_false("STOP_USE");
  EXPECT_THAT(SituationOf(policy_case),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(PolicyCaseTest, UnknownNamesAreRefused) {
  v1::PolicyCase unknown;
  unknown.mutable_situation()->add_unknown("NO_SUCH_FACT");
  EXPECT_THAT(SituationOf(unknown),
              StatusIs(absl::StatusCode::kInvalidArgument));

  v1::PolicyCase policy_case;
  policy_case.mutable_situation()->set_reader("CITY_XX");
  EXPECT_THAT(SituationOf(policy_case),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace tasuki::policy
