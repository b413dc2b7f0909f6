#include "gateway/consent/stated_basis.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

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

// Which kinds of message carry which basis; all others carry none.
TEST(StatedBasisTest, EachBasisHasItsActs) {
  const std::map<v1::BasisCode, std::set<v1::MessageKind>> kActs = {
      {v1::BASIS_CODE_CWA_10_CONSULT, {v1::MESSAGE_KIND_CONSULTATION}},
      {v1::BASIS_CODE_CWA_21_10_5, {v1::MESSAGE_KIND_INFORMATION}},
      {v1::BASIS_CODE_CAPA_6, {v1::MESSAGE_KIND_INFORMATION}},
      {v1::BASIS_CODE_CWA_25, {v1::MESSAGE_KIND_INFORMATION}},
      {v1::BASIS_CODE_CWA_25_7_TRANSFER, {v1::MESSAGE_KIND_TRANSFER}},
      {v1::BASIS_CODE_CWA_25_7_NOTICE, {v1::MESSAGE_KIND_NOTICE}},
      {v1::BASIS_CODE_CWA_26_TRANSFER_BACK,
       {v1::MESSAGE_KIND_TRANSFER, v1::MESSAGE_KIND_NOTICE}},
      {v1::BASIS_CODE_CAPA_4_6,
       {v1::MESSAGE_KIND_TRANSFER, v1::MESSAGE_KIND_INFORMATION}},
      {v1::BASIS_CODE_JUVENILE_6_6, {v1::MESSAGE_KIND_TRANSFER}},
      {v1::BASIS_CODE_CB_CHILD_FACTS, {v1::MESSAGE_KIND_INFORMATION}},
      {v1::BASIS_CODE_FAMILY_REGISTER, {v1::MESSAGE_KIND_NOTICE}},
      {v1::BASIS_CODE_MEASURE_EXECUTION,
       {v1::MESSAGE_KIND_INFORMATION, v1::MESSAGE_KIND_ANSWER,
        v1::MESSAGE_KIND_REQUEST}},
      {v1::BASIS_CODE_CAPA_13_4,
       {v1::MESSAGE_KIND_ANSWER, v1::MESSAGE_KIND_REQUEST}},
      {v1::BASIS_CODE_COUNCIL_REQUEST,
       {v1::MESSAGE_KIND_ANSWER, v1::MESSAGE_KIND_REQUEST}},
      {v1::BASIS_CODE_MCHA_19_2,
       {v1::MESSAGE_KIND_ANSWER, v1::MESSAGE_KIND_REQUEST}},
      {v1::BASIS_CODE_INTERNAL_OTHER_DUTY,
       {v1::MESSAGE_KIND_ANSWER, v1::MESSAGE_KIND_REQUEST}},
      {v1::BASIS_CODE_COOPERATE_PUBLIC_DUTY,
       {v1::MESSAGE_KIND_ANSWER, v1::MESSAGE_KIND_REQUEST}},
      {v1::BASIS_CODE_RESIDENT_SURVEY,
       {v1::MESSAGE_KIND_ANSWER, v1::MESSAGE_KIND_REQUEST}},
      {v1::BASIS_CODE_CHILD_SOUND_GROWTH, {v1::MESSAGE_KIND_INFORMATION}},
      {v1::BASIS_CODE_DVA_6_REPORT, {v1::MESSAGE_KIND_INFORMATION}}};
  for (int basis = 0; basis <= v1::BasisCode_MAX; ++basis) {
    const auto code = static_cast<v1::BasisCode>(basis);
    const auto acts = kActs.find(code);
    EXPECT_EQ(CanBeStated(code), acts != kActs.end()) << basis;
    for (int kind = 0; kind <= v1::MessageKind_MAX; ++kind) {
      const auto act = static_cast<v1::MessageKind>(kind);
      EXPECT_EQ(IsActOf(code, act),
                acts != kActs.end() && acts->second.count(act) != 0)
          << v1::BasisCode_Name(code) << " " << v1::MessageKind_Name(act);
    }
  }
}

// What needs a human decision each time, the court and counts stay closed.
TEST(StatedBasisTest, WhatHasNoRulesIsClosed) {
  for (const v1::BasisCode basis :
       {v1::BASIS_CODE_PUBLIC_BODY_DUTY, v1::BASIS_CODE_CLEAR_INTEREST,
        v1::BASIS_CODE_COURT_PROCEEDING, v1::BASIS_CODE_STATISTICS}) {
    EXPECT_FALSE(CanBeStated(basis));
    EXPECT_TRUE(PairsOf(basis).empty());
  }
}

