#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// One consent for the whole team (#8: c2), recorded by one of its holders.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Release Acknowledge(World& world, const World::Person& person,
                    const std::string& consent) {
  v1::AcknowledgeConsentRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_name(consent);
  return world.Call(person, "ConsentService/AcknowledgeConsent", request);
}

Release ReadConsent(World& world, const World::Person& person,
                    const std::string& consent) {
  v1::GetConsentRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_name(consent);
  return world.Call(person, "ConsentService/GetConsent", request);
}

// City, hospital and service share among themselves.
v1::ConsentTerms TeamTerms(World& world, const Opening& opening) {
  v1::ConsentTerms terms =
      TermsFor(world, opening.subject, kMaternal, kMaternal);
  for (const char* party : {kHospital, kNpo}) {
    terms.add_holders(party);
    terms.add_recipients(party);
  }
  terms.add_purposes(v1::PURPOSE_MEDICAL_CARE);
  v1::ConsentItem& full = *terms.add_items();
  full.set_level(v1::LEVEL_FULL);
  for (const v1::Category category :
       {v1::CATEGORY_C01, v1::CATEGORY_C03, v1::CATEGORY_C07}) {
    full.add_categories(category);
  }
  return terms;
}

struct Team {
  Opening opening;
  std::string consent;
  std::string section;  // the hospital's, in the case
};

Team WithTeamConsent(World& world) {
  Team team;
  team.opening = PlayOpening(world);
  team.consent = Grant(world, World::Nurse(), TeamTerms(world, team.opening));
  AddToTeam(world, team.opening, kHospital, v1::RELATION_MEMBER);
  team.section = InCase(world, SocialWorker(), team.opening, Pregnancy());
  return team;
}

bool NurseSeesPregnancy(World& world, const Team& team) {
  const Release release = ReadCase(world, World::Nurse(), team.opening.a_case);
  EXPECT_THAT(release.status, IsOk());
  return release.response.find("2027-01-20") != std::string::npos;
}

TEST(ConsentHoldersTest, OpensNothingOfAHolderThatHasNotConfirmed) {
  World world;
  const Team team = WithTeamConsent(world);
  EXPECT_FALSE(NurseSeesPregnancy(world, team));
  ASSERT_THAT(Acknowledge(world, SocialWorker(), team.consent).status, IsOk());
  EXPECT_TRUE(NurseSeesPregnancy(world, team));
}

TEST(ConsentHoldersTest, OpensWhatTheRecorderHoldsAtOnce) {
  World world;
  const Opening opening = PlayOpening(world);
  Grant(world, World::Nurse(), TeamTerms(world, opening));
  AddToTeam(world, opening, kHospital, v1::RELATION_MEMBER);
  InCase(world, World::Nurse(), opening, Pregnancy());
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_MEDICAL_CARE);
  get.set_name(opening.a_case);
  const Release release =
      world.Call(SocialWorker(), "CaseService/GetCase", get);
  ASSERT_THAT(release.status, IsOk());
  EXPECT_THAT(release.response, HasSubstr("2027-01-20"));
}

TEST(ConsentHoldersTest, OtherHoldersAreAskedToConfirm) {
  World world;
  const Team team = WithTeamConsent(world);
  for (const World::Person& person : {SocialWorker(), Counsellor()}) {
    const v1::ListMessagesResponse inbox = InboxOf(world, person);
    ASSERT_EQ(inbox.messages_size(), 1);
    EXPECT_EQ(inbox.messages(0).kind(), v1::MESSAGE_KIND_CONSENT_NOTICE);
    EXPECT_EQ(inbox.messages(0).consent(), team.consent);
    // Asked to confirm the same, it sees all of what she agreed to.
    v1::GetConsentResponse seen;
    seen.ParseFromString(ReadConsent(world, person, team.consent).response);
    EXPECT_THAT(seen.terms().recipients(),
                ElementsAre(kMaternal, kHospital, kNpo));
  }
  const v1::ListMessagesResponse own = InboxOf(world, World::Nurse());
  for (const v1::MessageHeader& header : own.messages()) {
    EXPECT_NE(header.kind(), v1::MESSAGE_KIND_CONSENT_NOTICE);
  }
}

// A holder that never heard of her and is to receive nothing does not hear of
// her by the consent; how many did hear is not the recorder's to count.
TEST(ConsentHoldersTest, HolderThatNeverHeardOfHerHearsNothing) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ConsentTerms terms = TeamTerms(world, opening);
  terms.add_holders(kGuidance);
  const std::string consent = Grant(world, World::Nurse(), terms);
  EXPECT_EQ(InboxOf(world, Officer()).messages_size(), 0);
  const Release hidden = ReadConsent(world, Officer(), consent);
  EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Outward(hidden),
            Outward(ReadConsent(world, Officer(),
                                std::string("consents/") + kAbsentId)));
}

size_t Entries(World& world) {
  const auto leaves = world.log().List(0, 1000);
  return leaves.ok() ? leaves->size() : 0;
}

