#include "gateway/consent/stated_basis.h"

#include <gtest/gtest.h>

#include <set>

namespace tasuki::consent {
namespace {

std::set<std::pair<int, int>> PairsOf(v1::BasisCode basis) {
  std::set<std::pair<int, int>> pairs;
  for (int sender = 0; sender <= v1::AudienceType_MAX; ++sender) {
    for (int recipient = 0; recipient <= v1::AudienceType_MAX; ++recipient) {
      if (MayState(basis, static_cast<v1::AudienceType>(sender),
                   static_cast<v1::AudienceType>(recipient))) {
        pairs.insert({sender, recipient});
      }
    }
  }
  return pairs;
}

std::set<std::pair<int, int>> Product(const std::set<int>& senders,
                                      const std::set<int>& recipients) {
  std::set<std::pair<int, int>> pairs;
  for (const int sender : senders) {
    for (const int recipient : recipients) pairs.insert({sender, recipient});
  }
  return pairs;
}

TEST(StatedBasisTest, CityUnitsConsultTheGuidanceCentre) {
  EXPECT_EQ(PairsOf(v1::BASIS_CODE_CWA_10_CONSULT),
            Product({v1::AUDIENCE_TYPE_CITY_MH, v1::AUDIENCE_TYPE_CITY_FS,
                     v1::AUDIENCE_TYPE_CITY_DEV, v1::AUDIENCE_TYPE_CITY_SUP},
                    {v1::AUDIENCE_TYPE_CGC}));
}

TEST(StatedBasisTest, CareAndEducationInformTheMunicipality) {
  EXPECT_EQ(PairsOf(v1::BASIS_CODE_CWA_21_10_5),
            Product({v1::AUDIENCE_TYPE_OB_HOSP, v1::AUDIENCE_TYPE_MCL_FAC,
                     v1::AUDIENCE_TYPE_FACILITY, v1::AUDIENCE_TYPE_NURSERY,
                     v1::AUDIENCE_TYPE_SCHOOL},
                    {v1::AUDIENCE_TYPE_CITY_MH, v1::AUDIENCE_TYPE_CITY_FS,
                     v1::AUDIENCE_TYPE_OTHER_CITY}));
}

TEST(StatedBasisTest, EveryOtherBasisIsComputedAndNeverStated) {
  for (int basis = 0; basis <= v1::BasisCode_MAX; ++basis) {
    const auto code = static_cast<v1::BasisCode>(basis);
    const bool stated = code == v1::BASIS_CODE_CWA_10_CONSULT ||
                        code == v1::BASIS_CODE_CWA_21_10_5;
    EXPECT_EQ(CanBeStated(code), stated) << basis;
    EXPECT_EQ(!PairsOf(code).empty(), stated) << basis;
  }
}

TEST(StatedBasisTest, EachBasisHasOneAct) {
  for (int kind = 0; kind <= v1::MessageKind_MAX; ++kind) {
    const auto act = static_cast<v1::MessageKind>(kind);
    EXPECT_EQ(IsActOf(v1::BASIS_CODE_CWA_10_CONSULT, act),
              act == v1::MESSAGE_KIND_CONSULTATION);
    EXPECT_EQ(IsActOf(v1::BASIS_CODE_CWA_21_10_5, act),
              act == v1::MESSAGE_KIND_INFORMATION);
    EXPECT_FALSE(IsActOf(v1::BASIS_CODE_CONSENT, act));
  }
}

TEST(StatedBasisTest, WhoDidNotAgreeIsAskedWhy) {
  EXPECT_TRUE(AsksForAttempt(v1::BASIS_CODE_CWA_21_10_5));
  EXPECT_FALSE(AsksForAttempt(v1::BASIS_CODE_CWA_10_CONSULT));
  EXPECT_TRUE(NeedsReason(v1::CONSENT_ATTEMPT_NOT_ASKED));
  EXPECT_TRUE(NeedsReason(v1::CONSENT_ATTEMPT_REFUSED));
  EXPECT_FALSE(NeedsReason(v1::CONSENT_ATTEMPT_GIVEN));
  EXPECT_FALSE(NeedsReason(v1::CONSENT_ATTEMPT_GIVEN_IN_PART));
}

}  // namespace
}  // namespace tasuki::consent
