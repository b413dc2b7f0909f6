// The verbs of `policy` that need no gateway.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "adapters/cli/exit_code.h"
#include "tests/adapters/cli/said.h"
#include "tests/files.h"
#include "tests/policy_packs.h"
#include "tests/temporary_directory.h"

namespace tasuki::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class PolicyVerbsTest : public testing::Test {
 protected:
  static Said Tasuki(const std::vector<std::string>& words) {
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    return cli::Tasuki(std::move(arguments));
  }

  std::string Write(const std::string& name, const std::string& text) const {
    const std::string path = folder_.path() / name;
    WriteFile(path, text);
    return path;
  }
  // A copy of the shipped packs in which one text is another.
  std::string Candidate(const std::string& file, const std::string& from,
                        const std::string& to) const {
    const std::filesystem::path copy = folder_.path() / "candidate";
    std::filesystem::copy(kPackFolder, copy,
                          std::filesystem::copy_options::recursive);
    std::string text = ReadFile(copy / file);
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    WriteFile(copy / file, text);
    return copy;
  }

  const TemporaryDirectory folder_;
  const std::string cases_ = TASUKI_SOURCE_DIR "/policies/cases";
};

constexpr char kGrounds[] = R"(gives {
    level: "FULL"
    categories: ["C01", "C02", "C03", "C05", "C07", "C11", "C19", "C33"]
  })";

TEST_F(PolicyVerbsTest, DiffSaysWhatBecomesWiderInTextPageAndJson) {
  const std::string candidate = Candidate(
      "national/hospital.txtpb", kGrounds,
      std::string(kGrounds).replace(std::string(kGrounds).find("\"C33\""), 5,
                                    "\"C17\", \"C33\""));
  const std::vector<std::string> diff = {"policy",    "diff",    "--before",
                                         kPackFolder, "--after", candidate};
  const Said text = Tasuki(diff);
  EXPECT_EQ(text.exit_code, kDone);
  EXPECT_THAT(
      text.output,
      AllOf(HasSubstr("▲ 広がる"), HasSubstr("C17 家族・親族 が 要約 → 全部"),
            HasSubstr("GR-HOSP-CONSENT-MH"), HasSubstr("hash of this diff: ")));
  EXPECT_THAT(text.errors, IsEmpty());

  std::vector<std::string> as_page = diff;
  as_page.push_back("--html");
  const std::string page = Tasuki(as_page).output;
  EXPECT_THAT(page,
              AllOf(HasSubstr("<!doctype html>"), HasSubstr("lang=\"ja\""),
                    HasSubstr("class=\"wider\""), HasSubstr("<caption>"),
                    Not(HasSubstr("<script")), Not(HasSubstr("http"))));

  std::vector<std::string> as_json = diff;
  as_json.insert(as_json.begin(), "--json");
  const auto json = nlohmann::json::parse(Tasuki(as_json).output);
  EXPECT_FALSE(json["only_narrows"].get<bool>());
  ASSERT_EQ(json["changes"].size(), 1u);
  EXPECT_EQ(json["changes"][0]["effect"], "WIDENS");
  EXPECT_EQ(json["changes"][0]["disclosure"]["witness"]["reader"], "OB_HOSP");

  std::vector<std::string> only_narrowing = diff;
  only_narrowing.push_back("--only-narrowing");
  EXPECT_EQ(Tasuki(only_narrowing).exit_code, kRefused);
}

TEST_F(PolicyVerbsTest, ProveHoldsForThePackAndNamesWhatFails) {
  const Said holds = Tasuki({"policy", "prove", "--pack", kPackFolder});
  EXPECT_EQ(holds.exit_code, kDone);
  EXPECT_THAT(holds.output,
              AllOf(HasSubstr("○ G-01"), HasSubstr("local"),
                    HasSubstr("ADDRESS_PROTECTED"), Not(HasSubstr("\n× "))));
  const std::string candidate =
      Candidate("national/ceilings-sections.txtpb", "condition: \"!CONFIRMED\"",
                "condition: [\"!CONFIRMED\", \"LEGAL_HOLD\"]");
  const Said fails = Tasuki({"--json", "policy", "prove", "--pack", candidate});
  EXPECT_EQ(fails.exit_code, kRefused);
  const auto json = nlohmann::json::parse(fails.output);
  int failed = 0;
  for (const auto& guarantee : json["guarantees"]) {
    if (guarantee["holds"].get<bool>()) continue;
    ++failed;
    EXPECT_EQ(guarantee["id"], "G-26");
    EXPECT_FALSE(guarantee["witness"]["ja"].get<std::string>().empty());
  }
  EXPECT_EQ(failed, 1);
}

