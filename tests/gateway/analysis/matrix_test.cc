#include "gateway/analysis/matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/coverage.h"
#include "gateway/analysis/report.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/pack.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char kPack[] = R"(
grants {
  id: "GR-1"
  scope { readers: "CITY_MH" purposes: "SUPPORT" }
  ground: "CONSENT"
  gives { level: "REDUCED" categories: ["C07", "C08"] }
  sentence_ja: "<b>文</b>。"
  sentence_en: "A \"sentence\"."
  citation: "none"
}
grants {
  id: "GR-2"
  scope { readers: "CITY_MH" }
  ground: "CONSENT"
  condition: "LEAD_WORKER"
  gives { level: "FULL" categories: "C07" }
  citation: "none"
}
ceilings {
  id: "CE-1"
  categories: "C08"
  at_most: "WITHHELD"
  citation: "none"
}
)";

v1::PolicyPack Pack() {
  const auto pack = policy::LoadPack(kPack);
  CHECK(pack.ok());
  return *pack;
}

Tables TablesOf(const v1::PolicyPack& pack) {
  auto tables = CompileTables({pack});
  CHECK(tables.ok());
  return *std::move(tables);
}

// Whatever opens closes again, in the right order.
bool IsWellFormed(const std::string& page) {
  std::vector<std::string> open;
  for (size_t at = page.find('<'); at != std::string::npos;
       at = page.find('<', at + 1)) {
    if (page[at + 1] == '!') continue;
    const bool closes = page[at + 1] == '/';
    const size_t begin = at + (closes ? 2 : 1);
    const size_t end = page.find_first_of(" >\n", begin);
    const std::string name = page.substr(begin, end - begin);
    if (name == "meta" || name == "br") continue;
    if (!closes) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return false;
    } else {
      open.pop_back();
    }
  }
  return open.empty();
}

TEST(MatrixTest, HasTheOrdinaryAndTheHighestLevelAndTheRules) {
  const std::vector<MatrixCell> matrix = MatrixOf(TablesOf(Pack()));
  ASSERT_EQ(matrix.size(), 1u);
  EXPECT_EQ(matrix[0].reader, v1::AUDIENCE_TYPE_CITY_MH);
  EXPECT_EQ(matrix[0].category, v1::CATEGORY_C07);
  EXPECT_EQ(matrix[0].basis, v1::BASIS_CODE_CONSENT);
  EXPECT_EQ(matrix[0].ordinary, v1::LEVEL_REDUCED);
  EXPECT_EQ(matrix[0].most, v1::LEVEL_FULL);
  EXPECT_THAT(matrix[0].grants, ElementsAre("GR-1", "GR-2"));
}

TEST(MatrixTest, IsTextPageAndRows) {
  const Tables tables = TablesOf(Pack());
  const std::vector<MatrixCell> matrix = MatrixOf(tables);
  EXPECT_THAT(MatrixText(matrix),
              HasSubstr("◐→●  本人の同意 CONSENT  GR-1, GR-2"));
  const std::string page = MatrixHtml(matrix, tables.rules);
  EXPECT_TRUE(IsWellFormed(page));
  EXPECT_THAT(page,
              AllOf(HasSubstr("&lt;b&gt;文"), Not(HasSubstr("<b>")),
                    HasSubstr("aria-label=\"要約、条件により 全部\""),
                    HasSubstr("href=\"#GR-2\""), HasSubstr("id=\"GR-2\"")));
  EXPECT_THAT(MatrixCsv(matrix, tables.rules),
              HasSubstr("\r\nCITY_MH,C07,CONSENT,REDUCED,FULL,\"GR-1 GR-2\","));
}

TEST(MatrixTest, IsFilteredByReaderAndCategory) {
  const std::vector<MatrixCell> matrix = MatrixOf(TablesOf(Pack()));
  MatrixFilter filter;
  filter.readers = {v1::AUDIENCE_TYPE_CGC};
  EXPECT_TRUE(Filtered(matrix, filter).empty());
  filter.readers = {v1::AUDIENCE_TYPE_CITY_MH};
  EXPECT_EQ(Filtered(matrix, filter).size(), 1u);
  filter.categories = CategorySet::Of(v1::CATEGORY_C08);
  EXPECT_TRUE(Filtered(matrix, filter).empty());
}

