#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// One consent for the whole team (#8: c2), recorded by one of its holders.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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

v1::GetConsentResponse Seen(World& world, const World::Person& person,
                            const std::string& consent) {
  const Release release = ReadConsent(world, person, consent);
  EXPECT_THAT(release.status, IsOk());
  v1::GetConsentResponse seen;
  seen.ParseFromString(release.response);
  return seen;
}

void ExpectHidden(World& world, const World::Person& person,
                  const std::string& consent) {
  const Release hidden = ReadConsent(world, person, consent);
  EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Outward(hidden),
            Outward(ReadConsent(world, person,
                                std::string("consents/") + kAbsentId)));
}

void EndEntry(World& world, const Opening& opening, const std::string& party) {
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening.a_case);
  end.set_party(party);
  ASSERT_THAT(
      world.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
}

TEST(ConsentHoldersTest, RecipientReadsWhatItMayUseAndNotHowSheSaidIt) {
  World world;
  const Opening opening = PlayOpening(world, {kMaternal, kFamily});
  const v1::GetConsentResponse whole =
      Seen(world, Counsellor(), opening.consent);
  EXPECT_THAT(whole.terms().holders(), ElementsAre(kNpo));
  EXPECT_FALSE(whole.terms().text_version().empty());
  const v1::GetConsentResponse part =
      Seen(world, World::Nurse(), opening.consent);
  v1::ConsentTerms usable;
  usable.set_subject(opening.subject);
  usable.add_recipients(kMaternal);
  *usable.mutable_items() = whole.terms().items();
  *usable.mutable_purposes() = whole.terms().purposes();
  usable.set_onward_rule(whole.terms().onward_rule());
  usable.set_valid_until(whole.terms().valid_until());
  EXPECT_EQ(part.terms().SerializeAsString(), usable.SerializeAsString());
}

TEST(ConsentHoldersTest, ReadingAConsentIsLoggedAsADisclosureOfIt) {
  World world;
  const Opening opening = PlayOpening(world);
  for (const World::Person& person : {Counsellor(), World::Nurse()}) {
    const v1::Disclosure disclosure =
        Seen(world, person, opening.consent).disclosure();
    ASSERT_EQ(disclosure.categories_size(), 1);
    EXPECT_EQ(disclosure.categories(0).category(), v1::CATEGORY_C28);
  }
  // For a purpose that opens no consent there is none.
  v1::GetConsentRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
  request.set_name(opening.consent);
  EXPECT_THAT(
      world.Call(World::Nurse(), "ConsentService/GetConsent", request).status,
      StatusIs(absl::StatusCode::kNotFound));
}

// SR-19: to who is off the team her consents are what the case is.
TEST(ConsentHoldersTest, WhoLeftTheTeamReadsNoConsentAsHolderOrRecipient) {
  World world;
  const Opening opening = PlayOpening(world, {kMaternal, kFamily});
  AddFamilySupport(world, opening);
  v1::ConsentTerms terms = TeamTerms(world, opening);
  terms.add_holders(kFamily);
  const std::string as_holder = Grant(world, World::Nurse(), terms);
  EXPECT_THAT(Seen(world, World::Worker(), as_holder).terms().holders(),
              ElementsAre(kMaternal, kHospital, kNpo, kFamily));
  EXPECT_THAT(
      Seen(world, World::Worker(), opening.consent).terms().recipients(),
      ElementsAre(kFamily));
  EndEntry(world, opening, kFamily);
  world.clock().Advance(absl::Seconds(1));
  ExpectHidden(world, World::Worker(), as_holder);
  ExpectHidden(world, World::Worker(), opening.consent);
}

// Who was sent word and took nothing over has nothing to look up; who holds a
// copy learns whether it may still be used.
TEST(ConsentHoldersTest, RecipientOffTheTeamReadsItsPartOnlyWithACopy) {
  World world;
  const std::string subject = Registered(world, Counsellor());
  v1::ConsentTerms terms = TermsFor(world, subject, kNpo, kMaternal);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C05);
  const std::string consent = Grant(world, Counsellor(), terms);
  const std::string section =
      Confirmed(world, Counsellor(), DraftOf(subject, Profile()));
  const std::string message = Sent(
      world, Counsellor(),
      MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, subject, {section}));
  ExpectHidden(world, World::Nurse(), consent);
  Accepted(world, World::Nurse(), message);
  EXPECT_THAT(Seen(world, World::Nurse(), consent).terms().holders(),
              IsEmpty());
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(consent);
  ASSERT_THAT(
      world.Call(Counsellor(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  EXPECT_EQ(Seen(world, World::Nurse(), consent).state(),
            v1::CONSENT_STATE_WITHDRAWN);
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