TEST_F(PolicyVerbsTest, LintShowsThePlaceOfAMistakeAndEndsWithTwo) {
  const Said good = Tasuki({"policy", "lint", kPackFolder});
  EXPECT_EQ(good.exit_code, kDone);
  const std::string candidate = Candidate("national/hospital.txtpb",
                                          "ground: \"OWN\"", "ground: \"OWM\"");
  const Said bad = Tasuki({"policy", "lint", candidate});
  EXPECT_EQ(bad.exit_code, kUsage);
  EXPECT_THAT(bad.output, AllOf(HasSubstr("hospital.txtpb:22:11: "),
                                HasSubstr("unknown name OWM")));
  const Said large = Tasuki(
      {"policy", "lint", Write("large.txtpb", std::string(10 << 20, '\n'))});
  EXPECT_EQ(large.exit_code, kUsage);
  EXPECT_THAT(large.output, HasSubstr("large.txtpb:4194305:1: "));
}

// What never ends is refused once it is longer than a policy may be.
TEST_F(PolicyVerbsTest, AnEndlessFileIsTooLarge) {
  const Said endless = Tasuki({"policy", "lint", "/dev/zero"});
  EXPECT_EQ(endless.exit_code, kUsage);
  EXPECT_THAT(endless.output, AllOf(HasSubstr("/dev/zero:1:4194305: "),
                                    HasSubstr("the limit of 4194304 bytes")));
}

TEST_F(PolicyVerbsTest, EveryVerbSaysFileLineAndColumnOfAMistake) {
  const std::string packs = kPackFolder;
  const std::string latin = Write("latin.txtpb", "name: \"p\"\n# \xff\n");
  const std::string nope = Write(
      "nope.txtpb",
      "ceilings {\n  id: \"C-1\"\n  categories: [\"C07\",\n \"C99\"]\n}\n");
  const std::string large =
      Write("large.txtpb", std::string((size_t{4} << 20) + 1, '\n'));
  const std::string cases =
      Write("cases.txtpb",
            "cases {\n  name: \"the case\"\n  situation { "
            "reader: \"CITY\" }\n}\n");
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {latin, "latin.txtpb:2:3: "},
      {nope, "nope.txtpb:4:2: "},
      {large, "large.txtpb:4194305:1: "}};
  const auto expect = [](const std::vector<std::string>& words,
                         const std::string& place) {
    const Said said = Tasuki(words);
    EXPECT_EQ(said.exit_code, kUsage) << words[1] << words[2] << said.output;
    EXPECT_THAT(said.output + said.errors, HasSubstr(place)) << words[1];
    EXPECT_THAT(said.errors, Not(HasSubstr("libprotobuf"))) << words[1];
    EXPECT_THAT(said.output, Not(HasSubstr(":0:0:"))) << words[1];
  };
  for (const auto& [file, place] : wrong) {
    expect({"policy", "lint", file}, place);
    expect({"policy", "prove", "--pack", file}, place);
    expect({"policy", "diff", "--before", packs, "--after", file}, place);
    expect({"policy", "diff", "--before", file, "--after", packs}, place);
    expect({"policy", "matrix", "--pack", file}, place);
    expect({"policy", "explain", "--pack", file}, place);
    expect({"policy", "test", "--pack", file, "--cases", cases_}, place);
    expect({"policy", "coverage", "--pack", file, "--cases", cases_}, place);
    expect({"policy", "ask", "diff", "--pack", file}, place);
    expect({"policy", "ask", "prove", "--pack", file}, place);
    expect({"policy", "ask", "explain", "--pack", file}, place);
    expect({"policy", "simulate", "--pack", file}, place);
    expect({"change", "review", "--pack", file}, place);
  }
  for (const auto& [file, place] :
       {std::pair(cases, std::string("cases.txtpb:3:23: ")), wrong[0],
        wrong[2]}) {
    expect({"policy", "lint", file}, place);
    expect({"policy", "test", "--pack", packs, "--cases", file}, place);
    expect({"policy", "coverage", "--pack", packs, "--cases", file}, place);
    expect({"policy", "explain", "--pack", packs, "--cases", file}, place);
    expect({"policy", "ask", "test", "--pack", packs, "--cases", file}, place);
    expect({"change", "review", "--pack", packs, "--cases", file}, place);
  }
  expect({"policy", "ask", "lint", "--pack", latin}, "latin.txtpb:2:3: ");
  expect({"policy", "test", "--pack", packs, "--cases", cases},
         "case \"the case\": unknown name CITY");
}

TEST_F(PolicyVerbsTest, CasesThatTryNothingAreErrorsWithTheirPlace) {
  const std::string file = Write("cases.txtpb", "cases {\n  name: \"a\"\n}\n");
  for (const char* verb : {"test", "coverage"}) {
    const Said said =
        Tasuki({"policy", verb, "--pack", kPackFolder, "--cases", file});
    EXPECT_EQ(said.exit_code, kUsage);
    EXPECT_THAT(said.errors, HasSubstr("cases.txtpb:1:1: "));
  }
  const Said lint = Tasuki({"policy", "lint", kPackFolder, cases_, file});
  EXPECT_EQ(lint.exit_code, kUsage);
  EXPECT_THAT(lint.output, HasSubstr("cases.txtpb:1:1: "));
  EXPECT_EQ(Tasuki({"policy", "lint", kPackFolder, cases_}).exit_code, kDone);
  const std::string empty = Write("empty.txtpb", "# none\n");
  EXPECT_EQ(Tasuki({"policy", "test", "--pack", kPackFolder, "--cases", empty})
                .exit_code,
            kUsage);
}

