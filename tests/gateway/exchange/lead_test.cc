// Lead and rank are owned jointly (SR-08).
#include "gateway/consent/calendar.h"
#include "gateway/exchange/relation.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr v1::LeadProposalState kOpen = v1::LEAD_PROPOSAL_STATE_PROPOSED;
constexpr v1::LeadProposalState kAgreed = v1::LEAD_PROPOSAL_STATE_AGREED;

// A case that maternal health leads, with family support on it.
class LeadTest : public ::testing::Test {
 protected:
  LeadTest() : opening_(PlayOpening(world_)) {
    EXPECT_THAT(Reclassify(world_, World::Nurse(), opening_.a_case,
                           v1::CASE_CLASS_PROTECTION)
                    .status,
                IsOk());
    AddFamilySupport(world_, opening_);
  }
  // From now on the guidance centre works on it, and both bodies confirm.
  void ShareIt() {
    EXPECT_THAT(world_
                    .Call(Coordinator(), "CaseService/RegisterInCouncil",
                          Registration(opening_.a_case, {kGuidance}))
                    .status,
                IsOk());
  }
  std::string Lead() {
    return LeadOf(StoredCase(world_, opening_.a_case)).party();
  }
  v1::Urgency Urgency(const World::Person& person = World::Nurse()) {
    return LeadFor(world_, person, opening_.a_case).current().urgency();
  }
  std::vector<v1::MessageHeader> Notices(const World::Person& person) {
    std::vector<v1::MessageHeader> notices;
    const auto inbox = InboxOf(world_, person);
    for (const v1::MessageHeader& header : inbox.messages()) {
      if (header.kind() == v1::MESSAGE_KIND_LEAD_NOTICE) {
        notices.push_back(header);
      }
    }
    return notices;
  }

  World world_;
  Opening opening_;
};

TEST_F(LeadTest, RankOfACaseOfTheCityAloneIsInForceAtOnce) {
  const auto proposed = Proposed(world_, World::Nurse(), opening_.a_case,
                                 Terms(kMaternal, v1::URGENCY_B));
  EXPECT_EQ(proposed.state(), kAgreed);
  const v1::GetLeadResponse shown =
      LeadFor(world_, World::Nurse(), opening_.a_case);
  EXPECT_EQ(shown.current().lead(), kMaternal);
  EXPECT_EQ(shown.current().rank(), v1::RANK_TWO);
  EXPECT_EQ(shown.current().urgency(), v1::URGENCY_B);
  EXPECT_EQ(shown.current().severity(), v1::SEVERITY_SEVERE);
  ASSERT_EQ(shown.proposals_size(), 1);
  EXPECT_EQ(shown.proposals(0).name(), proposed.proposal());
  EXPECT_EQ(shown.proposals(0).reason(), "REASON-MARK");
  const v1::CaseManagement record =
      ManagementFor(world_, World::Nurse(), opening_.a_case);
  EXPECT_EQ(record.rank(), v1::RANK_TWO);
  ASSERT_EQ(record.rank_changes_size(), 1);
  EXPECT_EQ(record.rank_changes(0).changed_by(), kMaternal);
}

TEST_F(LeadTest, NewLeadAgreesBeforeItLeads) {
  const auto proposed = Proposed(world_, World::Nurse(), opening_.a_case,
                                 Terms(kFamily, v1::URGENCY_B));
  EXPECT_EQ(proposed.state(), kOpen);
  EXPECT_EQ(Lead(), kMaternal);
  const auto notices = Notices(World::Worker());
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].lead_proposal(), proposed.proposal());
  EXPECT_EQ(notices[0].sender(), "");
  // Whoever proposed it does not agree to it.
  EXPECT_THAT(Agree(world_, World::Nurse(), proposed.proposal()).status,
              StatusIs(StatusCode::kNotFound));
  ASSERT_THAT(Agree(world_, World::Worker(), proposed.proposal()).status,
              IsOk());
  EXPECT_EQ(Lead(), kFamily);
  const v1::CaseRow row = StoredCase(world_, opening_.a_case);
  EXPECT_EQ(std::count_if(row.team().begin(), row.team().end(),
                          [](const v1::TeamEntry& entry) {
                            return entry.relation() == v1::RELATION_LEAD &&
                                   entry.to() == 0;
                          }),
            1);
  // The one before stays on the team, and leads no more.
  EXPECT_THAT(ReadCase(world_, World::Nurse(), opening_.a_case).status, IsOk());
  EXPECT_THAT(Close(world_, World::Nurse(), opening_.a_case).status,
              StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(ManagementFor(world_, World::Worker(), opening_.a_case).lead(),
            kFamily);
  EXPECT_EQ(Notices(World::Nurse()).size(), 1u);
  EXPECT_THAT(Agree(world_, World::Worker(), proposed.proposal()).status,
              Not(IsOk()));
}

