#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gateway/policy/legal_reader.h"
#include "tests/gateway/policy/small_pack.h"
#include "tests/policy_packs.h"
#include "tests/status_matchers.h"

namespace tasuki::policy {
namespace {

v1::PolicyPack PackAt(const std::string& file) {
  std::ifstream text(absl::StrCat(kPackFolder, "/", file));
  EXPECT_TRUE(text.good()) << file;
  return PackOf(std::string(std::istreambuf_iterator<char>(text), {}));
}

template <typename Rules>
void ExpectSentences(const Rules& rules) {
  EXPECT_GT(rules.size(), 0);
  for (const auto& rule : rules) {
    EXPECT_FALSE(rule.sentence_ja().empty()) << rule.id();
    EXPECT_FALSE(rule.sentence_en().empty()) << rule.id();
  }
}

TEST(BaselineTest, EveryRuleHasAPlainSentenceInBothLanguages) {
  const v1::PolicyPack pack = ShippedPack();
  ExpectSentences(pack.grants());
  ExpectSentences(pack.ceilings());
  ExpectSentences(pack.actions());
  ExpectSentences(pack.guarantees());
}

std::set<std::string> GrantsIn(const std::string& file) {
  std::set<std::string> ids;
  const v1::PolicyPack pack = PackAt(file);
  for (const v1::Grant& grant : pack.grants()) ids.insert(grant.id());
  return ids;
}

TEST(BaselineTest, WhatGoesBeyondTheTablesStandsInAFileOfItsOwn) {
  EXPECT_THAT(GrantsIn("national/additions.txtpb"),
              testing::UnorderedElementsAre("GR-MH-CONSENT-NPO-EXISTENCE",
                                            "GR-SUP-OWN-CASE"));
}

TEST(BaselineTest, LocalRulesAndOnlyTheseAreInTheLocalFolder) {
  const auto local = [](const auto& rule) { return rule.local(); };
  const v1::PolicyPack city = PackAt("local/sample-city.txtpb");
  EXPECT_TRUE(absl::c_all_of(city.ceilings(), local));
  EXPECT_TRUE(absl::c_all_of(city.guarantees(), local));
  EXPECT_EQ(city.ceilings_size(), 3);
  EXPECT_EQ(city.guarantees_size(), 1);
  const v1::PolicyPack national =
      ShippedPack(absl::StrCat(kPackFolder, "/national"));
  EXPECT_TRUE(absl::c_none_of(national.ceilings(), local));
  EXPECT_TRUE(absl::c_none_of(national.guarantees(), local));
}

TEST(BaselineTest, TheNationalPacksAreAPolicyWithoutTheLocalOnes) {
  EXPECT_THAT(
      Policy::Compile(ShippedPacks(absl::StrCat(kPackFolder, "/national"))),
      IsOk());
}

class BaselineActionsTest : public testing::Test {
 protected:
  bool Allows(v1::AudienceType audience, v1::Role role, v1::Relation relation,
              v1::Action action) const {
    return policy_->Allows(audience, role, relation, action);
  }
  // Every legal role of every audience in every relation.
  void ForEach(const std::function<void(v1::AudienceType, v1::Role,
                                        v1::Relation)>& visit) const {
    for (int a = 0; a <= v1::AudienceType_MAX; ++a) {
      for (int r = 0; r <= v1::Role_MAX; ++r) {
        for (int n = 0; n <= v1::Relation_MAX; ++n) {
          visit(static_cast<v1::AudienceType>(a), static_cast<v1::Role>(r),
                static_cast<v1::Relation>(n));
        }
      }
    }
  }
  const std::shared_ptr<const Policy> policy_ =
      *Policy::Compile({ShippedPack()});
};

TEST_F(BaselineActionsTest, IllegalReadersMayDoNothing) {
  ForEach([&](auto audience, auto role, auto relation) {
    if (IsLegalReader(audience, role)) return;
    for (int action = 0; action <= v1::Action_MAX; ++action) {
      EXPECT_FALSE(
          Allows(audience, role, relation, static_cast<v1::Action>(action)));
    }
  });
}

TEST_F(BaselineActionsTest, CityUnitsAndTheGuidanceCentreOpenCases) {
  ForEach([&](auto audience, auto role, auto relation) {
    const bool opens = audience == v1::AUDIENCE_TYPE_CITY_MH ||
                       audience == v1::AUDIENCE_TYPE_CITY_FS ||
                       audience == v1::AUDIENCE_TYPE_CITY_DEV ||
                       audience == v1::AUDIENCE_TYPE_CITY_SUP ||
                       audience == v1::AUDIENCE_TYPE_CGC;
    EXPECT_EQ(Allows(audience, role, relation, v1::ACTION_OPEN_CASE),
              opens && IsLegalReader(audience, role) &&
                  relation == v1::RELATION_UNSPECIFIED);
  });
}

TEST_F(BaselineActionsTest, NobodyReadsACaseWithoutARelationToIt) {
  ForEach([&](auto audience, auto role, auto relation) {
    if (relation != v1::RELATION_UNSPECIFIED) return;
    EXPECT_FALSE(Allows(audience, role, relation, v1::ACTION_READ_CASE));
  });
  EXPECT_TRUE(Allows(v1::AUDIENCE_TYPE_SOS_NPO, v1::ROLE_NPO_COUNSEL,
                     v1::RELATION_OBSERVER, v1::ACTION_READ_CASE));
}

TEST_F(BaselineActionsTest, TeamsAreSetByLeadsAndTheSupervisingWorker) {
  ForEach([&](auto audience, auto role, auto relation) {
    if (!Allows(audience, role, relation, v1::ACTION_ADD_TEAM_ENTRY)) return;
    EXPECT_TRUE(relation == v1::RELATION_LEAD ||
                relation == v1::RELATION_CO_LEAD ||
                (relation == v1::RELATION_OVERSIGHT &&
                 audience == v1::AUDIENCE_TYPE_CITY_SUP));
  });
  EXPECT_TRUE(Allows(v1::AUDIENCE_TYPE_CITY_MH, v1::ROLE_PHN, v1::RELATION_LEAD,
                     v1::ACTION_ADD_TEAM_ENTRY));
  EXPECT_TRUE(Allows(v1::AUDIENCE_TYPE_CITY_SUP, v1::ROLE_HEAD,
                     v1::RELATION_OVERSIGHT, v1::ACTION_END_TEAM_ENTRY));
}

TEST_F(BaselineActionsTest, OfficersTouchNoWorkWithFamilies) {
  for (const v1::Role role :
       {v1::ROLE_SECURITY_OFFICER, v1::ROLE_SYS_ADMIN, v1::ROLE_AUDITOR}) {
    for (int n = 1; n <= v1::Action_MAX; ++n) {
      const auto action = static_cast<v1::Action>(n);
      const bool expected = action == v1::ACTION_READ_DIRECTORY ||
                            action == v1::ACTION_READ_OWN_AUDIT ||
                            ((action == v1::ACTION_CHANGE_DIRECTORY ||
                              action == v1::ACTION_CHANGE_POLICY) &&
                             role == v1::ROLE_SECURITY_OFFICER) ||
                            ((action == v1::ACTION_SEARCH_AUDIT ||
                              action == v1::ACTION_READ_POLICY) &&
                             role != v1::ROLE_SYS_ADMIN);
      EXPECT_EQ(Allows(v1::AUDIENCE_TYPE_OFFICER, role,
                       v1::RELATION_UNSPECIFIED, action),
                expected)
          << n;
    }
  }
}

TEST_F(BaselineActionsTest, OnlyTheCoordinatorRegistersInTheCouncil) {
  ForEach([&](auto audience, auto role, auto relation) {
    EXPECT_EQ(Allows(audience, role, relation, v1::ACTION_REGISTER_IN_COUNCIL),
              audience == v1::AUDIENCE_TYPE_CITY_FS && role == v1::ROLE_COORD &&
                  relation != v1::RELATION_UNSPECIFIED &&
                  relation != v1::RELATION_OBSERVER);
  });
}

TEST_F(BaselineActionsTest, OnlyTheSupervisingWorkerReleasesHealth) {
  ForEach([&](auto audience, auto role, auto relation) {
    EXPECT_EQ(Allows(audience, role, relation, v1::ACTION_RELEASE_HEALTH),
              audience == v1::AUDIENCE_TYPE_CITY_SUP &&
                  role == v1::ROLE_SSW_CHIEF &&
                  relation == v1::RELATION_OVERSIGHT);
  });
}

TEST_F(BaselineActionsTest, WhoeverReceivesARequestMayRefuseIt) {
  ForEach([&](auto audience, auto role, auto relation) {
    EXPECT_EQ(Allows(audience, role, relation, v1::ACTION_REFUSE_REQUEST),
              Allows(audience, role, relation, v1::ACTION_READ_MESSAGE));
    EXPECT_EQ(
        Allows(audience, role, relation, v1::ACTION_READ_MESSAGE),
        IsLegalReader(audience, role) && audience != v1::AUDIENCE_TYPE_OFFICER);
  });
}

TEST_F(BaselineActionsTest, ElevenKindsOfBodiesAttendAndReleaseItems) {
  std::set<v1::AudienceType> attending;
  ForEach([&](auto audience, auto role, auto relation) {
    const bool attends =
        Allows(audience, role, relation, v1::ACTION_ATTEND_MEETING);
    EXPECT_EQ(attends,
              Allows(audience, role, relation, v1::ACTION_RELEASE_ITEM));
    if (attends) attending.insert(audience);
  });
  EXPECT_EQ(attending.size(), 11u);
  EXPECT_TRUE(attending.contains(v1::AUDIENCE_TYPE_EXT_SUP));
  EXPECT_FALSE(attending.contains(v1::AUDIENCE_TYPE_POLICE));
}

TEST_F(BaselineActionsTest, ObserversDraftNothingButTheSupervisorsNotes) {
  ForEach([&](auto audience, auto role, auto relation) {
    if (relation != v1::RELATION_OBSERVER) return;
    EXPECT_EQ(Allows(audience, role, relation, v1::ACTION_DRAFT_SECTION),
              role == v1::ROLE_SV_PSYCHIATRIST &&
                  audience == v1::AUDIENCE_TYPE_EXT_SUP);
  });
}

TEST_F(BaselineActionsTest, EverybodyWhoWorksWithFamiliesRecordsAWithdrawal) {
  ForEach([&](auto audience, auto role, auto relation) {
    if (!Allows(audience, role, relation, v1::ACTION_GRANT_CONSENT)) return;
    EXPECT_TRUE(Allows(audience, role, relation, v1::ACTION_WITHDRAW_CONSENT));
    EXPECT_TRUE(Allows(audience, role, relation, v1::ACTION_RECORD_INQUIRY));
  });
  EXPECT_TRUE(Allows(v1::AUDIENCE_TYPE_OB_HOSP, v1::ROLE_MSW,
                     v1::RELATION_MEMBER, v1::ACTION_WITHDRAW_CONSENT));
}

}  // namespace
}  // namespace tasuki::policy