TEST(CoverageTest, CountsWhatCasesDecideAndOpen) {
  const auto cases = policy::LoadCases(R"(
cases {
  name: "one"
  situation {
    reader: "CITY_MH" role: "PHN" holder: "CITY_FS" purpose: "SUPPORT"
    grounds { basis: "CONSENT" }
  }
  nothing_else: true
}
)");
  ASSERT_TRUE(cases.ok());
  const auto coverage =
      CoverageOf({Pack()}, {cases->cases().begin(), cases->cases().end()});
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  EXPECT_EQ(coverage->rules.at("GR-1"), 1);
  EXPECT_EQ(coverage->rules.at("GR-2"), 0);
  EXPECT_EQ(coverage->rules.at("CE-1"), 1);
  EXPECT_EQ(coverage->TriedRules(), 2u);
  EXPECT_EQ(coverage->cells, 1u);
  EXPECT_TRUE(coverage->untried.empty());
  EXPECT_THAT(CoverageText(*coverage), HasSubstr("  GR-2\n"));
}

// The case comes to the same as above, and would not miss it.
TEST(CoverageTest, CountsOnlyWhatIsExpected) {
  const auto covered = [](const std::string& expectations) {
    const auto cases = policy::LoadCases(absl::StrCat(R"(cases {
  name: "one"
  situation {
    reader: "CITY_MH" role: "PHN" holder: "CITY_FS" purpose: "SUPPORT"
    grounds { basis: "CONSENT" }
  }
)",
                                                      expectations, "}"));
    EXPECT_TRUE(cases.ok());
    return *CoverageOf({Pack()},
                       {cases->cases().begin(), cases->cases().end()});
  };
  for (const char* nothing :
       {"", "expect { level: \"WITHHELD\" categories: \"C09\" }",
        "obligations: \"CENTRE_ONLY\""}) {
    const Coverage coverage = covered(nothing);
    EXPECT_EQ(coverage.cases, 1);
    EXPECT_EQ(coverage.TriedRules(), 0u) << nothing;
    EXPECT_EQ(coverage.untried.size(), 1u) << nothing;
  }
  const Coverage opened =
      covered("expect { level: \"REDUCED\" categories: \"C07\" }");
  EXPECT_EQ(opened.rules.at("GR-1"), 1);
  EXPECT_EQ(opened.TriedRules(), 1u);
  EXPECT_TRUE(opened.untried.empty());
  const Coverage closed =
      covered("closed_by { ceiling: \"CE-1\" categories: \"C08\" }");
  EXPECT_EQ(closed.rules.at("CE-1"), 1);
  EXPECT_EQ(closed.TriedRules(), 1u);
}

// A spreadsheet would run it.
TEST(MatrixTest, NoCellOfTheRowsIsAFormula) {
  for (const char* sign : {"=", "+", "-", "@"}) {
    v1::PolicyPack pack = Pack();
    for (v1::Grant& grant : *pack.mutable_grants()) {
      grant.set_sentence_ja(absl::StrCat(sign, "1+1"));
    }
    const Tables tables = TablesOf(pack);
    EXPECT_THAT(MatrixCsv(MatrixOf(tables), tables.rules),
                HasSubstr(absl::StrCat(",\"'", sign, "1+1")));
  }
}

TEST(ReportTest, ThePageOfADiffIsWellFormedAndNeedsNothingElse) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    Remove(*pack.mutable_ceilings(), "CE-06");
    Remove(*pack.mutable_guarantees(), "G-04");
    RuleOf(*pack.mutable_grants(), "GR-HOSP-OWN").set_sentence_en("<script>");
  });
  const std::string page = DiffHtml(diff, {});
  EXPECT_TRUE(IsWellFormed(page));
  EXPECT_THAT(
      page, AllOf(HasSubstr("<html lang=\"ja\">"),
                  HasSubstr("<th scope=\"col\">"), HasSubstr("class=\"wider\""),
                  HasSubstr("<details>"), Not(HasSubstr("<script")),
                  Not(HasSubstr("src=")), Not(HasSubstr("url("))));
  EXPECT_THAT(DiffText(diff, {}), AllOf(HasSubstr("二人の情報管理責任者"),
                                        HasSubstr("例 / example: ")));
}

TEST(ReportTest, CountsAreReadable) {
  EXPECT_EQ(Count(0), "0");
  EXPECT_EQ(Count(1'234'567), "1,234,567");
  EXPECT_EQ(Count(absl::uint128(4'628'979'248'737'887)), "約 4.6×10^15");
}

}  // namespace
}  // namespace tasuki::analysis