TEST_F(LeadTest, OverseerListsACaseOnceAfterItsLeadChanged) {
  const auto proposed = Proposed(world_, World::Nurse(), opening_.a_case,
                                 Terms(kFamily, v1::URGENCY_B));
  ASSERT_THAT(Agree(world_, World::Worker(), proposed.proposal()).status,
              IsOk());
  v1::ListCasesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  for (const World::Person& person : {World::Chief(), Coordinator()}) {
    EXPECT_THAT(
        world_.Ask<v1::ListCasesResponse>(person, "CaseService/ListCases", list)
            .cases(),
        ElementsAre(opening_.a_case))
        << person.id;
  }
}

TEST_F(LeadTest, ProtectionCaseOfBothNeedsBothBodies) {
  ShareIt();
  const auto proposed = Proposed(world_, World::Nurse(), opening_.a_case,
                                 Terms(kMaternal, v1::URGENCY_B));
  EXPECT_EQ(proposed.state(), kOpen);
  EXPECT_EQ(LeadFor(world_, World::Nurse(), opening_.a_case).current().rank(),
            v1::RANK_UNSPECIFIED);
  ASSERT_EQ(Notices(Officer()).size(), 1u);
  // Another unit of the same body is not the other body.
  EXPECT_THAT(Agree(world_, World::Worker(), proposed.proposal()).status,
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Agree(world_, World::Chief(), proposed.proposal()).status,
              StatusIs(StatusCode::kNotFound));
  ASSERT_THAT(Agree(world_, Officer(), proposed.proposal()).status, IsOk());
  EXPECT_EQ(LeadFor(world_, World::Nurse(), opening_.a_case).current().rank(),
            v1::RANK_TWO);
  const v1::CaseManagement record =
      ManagementFor(world_, World::Nurse(), opening_.a_case);
  ASSERT_EQ(record.rank_changes_size(), 1);
  EXPECT_EQ(record.rank_changes(0).city_agrees(), v1::ANSWER_YES);
  EXPECT_EQ(record.rank_changes(0).cgc_agrees(), v1::ANSWER_YES);
}

