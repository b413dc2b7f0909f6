// The table of docs/special-rules.md names what exists.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/files.h"
#include "tests/policy_packs.h"

namespace tasuki {
namespace {

const std::filesystem::path kRoot = TASUKI_SOURCE_DIR;

struct Row {
  std::string id, kept_by, shown_by;
};

std::vector<Row> Rows(const std::string& page) {
  std::vector<Row> rows;
  for (const std::string& line :
       std::vector<std::string>(absl::StrSplit(page, '\n'))) {
    const std::vector<std::string> cells = absl::StrSplit(line, '|');
    static const std::regex kId(" (SR|CM)-[0-9]+ ");
    if (cells.size() != 6 || !std::regex_match(cells[1], kId)) continue;
    rows.push_back(
        {cells[1].substr(1, cells[1].size() - 2), cells[3], cells[4]});
  }
  return rows;
}

std::set<std::string> All(const std::string& text, const std::regex& form) {
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), form), end; at != end;
       ++at) {
    found.insert((*at)[1].str());
  }
  return found;
}

std::set<std::string> RuleIds() {
  std::set<std::string> ids;
  const auto add = [&ids](const auto& rules) {
    for (const auto& rule : rules) ids.insert(rule.id());
  };
  const v1::PolicyPack pack = ShippedPack();
  add(pack.grants());
  add(pack.ceilings());
  add(pack.actions());
  add(pack.guarantees());
  add(pack.accepted_flows());
  return ids;
}

std::set<std::string> TestNames() {
  static const std::regex kTest(R"(\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\))");
  std::set<std::string> names;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(kRoot / "tests")) {
    if (entry.path().extension() != ".cc") continue;
    const std::string text = ReadFile(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), kTest), end;
         at != end; ++at) {
      names.insert(absl::StrCat((*at)[1].str(), ".", (*at)[2].str()));
    }
  }
  return names;
}

// What is wrong with the rows, one line each.
std::vector<std::string> FaultsOf(const std::vector<Row>& rows) {
  static const std::regex kRule(R"(\b((?:GR|CE|AC|AF|G)-[A-Z0-9-]+))");
  static const std::regex kFile("`([a-z_/.]+)`");
  static const std::regex kTest(R"((\w+\.\w+))");
  static const std::set<std::string> rules = RuleIds(), tests = TestNames();
  std::vector<std::string> faults;
  for (const Row& row : rows) {
    for (const std::string& id : All(row.kept_by, kRule)) {
      if (!rules.contains(id)) faults.push_back(row.id + ": no rule " + id);
    }
    for (const std::string& file : All(row.kept_by, kFile)) {
      if (!std::filesystem::exists(kRoot / file)) {
        faults.push_back(row.id + ": no file " + file);
      }
    }
    const std::set<std::string> shown = All(row.shown_by, kTest);
    for (const std::string& test : shown) {
      if (!tests.contains(test)) faults.push_back(row.id + ": no test " + test);
    }
    const bool nothing_yet = row.kept_by == " not there yet ";
    if (shown.empty() != nothing_yet) faults.push_back(row.id + ": not shown");
  }
  return faults;
}

TEST(SpecialRulesTest, EveryRuleHasARow) {
  std::vector<std::string> expected, ids;
  for (int i = 1; i <= 32; ++i) {
    expected.push_back(absl::StrCat("SR-", i < 10 ? "0" : "", i));
  }
  for (int i = 1; i <= 8; ++i) expected.push_back(absl::StrCat("CM-", i));
  for (const Row& row : Rows(ReadFile(kRoot / "docs/special-rules.md"))) {
    ids.push_back(row.id);
  }
  EXPECT_EQ(ids, expected);
}

TEST(SpecialRulesTest, EveryIdFileAndTestOfTheTableExists) {
  EXPECT_THAT(FaultsOf(Rows(ReadFile(kRoot / "docs/special-rules.md"))),
              testing::IsEmpty());
}

// A case as text begins with the rule's id, a test of code has it in its name.
TEST(SpecialRulesTest, EveryRuleHasATestNamedAfterIt) {
  const std::string cases =
      ReadFile(kRoot / "policies/cases/special-rules.txtpb");
  for (const Row& row : Rows(ReadFile(kRoot / "docs/special-rules.md"))) {
    if (!row.id.starts_with("SR-")) continue;
    const std::string number = row.id.substr(3);
    EXPECT_TRUE(cases.find(absl::StrCat("name: \"", row.id, " ")) !=
                    std::string::npos ||
                row.shown_by.find(absl::StrCat(".Sr", number)) !=
                    std::string::npos)
        << row.id;
  }
}

TEST(SpecialRulesTest, WhatDoesNotExistIsNoticed) {
  EXPECT_THAT(FaultsOf(Rows("| SR-01 | a | G-99, CE-01; `gateway/none.cc` | "
                            "SealTest.Nothing |\n| SR-02 | b | CE-01 | - |\n")),
              testing::ElementsAre(
                  "SR-01: no rule G-99", "SR-01: no file gateway/none.cc",
                  "SR-01: no test SealTest.Nothing", "SR-02: not shown"));
}

}  // namespace
}  // namespace tasuki