TEST(ConsentHoldersTest, TakesAsManyEntriesWhoeverHadHeardOfHer) {
  size_t taken[2] = {};
  for (const bool told : {false, true}) {
    World world;
    const Opening opening = PlayOpening(world);
    if (told) AddToTeam(world, opening, kGuidance, v1::RELATION_MEMBER);
    v1::ConsentTerms terms = TeamTerms(world, opening);
    terms.add_holders(kGuidance);
    terms.add_recipients(kNursery);
    const size_t before = Entries(world);
    const std::string consent = Grant(world, World::Nurse(), terms);
    v1::WithdrawConsentRequest withdraw;
    *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    withdraw.set_name(consent);
    ASSERT_THAT(
        world.Call(World::Nurse(), "ConsentService/WithdrawConsent", withdraw)
            .status,
        IsOk());
    taken[told ? 1 : 0] = Entries(world) - before;
  }
  EXPECT_EQ(taken[0], taken[1]);
}

TEST(ConsentHoldersTest, IsNobodyElsesToConfirm) {
  World world;
  const Team team = WithTeamConsent(world);
  const std::string absent = std::string("consents/") + kAbsentId;
  for (const World::Person& person : {World::Worker(), Officer()}) {
    const Release hidden = Acknowledge(world, person, team.consent);
    EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_EQ(Outward(hidden), Outward(Acknowledge(world, person, absent)));
  }
  // A recipient reads the consent, and confirms nothing.
  EXPECT_THAT(Acknowledge(world, World::Nurse(), team.opening.consent).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_FALSE(NurseSeesPregnancy(world, team));
}

TEST(ConsentHoldersTest, ConfirmingAgainChangesNothing) {
  World world;
  const Team team = WithTeamConsent(world);
  for (const World::Person& person :
       {SocialWorker(), SocialWorker(), World::Nurse()}) {
    EXPECT_THAT(Acknowledge(world, person, team.consent).status, IsOk());
  }
  EXPECT_TRUE(NurseSeesPregnancy(world, team));
}

TEST(ConsentHoldersTest, WithdrawnOrEndedConsentCannotBeConfirmed) {
  World world;
  const Team team = WithTeamConsent(world);
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(team.consent);
  ASSERT_THAT(
      world.Call(SocialWorker(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  EXPECT_EQ(CodeShown(Acknowledge(world, SocialWorker(), team.consent)),
            v1::REFUSAL_CODE_CONSENT_WITHDRAWN);
  const std::string second =
      Grant(world, World::Nurse(), TeamTerms(world, team.opening));
  world.clock().Advance(absl::Hours(24 * 91));
  EXPECT_EQ(CodeShown(Acknowledge(world, SocialWorker(), second)),
            v1::REFUSAL_CODE_CONSENT_EXPIRED);
}

TEST(ConsentHoldersTest, WithdrawalClosesWhatAHolderHadConfirmed) {
  World world;
  const Team team = WithTeamConsent(world);
  ASSERT_THAT(Acknowledge(world, SocialWorker(), team.consent).status, IsOk());
  ASSERT_TRUE(NurseSeesPregnancy(world, team));
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(team.consent);
  ASSERT_THAT(
      world.Call(World::Nurse(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  EXPECT_FALSE(NurseSeesPregnancy(world, team));
}

// #10: what she did not tick stays at the hospital.
TEST(ConsentHoldersTest, SenderLearnsWhetherItsOwnConfirmationIsMissing) {
  World world;
  const Team team = WithTeamConsent(world);
  const v1::SendMessageRequest send =
      MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, team.opening.subject,
                {team.section});
  EXPECT_EQ(CodeShown(Send(world, SocialWorker(), send)),
            v1::REFUSAL_CODE_CONSENT_ABSENT);
  ASSERT_THAT(Acknowledge(world, SocialWorker(), team.consent).status, IsOk());
  EXPECT_THAT(Send(world, SocialWorker(), send).status, IsOk());
  const std::string beyond =
      InCase(world, SocialWorker(), team.opening, Profile());
  const Release refused =
      Send(world, SocialWorker(),
           MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION,
                     team.opening.subject, {beyond}));
  EXPECT_EQ(CodeShown(refused), v1::REFUSAL_CODE_CONSENT_SCOPE);
}

TEST(ConsentHoldersTest, PreviewShowsTheJoinOverAllHolders) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = TeamTerms(world, opening);
  const auto seen = world.Ask<v1::PreviewConsentResponse>(
      World::Nurse(), "ConsentService/PreviewConsent", preview);
  ASSERT_THAT(world.last_status(), IsOk());
  // What maternal health would see comes from the hospital alone.
  v1::Level pregnancy = v1::LEVEL_WITHHELD;
  for (const v1::ConsentView& view : seen.views()) {
    if (view.party() != kMaternal || view.through_centre()) continue;
    for (const v1::CategoryDisclosure& one : view.categories()) {
      if (one.category() == v1::CATEGORY_C07) pregnancy = one.level();
    }
  }
  EXPECT_EQ(pregnancy, v1::LEVEL_FULL);
}

TEST(ConsentHoldersTest, ConferenceNeedsASeriesOfWhichTheRecorderIsAMember) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = TeamTerms(world, opening);
  v1::ConsentTerms& terms = *preview.mutable_terms();
  const auto refused = [&] {
    const Release release =
        world.Call(World::Nurse(), "ConsentService/PreviewConsent", preview);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()),
                HasSubstr("terms.series"));
  };
  terms.add_series(std::string("conferences/") + kAbsentId);
  refused();  // a series without the purpose
  terms.add_purposes(v1::PURPOSE_CONFERENCE);
  refused();  // no such series
  terms.clear_series();
  refused();  // no series
}

}  // namespace
}  // namespace tasuki::exchange