TEST_F(LeadTest, GuidanceCentreTakesTheLeadWhenTheCityAgrees) {
  ShareIt();
  const auto proposed = Proposed(world_, Officer(), opening_.a_case,
                                 Terms(kGuidance, v1::URGENCY_AA));
  EXPECT_EQ(Lead(), kMaternal);
  ASSERT_THAT(Agree(world_, World::Nurse(), proposed.proposal()).status,
              IsOk());
  EXPECT_EQ(Lead(), kGuidance);
  EXPECT_THAT(ReadCase(world_, Officer(), opening_.a_case).status, IsOk());
  EXPECT_EQ(Urgency(Officer()), v1::URGENCY_AA);
  // A support case is the city's.
  EXPECT_THAT(
      Reclassify(world_, Officer(), opening_.a_case, v1::CASE_CLASS_SUPPORT)
          .status,
      StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(LeadTest, DisagreementKeepsBothViewsAndTellsTheCoordinator) {
  ShareIt();
  const auto proposed = Proposed(world_, World::Nurse(), opening_.a_case,
                                 Terms(kMaternal, v1::URGENCY_C));
  ASSERT_THAT(Decline(world_, Officer(), proposed.proposal(),
                      Terms(kMaternal, v1::URGENCY_A))
                  .status,
              IsOk());
  const v1::GetLeadResponse shown =
      LeadFor(world_, World::Nurse(), opening_.a_case);
  ASSERT_EQ(shown.proposals_size(), 1);
  EXPECT_EQ(shown.proposals(0).state(), v1::LEAD_PROPOSAL_STATE_DISPUTED);
  EXPECT_EQ(shown.proposals(0).proposed().urgency(), v1::URGENCY_C);
  EXPECT_EQ(shown.proposals(0).other_view().urgency(), v1::URGENCY_A);
  EXPECT_EQ(shown.proposals(0).answer_reason(), "VIEW-MARK");
  EXPECT_EQ(shown.proposals(0).answered_by(), kGuidance);
  EXPECT_EQ(shown.current().urgency(), v1::URGENCY_A);
  const auto told = Notices(Coordinator());
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back().lead_proposal(), proposed.proposal());
  EXPECT_EQ(told.back().need(), "");
  const v1::CaseManagement record =
      ManagementFor(world_, World::Nurse(), opening_.a_case);
  ASSERT_EQ(record.rank_changes_size(), 2);
  EXPECT_EQ(record.rank_changes(0).city_agrees(), v1::ANSWER_YES);
  EXPECT_EQ(record.rank_changes(0).cgc_agrees(), v1::ANSWER_NO);
  EXPECT_EQ(record.rank_changes(1).city_agrees(), v1::ANSWER_NO);
  EXPECT_EQ(record.rank_changes(1).cgc_agrees(), v1::ANSWER_YES);
  // Declined once; it may still come round.
  EXPECT_THAT(Decline(world_, Officer(), proposed.proposal(),
                      Terms(kMaternal, v1::URGENCY_A))
                  .status,
              StatusIs(StatusCode::kFailedPrecondition));
  ASSERT_THAT(Agree(world_, Officer(), proposed.proposal()).status, IsOk());
  EXPECT_EQ(Urgency(), v1::URGENCY_C);
}

TEST_F(LeadTest, HigherUrgencyAppliesMeanwhile) {
  ASSERT_EQ(Proposed(world_, World::Nurse(), opening_.a_case,
                     Terms(kMaternal, v1::URGENCY_B))
                .state(),
            kAgreed);
  ShareIt();
  Proposed(world_, World::Nurse(), opening_.a_case,
           Terms(kMaternal, v1::URGENCY_D));
  EXPECT_EQ(Urgency(), v1::URGENCY_B);
  const auto higher = Proposed(world_, Officer(), opening_.a_case,
                               Terms(kMaternal, v1::URGENCY_AA));
  EXPECT_EQ(Urgency(), v1::URGENCY_AA);
  EXPECT_EQ(ManagementFor(world_, World::Nurse(), opening_.a_case).urgency(),
            v1::URGENCY_AA);
  // The one before it was replaced, and nobody can answer it any more.
  const v1::GetLeadResponse shown =
      LeadFor(world_, World::Nurse(), opening_.a_case);
  ASSERT_EQ(shown.proposals_size(), 3);
  EXPECT_EQ(shown.proposals(0).name(), higher.proposal());
  EXPECT_EQ(shown.proposals(1).state(), v1::LEAD_PROPOSAL_STATE_REPLACED);
  EXPECT_THAT(Agree(world_, Officer(), shown.proposals(1).name()).status,
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(LeadTest, ReviewIsDueByUrgencyAndNeverBeyondThreeMonths) {
  const absl::CivilDay today = consent::DayInJapan(world_.clock().Now());
  const auto due = [&] {
    return consent::DayInJapan(absl::FromUnixSeconds(
               LeadFor(world_, World::Nurse(), opening_.a_case)
                   .next_review_by())) -
           1;
  };
  const absl::CivilDay three_months(2027, 2, today.day());
  EXPECT_EQ(due(), three_months);
  const std::vector<std::pair<v1::Urgency, absl::CivilDay>> kDue = {
      {v1::URGENCY_AA, today + 7},
      {v1::URGENCY_A, absl::CivilDay(2026, 12, today.day())},
      {v1::URGENCY_B, absl::CivilDay(2027, 1, today.day())},
      {v1::URGENCY_C, three_months},
      {v1::URGENCY_D, three_months}};
  for (const auto& [urgency, day] : kDue) {
    Proposed(world_, World::Nurse(), opening_.a_case,
             Terms(kMaternal, urgency));
    EXPECT_EQ(due(), day) << urgency;
  }
}

TEST_F(LeadTest, WhatACallerIsNotShownOfTheCaseItIsNotToldHere) {
  Proposed(world_, World::Nurse(), opening_.a_case,
           Terms(kMaternal, v1::URGENCY_B));
  // Family support reads the reduced edition: lead and rank, no reasons.
  const Release reduced = AskLead(world_, World::Worker(), opening_.a_case);
  const v1::CaseManagement shown =
      ManagementFor(world_, World::Worker(), opening_.a_case);
  if (shown.rank() == v1::RANK_UNSPECIFIED) {
    EXPECT_THAT(reduced.status, StatusIs(StatusCode::kNotFound));
  } else {
    v1::GetLeadResponse response;
    response.ParseFromString(reduced.response);
    EXPECT_EQ(response.current().rank(), shown.rank());
    const bool tells_reasons = !shown.rank_changes().empty() &&
                               !shown.rank_changes(0).reason().empty();
    EXPECT_EQ(response.proposals().empty(), !tells_reasons);
  }
  const Release hidden = AskLead(world_, SocialWorker(), opening_.a_case);
  EXPECT_THAT(hidden.status, StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(Outward(hidden),
            Outward(AskLead(world_, SocialWorker(),
                            std::string("cases/") + kAbsentId)));
}

TEST_F(LeadTest, ProposalThatIsHiddenEqualsNone) {
  const auto proposed = Proposed(world_, World::Nurse(), opening_.a_case,
                                 Terms(kFamily, v1::URGENCY_B));
  const std::string absent = std::string("leads/") + kAbsentId;
  for (const World::Person& person :
       {Officer(), World::Therapist(), SocialWorker()}) {
    EXPECT_EQ(Outward(Agree(world_, person, proposed.proposal())),
              Outward(Agree(world_, person, absent)));
    EXPECT_EQ(Outward(Decline(world_, person, proposed.proposal(),
                              Terms(kFamily, v1::URGENCY_B))),
              Outward(Decline(world_, person, absent,
                              Terms(kFamily, v1::URGENCY_B))));
  }
}

TEST_F(LeadTest, HistoryBeforeAnUpgradeIsNotToldByTheCase) {
  ASSERT_THAT(Reclassify(world_, World::Nurse(), opening_.a_case,
                         v1::CASE_CLASS_SUPPORT)
                  .status,
              IsOk());
  Proposed(world_, World::Nurse(), opening_.a_case,
           Terms(kMaternal, v1::URGENCY_B));
  ASSERT_THAT(Reclassify(world_, World::Nurse(), opening_.a_case,
                         v1::CASE_CLASS_PROTECTION)
                  .status,
              IsOk());
  EXPECT_THAT(LeadFor(world_, World::Nurse(), opening_.a_case).proposals(),
              IsEmpty());
  EXPECT_EQ(Urgency(), v1::URGENCY_B);
  Proposed(world_, World::Nurse(), opening_.a_case,
           Terms(kMaternal, v1::URGENCY_A));
  EXPECT_EQ(LeadFor(world_, World::Nurse(), opening_.a_case).proposals_size(),
            1);
}

TEST_F(LeadTest, TermsThatCannotStandAreRefused) {
  const auto status = [&](const v1::LeadTerms& terms) {
    return Propose(world_, World::Nurse(), opening_.a_case, terms).status;
  };
  EXPECT_THAT(status(Terms(kDevelopment, v1::URGENCY_B)),
              StatusIs(StatusCode::kFailedPrecondition));
  AddToTeam(world_, opening_, kHospital, v1::RELATION_MEMBER);
  EXPECT_THAT(status(Terms(kHospital, v1::URGENCY_B)),
              StatusIs(StatusCode::kFailedPrecondition));
  // A third party gives nobody's lead away.
  AddToTeam(world_, opening_, kDevelopment, v1::RELATION_MEMBER);
  EXPECT_THAT(Propose(world_, World::Worker(), opening_.a_case,
                      Terms(kDevelopment, v1::URGENCY_B))
                  .status,
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(Lead(), kMaternal);
}

TEST_F(LeadTest, MalformedTermsAreNamed) {
  const auto refused = [&](v1::LeadTerms terms, const std::string& reason,
                           const char* field) {
    for (const Release& release :
         {Propose(world_, World::Nurse(), opening_.a_case, terms, reason)}) {
      EXPECT_THAT(release.status, StatusIs(StatusCode::kInvalidArgument));
      EXPECT_THAT(std::string(release.status.message()), HasSubstr(field));
      EXPECT_THAT(std::string(release.status.message()),
                  Not(HasSubstr("SENTINEL")));
    }
  };
  const v1::LeadTerms good = Terms(kMaternal, v1::URGENCY_B);
  refused(Terms("SENTINEL", v1::URGENCY_B), "why", "terms.lead");
  refused(Terms(kMaternal, v1::URGENCY_UNSPECIFIED), "why", "terms.urgency");
  refused(Terms(kMaternal, static_cast<v1::Urgency>(99)), "why",
          "terms.urgency");
  v1::LeadTerms bad = good;
  bad.set_rank(static_cast<v1::Rank>(99));
  refused(bad, "why", "terms.rank");
  bad = good;
  bad.set_severity(static_cast<v1::Severity>(99));
  refused(bad, "why", "terms.severity");
  refused(good, "", "reason");
  refused(good, std::string(401, 'x'), "reason");
  refused(good, "SENTINEL\x01", "reason");
  EXPECT_EQ(StoredCase(world_, opening_.a_case).lead_proposal(), "");
}

}  // namespace
}  // namespace tasuki::exchange
