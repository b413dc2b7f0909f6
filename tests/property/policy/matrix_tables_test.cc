#include "tests/property/policy/matrix_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/property/policy/csv.h"
#include "tests/status_matchers.h"

namespace tasuki::policy {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::Pair;

TEST(MatrixTablesTest, TheTablesHaveTheRowsThatTheirPageCounts) {
  const MatrixTables& tables = TheMatrix();
  EXPECT_EQ(tables.grants.size(), 1287u);
  EXPECT_EQ(tables.ceilings.size(), 62u);
  EXPECT_EQ(tables.guarantees.size(), 30u);
}

TEST(MatrixTablesTest, CellsAreReadAsQuoted) {
  const auto rows = ParseCsv("a,b\n\"1,\"\"2\"\"\",\n");
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(*rows,
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1,\"2\"", "")));
}

TEST(MatrixTablesTest, WhatIsNotCsvIsRefused) {
  for (const char* text : {"a\n1", "a\r\n", "a,b\n1\n", "a\n1,2\n", "a\n\"1\n",
                           "a\n\"1\"2\n", "a\n1\"2\n"}) {
    EXPECT_THAT(ParseCsv(text), StatusIs(StatusCode::kInvalidArgument)) << text;
  }
}

constexpr char kGrants[] =
    "category,reader_audience,reader_role,relation,holder_audience,purpose,"
    "case_class,ground,condition,level,reason,source\n";
constexpr char kCeilings[] =
    "id,condition,reader_scope,categories,at_most,yields_to,"
    "local_or_national,reason,source\n";
constexpr char kGuarantees[] =
    "id,statement_en,statement_ja,condition,categories,at_most,source,"
    "local_or_national\n";

absl::StatusOr<MatrixTables> Parse(absl::string_view grant,
                                   absl::string_view ceiling,
                                   absl::string_view guarantee) {
  return ParseMatrix(absl::StrCat(kGrants, grant),
                     absl::StrCat(kCeilings, ceiling),
                     absl::StrCat(kGuarantees, guarantee), "");
}

TEST(MatrixTablesTest, FactsWithValuesAndClassesAreMapped) {
  const auto tables =
      Parse("C07,CGC,CWO|CPSY,*,CITY_MH,SUPPORT,*,CWA_25,own_report,FULL,r,s\n",
            "CE-1,onward=REDUCED_ONLY & !grasp_level=SUMMARY & class=SUPPORT,"
            "audience!=WCO;reader!=holder,C01|C02,WITHHELD,OWN[*]|CWA_25[C02],"
            "local,r,s\n",
            "G-1,e,j,!own_report ; audience=CGC;ground!=OWN|CWA_25,*,REDUCED,s,"
            "national\n");
  ASSERT_THAT(tables, IsOk());
  const GrantRow& grant = tables->grants[0];
  EXPECT_EQ(grant.line, 2);
  EXPECT_THAT(*grant.roles, ElementsAre(v1::ROLE_CWO, v1::ROLE_CPSY));
  EXPECT_FALSE(grant.relations.has_value());
  EXPECT_THAT(grant.condition, ElementsAre(v1::FACT_OWN_REPORT));
  const CeilingRow& ceiling = tables->ceilings[0];
  EXPECT_THAT(ceiling.condition,
              ElementsAre(Pair(v1::FACT_ONWARD_REDUCED_ONLY, false),
                          Pair(v1::FACT_GRASP_SUMMARY, true)));
  ASSERT_EQ(ceiling.scope.size(), 2u);
  EXPECT_EQ(ceiling.scope[0].term, Term::kClass);
  EXPECT_TRUE(ceiling.scope[1].differs);
  EXPECT_TRUE(ceiling.reader_is_not_holder);
  EXPECT_EQ(ceiling.yields_to.at(v1::BASIS_CODE_OWN).size(),
            static_cast<size_t>(v1::Category_MAX));
  EXPECT_THAT(ceiling.yields_to.at(v1::BASIS_CODE_CWA_25),
              ElementsAre(v1::CATEGORY_C02));
  const GuaranteeRow& guarantee = tables->guarantees[0];
  EXPECT_EQ(guarantee.except_grounds.size(), 2u);
  EXPECT_EQ(guarantee.scope.size(), 1u);
}

TEST(MatrixTablesTest, AnUnknownNameIsRefusedWithItsLine) {
  for (const char* grant : {"C99,CGC,*,*,*,*,*,OWN,-,FULL,r,s\n",
                            "C01,CGX,*,*,*,*,*,OWN,-,FULL,r,s\n",
                            "C01,CGC,*,*,*,*,*,OWN,no_such_fact,FULL,r,s\n",
                            "C01,CGC,*,*,*,*,*,OWN,!confirmed,FULL,r,s\n",
                            "C01,CGC,CWO|CWO,*,*,*,*,OWN,-,FULL,r,s\n",
                            "C01,CGC,*,*,*,*,*,OWN,-,WITHHELD,r,s\n"}) {
    const auto tables = Parse(grant, "", "");
    EXPECT_THAT(tables, StatusIs(StatusCode::kInvalidArgument)) << grant;
    EXPECT_THAT(tables.status().message(), testing::HasSubstr("line 2"));
  }
  EXPECT_THAT(Parse("", "CE-1,always,audienze=CGC,*,REDUCED,-,local,r,s\n", ""),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Parse("", "CE-1,always,*,*,REDUCED,OWN,local,r,s\n", ""),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST(MatrixTablesTest, TwoRowsWithOneKeyAreRefused) {
  const char* row = "C01,CGC,*,*,*,*,*,OWN,-,FULL,r,s\n";
  EXPECT_THAT(Parse(row, "", ""), IsOk());
  EXPECT_THAT(Parse(absl::StrCat(row, row), "", ""),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST(MatrixTablesTest, ADepartureNamesARowAndAReason) {
  const char* header = "table,row key,reason\n";
  const std::string ceilings =
      absl::StrCat(kCeilings, "CE-1,always,*,*,REDUCED,-,local,r,s\n");
  const auto with = [&](absl::string_view departure) {
    return ParseMatrix(kGrants, ceilings, kGuarantees,
                       absl::StrCat(header, departure));
  };
  EXPECT_THAT(with("ceilings,CE-1,because\n"), IsOk());
  EXPECT_THAT(with("ceilings,CE-1,\n"), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(with("ceilings,CE-2,because\n"),
              StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace tasuki::policy
