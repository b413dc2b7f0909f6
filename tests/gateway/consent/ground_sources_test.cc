#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "gateway/consent/stated_basis.h"
#include "gateway/model/vocabulary.h"
#include "tests/policy_packs.h"

// Every basis on which the pack opens something can hold.
namespace tasuki::consent {
namespace {

// What makes a basis hold beside a statement: stored facts (GroundsFor), an
// opening for danger to life, a decided request for a copy.
const std::set<v1::BasisCode> kOtherSources = {v1::BASIS_CODE_OWN,
                                               v1::BASIS_CODE_CENTER_INTEGRATED,
                                               v1::BASIS_CODE_CONSENT,
                                               v1::BASIS_CODE_ADOPTION_STAGE,
                                               v1::BASIS_CODE_WSA_15_COUNCIL,
                                               v1::BASIS_CODE_DVA_COUNCIL,
                                               v1::BASIS_CODE_COUNCIL_EXCHANGE,
                                               v1::BASIS_CODE_ENTRUSTMENT,
                                               v1::BASIS_CODE_VITAL_INTEREST,
                                               v1::BASIS_CODE_SELF_DISCLOSURE};

// docs/decisions/, grounds that nobody invokes here.
const std::set<v1::BasisCode> kNobodyInvokes = {
    v1::BASIS_CODE_PUBLIC_BODY_DUTY, v1::BASIS_CODE_CLEAR_INTEREST,
    v1::BASIS_CODE_COURT_PROCEEDING, v1::BASIS_CODE_STATISTICS};

TEST(GroundSourcesTest, EveryBasisHasASourceOrNobodyInvokesIt) {
  for (int code = 1; code <= v1::BasisCode_MAX; ++code) {
    const auto basis = static_cast<v1::BasisCode>(code);
    const int sources = CanBeStated(basis) + kOtherSources.contains(basis) +
                        kNobodyInvokes.contains(basis);
    EXPECT_EQ(sources, 1) << ShortName(basis);
  }
}

TEST(GroundSourcesTest, ThePackGrantsOnWhatCanHoldAndOnAllOfIt) {
  std::set<std::string> granted, sourced;
  const v1::PolicyPack pack = ShippedPack();
  for (const v1::Grant& grant : pack.grants()) granted.insert(grant.ground());
  for (int code = 1; code <= v1::BasisCode_MAX; ++code) {
    const auto basis = static_cast<v1::BasisCode>(code);
    if (!kNobodyInvokes.contains(basis)) sourced.insert(ShortName(basis));
  }
  EXPECT_EQ(granted, sourced);
}

}  // namespace
}  // namespace tasuki::consent