TEST(StatedBasisTest, WhoDidNotAgreeIsAskedWhy) {
  for (int basis = 0; basis <= v1::BasisCode_MAX; ++basis) {
    const auto code = static_cast<v1::BasisCode>(basis);
    EXPECT_EQ(AsksForAttempt(code),
              code == v1::BASIS_CODE_CWA_21_10_5 ||
                  code == v1::BASIS_CODE_CHILD_SOUND_GROWTH ||
                  code == v1::BASIS_CODE_COOPERATE_PUBLIC_DUTY ||
                  code == v1::BASIS_CODE_DVA_6_REPORT)
        << basis;
    EXPECT_EQ(RespectsHerWill(code), code == v1::BASIS_CODE_DVA_6_REPORT);
  }
  EXPECT_TRUE(NeedsReason(v1::CONSENT_ATTEMPT_NOT_ASKED));
  EXPECT_TRUE(NeedsReason(v1::CONSENT_ATTEMPT_REFUSED));
  EXPECT_FALSE(NeedsReason(v1::CONSENT_ATTEMPT_GIVEN));
  EXPECT_FALSE(NeedsReason(v1::CONSENT_ATTEMPT_GIVEN_IN_PART));
}

TEST(StatedBasisTest, WhoActsIsToldWhetherItOrTheOtherIsWrong) {
  const auto kCgc = v1::AUDIENCE_TYPE_CGC;
  const auto kFs = v1::AUDIENCE_TYPE_CITY_FS;
  const auto kNpo = v1::AUDIENCE_TYPE_SOS_NPO;
  EXPECT_EQ(WhyNotState(v1::BASIS_CODE_CWA_25_7_NOTICE, kFs, kNpo),
            v1::REFUSAL_CODE_JURISDICTION);
  EXPECT_EQ(WhyNotState(v1::BASIS_CODE_CWA_25_7_NOTICE, kNpo, kCgc),
            v1::REFUSAL_CODE_NO_BASIS);
  EXPECT_EQ(WhyNotAsk(v1::BASIS_CODE_CAPA_13_4, kNpo, kFs),
            v1::REFUSAL_CODE_JURISDICTION);
  EXPECT_EQ(WhyNotAsk(v1::BASIS_CODE_CAPA_13_4, kCgc, kNpo),
            v1::REFUSAL_CODE_NO_BASIS);
  EXPECT_EQ(WhyNotAsk(v1::BASIS_CODE_CAPA_13_4, kCgc, kFs),
            v1::REFUSAL_CODE_UNSPECIFIED);
}

TEST(StatedBasisTest, EachOfficeHasItsBodyAndItsRoles) {
  std::set<std::tuple<int, int, int>> may;
  for (int office = 0; office <= v1::RequesterOffice_MAX; ++office) {
    for (int audience = 0; audience <= v1::AudienceType_MAX; ++audience) {
      for (int role = 0; role <= v1::Role_MAX; ++role) {
        if (WhyNotInTheNameOf(static_cast<v1::RequesterOffice>(office),
                              static_cast<v1::AudienceType>(audience),
                              static_cast<v1::Role>(role)) ==
            v1::REFUSAL_CODE_UNSPECIFIED) {
          may.insert({office, audience, role});
        }
      }
    }
  }
  const std::set<std::tuple<int, int, int>> kMay = {
      {v1::REQUESTER_OFFICE_MAYOR, v1::AUDIENCE_TYPE_CITY_FS, v1::ROLE_CW},
      {v1::REQUESTER_OFFICE_MAYOR, v1::AUDIENCE_TYPE_CITY_FS, v1::ROLE_COORD},
      {v1::REQUESTER_OFFICE_WELFARE_OFFICE_HEAD,
       v1::AUDIENCE_TYPE_WELFARE_OFFICE, v1::ROLE_WELFARE_WORKER},
      {v1::REQUESTER_OFFICE_CGC_DIRECTOR, v1::AUDIENCE_TYPE_CGC,
       v1::ROLE_CGC_DIR},
      {v1::REQUESTER_OFFICE_CGC_DIRECTOR, v1::AUDIENCE_TYPE_CGC, v1::ROLE_CWO},
      {v1::REQUESTER_OFFICE_CGC_DIRECTOR, v1::AUDIENCE_TYPE_CGC,
       v1::ROLE_CGC_LAW}};
  EXPECT_EQ(may, kMay);
}

// Reports, transfers and notices carry no onward rule; what a unit of the
// centre is told serves the centre; anything else goes no further.
TEST(StatedBasisTest, OnwardRuleFollowsTheBasisAndTheRecipient) {
  EXPECT_EQ(
      OnwardRuleOf(v1::BASIS_CODE_CWA_25_7_TRANSFER, v1::AUDIENCE_TYPE_CGC),
      v1::ONWARD_RULE_FREE);
  EXPECT_EQ(OnwardRuleOf(v1::BASIS_CODE_CAPA_13_4, v1::AUDIENCE_TYPE_CITY_FS),
            v1::ONWARD_RULE_CENTRE);
  EXPECT_EQ(OnwardRuleOf(v1::BASIS_CODE_CAPA_13_4, v1::AUDIENCE_TYPE_CGC),
            v1::ONWARD_RULE_NONE);
  EXPECT_EQ(OnwardRuleOf(v1::BASIS_CODE_CONSENT, v1::AUDIENCE_TYPE_CITY_FS),
            v1::ONWARD_RULE_NONE);
}

}  // namespace
}  // namespace tasuki::consent
