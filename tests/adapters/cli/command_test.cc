// The command line where no gateway is needed; with one it is tried in
// tests/scenario.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/ordinary_facts.h"
#include "adapters/client/profile.h"
#include "gateway/policy/pack.h"
#include "tests/adapters/cli/said.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAreArray;

constexpr char kPack[] = TASUKI_SOURCE_DIR "/policies/pack";

TEST(Command, HelpIsNotAnError) {
  const Said said = Tasuki({"case", "--help"});
  EXPECT_EQ(said.exit_code, kDone);
  EXPECT_THAT(said.output, HasSubstr("add-team"));
  EXPECT_THAT(said.errors, IsEmpty());
}

TEST(Command, AMistakeOfUseEndsWithTwoAndSaysWhereToLook) {
  for (const std::vector<const char*>& arguments :
       std::vector<std::vector<const char*>>{
           {},
           {"case"},
           {"case", "get"},
           {"case", "get", "a", "b"},
           {"--purpose", "NOPE", "case", "list"},
           {"case", "list"},
           {"--profile", "/nowhere", "case", "list"},
           {"audit", "verify", "/nowhere", "--vkey", "x"},
           {"audit", "verify-log", "/nowhere"},
           {"policy", "explain", "--pack", "/nowhere"}}) {
    const Said said = Tasuki(arguments);
    EXPECT_EQ(said.exit_code, kUsage);
    EXPECT_THAT(said.output, IsEmpty());
    EXPECT_THAT(said.errors, AllOf(HasSubstr("次に: "), HasSubstr("next: ")));
  }
}

TEST(Command, WhatWasTypedIsNotRepeated) {
  for (const std::vector<const char*>& arguments :
       std::vector<std::vector<const char*>>{
           {"subject", "register", "--alias", "ゆき", "SECRET"},
           {"subject", "register", "--alais", "SECRET"},
           {"case", "list", "--page-size", "SECRET"},
           {"consent", "preview", "--terms", "x", "--valid-days", "SECRET"},
           {"audit", "receipt", "SECRET"},
           {"message", "send", "--kind", "SECRET"}}) {
    const Said said = Tasuki(arguments);
    EXPECT_EQ(said.exit_code, kUsage);
    EXPECT_THAT(said.errors, Not(HasSubstr("SECRET")));
  }
}

// A file that is not there is not something that is withheld.
TEST(Command, AMissingFileIsNamedAndNotCalledUnshared) {
  const Said said = Tasuki({"audit", "verify-log", "/nowhere"});
  EXPECT_THAT(said.errors, HasSubstr("/nowhere"));
  EXPECT_THAT(said.errors, Not(HasSubstr("not shared")));
}

TEST(PolicyExplain, NothingStatedOpensNothingAndSaysSo) {
  const Said said = Tasuki({"policy", "explain", "--pack", kPack, "--reader",
                            "CITY_FS", "--role", "CW"});
  EXPECT_EQ(said.exit_code, kDone);
  EXPECT_THAT(said.output, HasSubstr("No category is disclosed."));
  EXPECT_THAT(said.errors, HasSubstr("--ordinary"));
}

Said ExplainFamilySupport(std::vector<const char*> more) {
  std::vector<const char*> arguments = {"--json",
                                        "policy",
                                        "explain",
                                        "--pack",
                                        kPack,
                                        "--reader",
                                        "CITY_FS",
                                        "--role",
                                        "CW",
                                        "--relation",
                                        "MEMBER",
                                        "--holder",
                                        "CITY_MH",
                                        "--purpose",
                                        "SUPPORT",
                                        "--class",
                                        "SPECIFIED_PREGNANCY",
                                        "--ground",
                                        "CENTER_INTEGRATED",
                                        "--ordinary"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return Tasuki(arguments);
}

TEST(PolicyExplain, AnOrdinaryCaseOpensAndAStatedFactClosesAgain) {
  EXPECT_THAT(ExplainFamilySupport({}).output,
              HasSubstr("\"C07\": \"REDUCED\""));
  for (const char* fact : {"SEALED_ORIGIN=true", "SEALED_ORIGIN=unknown"}) {
    EXPECT_THAT(ExplainFamilySupport({"--fact", fact}).output,
                HasSubstr("\"C07\": \"WITHHELD\""))
        << fact;
  }
}

TEST(PolicyExplain, AFolderWithoutPacksIsNoPolicy) {
  const TemporaryDirectory empty;
  const Said said =
      Tasuki({"policy", "explain", "--pack", empty.path().c_str()});
  EXPECT_NE(said.exit_code, kDone);
  EXPECT_THAT(said.errors, HasSubstr("has no *.txtpb"));
}

TEST(PolicyExplain, AFolderSaysTheSameAsItsFilesOneByOne) {
  constexpr char kCases[] =
      TASUKI_SOURCE_DIR "/policies/cases/seed-trunk.txtpb";
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(kPack)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::vector<const char*> arguments = {"policy", "explain", "--cases", kCases};
  for (const std::string& file : files) {
    arguments.insert(arguments.end(), {"--pack", file.c_str()});
  }
  const std::string one_by_one = Tasuki(arguments).output;
  EXPECT_THAT(one_by_one, HasSubstr("GR-MH-CONSENT-NPO"));
  EXPECT_EQ(
      Tasuki({"policy", "explain", "--cases", kCases, "--pack", kPack}).output,
      one_by_one);
}

// The same list as the officers' cases have, and docs/policy.md.
TEST(PolicyExplain, OrdinaryFactsAreThoseOfTheCases) {
  const auto text =
      client::ReadFile(TASUKI_SOURCE_DIR "/policies/cases/referral.txtpb");
  ASSERT_THAT(text, IsOk());
  v1::PolicyCases cases;
  ASSERT_THAT(client::ParseText("cases", *text, cases), IsOk());
  v1::CaseSituation situation;
  AddOrdinaryFacts(situation);
  EXPECT_THAT(situation.known_true(),
              UnorderedElementsAreArray(cases.usually_true()));
  EXPECT_THAT(situation.known_false(),
              UnorderedElementsAreArray(cases.usually_false()));
  const auto page = client::ReadFile(TASUKI_SOURCE_DIR "/docs/policy.md");
  ASSERT_THAT(page, IsOk());
  for (const std::string& fact : situation.known_false()) {
    EXPECT_THAT(*page, HasSubstr(absl::StrCat("`", fact, "`")));
  }
}

TEST(ExitCode, FollowsTheTableOfTheManual) {
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kOk), 0);
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kInternal), 1);
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kInvalidArgument), 2);
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kFailedPrecondition), 3);
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kUnauthenticated), 3);
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kNotFound), 4);
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kUnavailable), 5);
  EXPECT_EQ(ExitCodeOf(absl::StatusCode::kDataLoss), 6);
  EXPECT_EQ(ExitCodeHere(absl::StatusCode::kNotFound), 2);
}

}  // namespace
}  // namespace tasuki::cli