TEST_F(PolicyVerbsTest, ExplainWarnsOfAReaderThatCannotBe) {
  std::vector<std::string> explain = {"policy",     "explain",  "--pack",
                                      kPackFolder,  "--reader", "CITY_FS",
                                      "--ordinary", "--role",   "PHN"};
  EXPECT_THAT(Tasuki(explain).errors,
              HasSubstr("nobody of this reader has this role"));
  explain.back() = "CW";
  EXPECT_THAT(Tasuki(explain).errors, IsEmpty());
}

TEST_F(PolicyVerbsTest, FormatLeavesWhatItCannotKeep) {
  const std::string odd =
      "name: 'a\\\\\"b' # \"x\"\nceilings { id: \"a\\x4\" \"1\" }\n";
  const std::string path = Write("odd.txtpb", odd);
  EXPECT_EQ(Tasuki({"policy", "format", "--write", path}).exit_code, kDone);
  EXPECT_THAT(ReadFile(path),
              AllOf(HasSubstr(R"(name: "a\\\"b")"), HasSubstr(R"("a\0041")")));
  const std::string wrong = Write("wrong.txtpb", "nome:   \"a\"\n");
  EXPECT_EQ(Tasuki({"policy", "format", "--write", wrong}).exit_code, kUsage);
  EXPECT_EQ(ReadFile(wrong), "nome:   \"a\"\n");
}

TEST_F(PolicyVerbsTest, FormatNamesWhatIsOutOfFormAndRewritesItIfAsked) {
  EXPECT_EQ(Tasuki({"policy", "format", kPackFolder, cases_}).exit_code, kDone);
  const std::string path = Write("a.txtpb", "name:   \"a\"\n");
  EXPECT_EQ(Tasuki({"policy", "format", path}).exit_code, kRefused);
  EXPECT_EQ(ReadFile(path), "name:   \"a\"\n");
  EXPECT_EQ(Tasuki({"policy", "format", "--write", path}).exit_code, kDone);
  EXPECT_EQ(ReadFile(path), "name: \"a\"\n");
}

TEST_F(PolicyVerbsTest, TestAndCoverageTryTheCases) {
  const Said passed =
      Tasuki({"policy", "test", "--pack", kPackFolder, "--cases", cases_});
  EXPECT_EQ(passed.exit_code, kDone);
  const std::string candidate =
      Candidate("national/ceilings-sections.txtpb", "condition: \"STOP_USE\"",
                "condition: \"LEGAL_HOLD\"");
  const Said failed =
      Tasuki({"policy", "test", "--pack", candidate, "--cases", cases_});
  EXPECT_EQ(failed.exit_code, kRefused);
  EXPECT_THAT(failed.output, HasSubstr("× "));
  const Said coverage = Tasuki({"--json", "policy", "coverage", "--pack",
                                kPackFolder, "--cases", cases_});
  EXPECT_EQ(coverage.exit_code, kDone);
  const auto json = nlohmann::json::parse(coverage.output);
  EXPECT_GT(json["rules"]["CE-32"].get<int>(), 0);
  EXPECT_LT(json["untried_cells"].size(), json["cells"].get<size_t>());
}

TEST_F(PolicyVerbsTest, MatrixIsTextPageOrRowsOfSomeReadersAndCategories) {
  const std::vector<std::string> matrix = {"policy",     "matrix",   "--pack",
                                           kPackFolder,  "--reader", "OB_HOSP",
                                           "--category", "C17"};
  const Said text = Tasuki(matrix);
  EXPECT_EQ(text.exit_code, kDone);
  EXPECT_THAT(text.output,
              AllOf(HasSubstr("産科医療機関"), HasSubstr("C17"),
                    HasSubstr("GR-HOSP-OWN"), Not(HasSubstr("C07")),
                    Not(HasSubstr("警察"))));
  std::vector<std::string> page = matrix;
  page.push_back("--html");
  EXPECT_THAT(Tasuki(page).output, AllOf(HasSubstr("href=\"#GR-HOSP-OWN\""),
                                         HasSubstr("id=\"GR-HOSP-OWN\""),
                                         Not(HasSubstr("<script"))));
  std::vector<std::string> rows = matrix;
  rows.push_back("--csv");
  EXPECT_THAT(
      Tasuki(rows).output,
      AllOf(HasSubstr("OB_HOSP,C17,OWN,FULL,FULL,"), HasSubstr("\r\n")));
}

}  // namespace
}  // namespace tasuki::cli
