#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "gateway/consent/stated_basis.h"
#include "tests/property/policy/matrix_tables.h"

// Who may state a basis towards whom, and for what it is asked, is what the
// tables of policies/matrix have rows for: no way more, none less.
namespace tasuki::policy {
namespace {

using Ways = std::set<std::pair<int, int>>;

// Bases on which nobody states anything: they are computed, the gateway's own,
// or another act's.
bool IsOfAnotherAct(v1::BasisCode basis) {
  for (const v1::BasisCode other :
       {v1::BASIS_CODE_OWN, v1::BASIS_CODE_CONSENT,
        v1::BASIS_CODE_SELF_DISCLOSURE, v1::BASIS_CODE_CENTER_INTEGRATED,
        v1::BASIS_CODE_COUNCIL_EXCHANGE, v1::BASIS_CODE_ENTRUSTMENT,
        v1::BASIS_CODE_WSA_15_COUNCIL, v1::BASIS_CODE_DVA_COUNCIL,
        v1::BASIS_CODE_ADOPTION_STAGE, v1::BASIS_CODE_VITAL_INTEREST}) {
    if (basis == other) return true;
  }
  return false;
}

Ways WaysOfTheTable(v1::BasisCode basis) {
  Ways ways;
  for (const GrantRow& row : TheMatrix().grants) {
    if (row.basis != basis || !row.holders.has_value()) continue;
    for (const int holder : *row.holders) ways.insert({holder, row.reader});
  }
  return ways;
}

Ways WaysThatMayBeStated(v1::BasisCode basis) {
  Ways ways;
  for (int sender = 0; sender <= v1::AudienceType_MAX; ++sender) {
    for (int recipient = 0; recipient <= v1::AudienceType_MAX; ++recipient) {
      if (consent::MayState(basis, static_cast<v1::AudienceType>(sender),
                            static_cast<v1::AudienceType>(recipient))) {
        ways.insert({sender, recipient});
      }
    }
  }
  return ways;
}

TEST(StatedWaysTest, AreThoseOfTheTables) {
  for (int number = 0; number <= v1::BasisCode_MAX; ++number) {
    const auto basis = static_cast<v1::BasisCode>(number);
    const Ways stated = WaysThatMayBeStated(basis);
    EXPECT_EQ(stated, IsOfAnotherAct(basis) ? Ways() : WaysOfTheTable(basis))
        << v1::BasisCode_Name(basis);
    EXPECT_EQ(consent::CanBeStated(basis), !stated.empty())
        << v1::BasisCode_Name(basis);
  }
}

TEST(StatedWaysTest, PurposesOfARequestAreThoseForWhichItIsRead) {
  for (int number = 1; number <= v1::BasisCode_MAX; ++number) {
    const auto basis = static_cast<v1::BasisCode>(number);
    if (!consent::IsActOf(basis, v1::MESSAGE_KIND_REQUEST)) continue;
    std::set<int> read, asked;
    for (const GrantRow& row : TheMatrix().grants) {
      if (row.basis != basis || !row.purposes.has_value()) continue;
      read.insert(row.purposes->begin(), row.purposes->end());
    }
    for (int purpose = 1; purpose <= v1::Purpose_MAX; ++purpose) {
      if (consent::IsPurposeOf(basis, static_cast<v1::Purpose>(purpose))) {
        asked.insert(purpose);
      }
    }
    EXPECT_EQ(asked, read) << v1::BasisCode_Name(basis);
  }
}

TEST(StatedWaysTest, ClassesAreThoseOfTheTables) {
  for (int number = 1; number <= v1::BasisCode_MAX; ++number) {
    const auto basis = static_cast<v1::BasisCode>(number);
    if (!consent::AsksForClass(basis)) continue;
    for (const GrantRow& row : TheMatrix().grants) {
      if (row.basis != basis) continue;
      ASSERT_TRUE(row.classes.has_value());
      for (int a_class = 1; a_class <= v1::CaseClass_MAX; ++a_class) {
        EXPECT_EQ(
            consent::IsClassOf(basis, static_cast<v1::CaseClass>(a_class)),
            row.classes->count(a_class) != 0)
            << v1::BasisCode_Name(basis);
      }
    }
  }
}

}  // namespace
}  // namespace tasuki::policy
