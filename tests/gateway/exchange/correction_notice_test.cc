#include "absl/strings/str_cat.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/conference_setting.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Who is told that a statement was corrected or taken back (SR-23).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

v1::Record ClinicSays(const std::string& clinic) {
  v1::Record record;
  record.mutable_pregnancy()->set_gestational_age("31w2d");
  record.mutable_pregnancy()->set_clinic(clinic);
  return record;
}

v1::GetMessageResponse MessageFor(World& world, const World::Person& person,
                                  const std::string& name) {
  const Release release = ReadMessage(world, person, name);
  EXPECT_THAT(release.status, IsOk());
  v1::GetMessageResponse response;
  response.ParseFromString(release.response);
  return response;
}

// A pregnancy that maternal health wrote down. The overseer reads it in the
// case, child development in a message, family support takes a copy over, and
// the hospital sees it on a screen. The service is on the team and is told that
// there is something.
class ReadInFourWays : public ::testing::Test {
 protected:
  ReadInFourWays() {
    AddFamilySupport(world_, room_.opening);
    for (const char* party : {kNpo, kDevelopment}) {
      AddToTeam(world_, room_.opening, party, v1::RELATION_MEMBER);
    }
    room_.ConsentOfAll();
    section_ = room_.Confirm(ClinicSays("OLD-MARK"));
  }

  std::string SendTo(const char* party) {
    return Sent(world_, World::Nurse(),
                MessageTo(party, v1::MESSAGE_KIND_INFORMATION,
                          room_.opening.subject, {section_}));
  }
  void ReadInTheCase() {
    v1::GetCaseRequest get;
    *get.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    get.set_name(room_.opening.a_case);
    EXPECT_THAT(
        world_.Call(World::Chief(), "CaseService/GetCase", get).response,
        HasSubstr(section_));
    EXPECT_THAT(ReadCase(world_, World::Npo(), room_.opening.a_case).response,
                Not(HasSubstr(section_)));
  }
  void ReadInAMessage() {
    EXPECT_THAT(
        MessageFor(world_, World::Therapist(), SendTo(kDevelopment)).sections(),
        SizeIs(1));
  }
  void TakeACopy() {
    copy_ = Accepted(world_, World::Worker(), SendTo(kFamily)).front();
  }
  void SeeOnTheScreen() {
    room_.Share(section_);
    ASSERT_THAT(room_.Open(room_.meeting), IsOk());
    room_.Enter(World::Nurse());
    room_.Enter(SocialWorker());
    EXPECT_THAT(room_.Screen(SocialWorker()).items(), SizeIs(1));
  }
  void ReadInEveryWay() {
    ReadInTheCase();
    ReadInAMessage();
    TakeACopy();
    SeeOnTheScreen();
  }
  size_t Entries() { return world_.log().List(0, 10000)->size(); }

  ConferenceSetting room_;
  World& world_ = room_.world;
  std::string section_, copy_;
};

TEST_F(ReadInFourWays, Sr23EachReaderGetsOneNoticeAndNobodyElseAny) {
  ReadInEveryWay();
  ReadInTheCase();  // twice is once
  Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  for (const World::Person& person :
       {World::Chief(), World::Therapist(), World::Worker(), SocialWorker()}) {
    EXPECT_THAT(NoticesTo(world_, person), SizeIs(1)) << person.party;
  }
  for (const World::Person& person :
       {World::Nurse(), World::Npo(), Officer()}) {
    EXPECT_THAT(NoticesTo(world_, person), IsEmpty()) << person.party;
  }
}

TEST_F(ReadInFourWays, ANoticeIsOnlyForTheWayInWhichItWasRead) {
  ReadInAMessage();
  Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  EXPECT_THAT(NoticesTo(world_, World::Therapist()), SizeIs(1));
  for (const World::Person& person :
       {World::Worker(), World::Chief(), SocialWorker()}) {
    EXPECT_THAT(NoticesTo(world_, person), IsEmpty()) << person.party;
  }
}

TEST_F(ReadInFourWays, TheNoticeShowsWhatTheReaderMaySeeNow) {
  ReadInEveryWay();
  const std::string next =
      Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  const v1::MessageHeader header = NoticesTo(world_, World::Worker()).front();
  EXPECT_EQ(header.sender(), kMaternal);
  EXPECT_EQ(header.subject(), room_.opening.subject);
  EXPECT_THAT(header.replaced(), ElementsAre(section_));
  const auto notice = MessageFor(world_, World::Worker(), header.name());
  ASSERT_THAT(notice.sections(), SizeIs(1));
  EXPECT_EQ(notice.sections(0).name(), next);
  EXPECT_THAT(notice.sections(0).record().pregnancy().gestational_age(),
              Not(IsEmpty()));
  EXPECT_THAT(notice.sections(0).record().pregnancy().clinic(), IsEmpty());
}

// To whom she is an alias of the day the notice says neither who she is nor
// which statement it was.
TEST_F(ReadInFourWays, WhoSawAScreenIsNotToldWhoseItWas) {
  SeeOnTheScreen();
  Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  const v1::MessageHeader header = NoticesTo(world_, SocialWorker()).front();
  EXPECT_THAT(header.subject(), IsEmpty());
  EXPECT_THAT(header.replaced(), IsEmpty());
  EXPECT_THAT(header.case_(), IsEmpty());
  EXPECT_EQ(header.sender(), kMaternal);
  const Release release = ReadMessage(world_, SocialWorker(), header.name());
  ASSERT_THAT(release.status, IsOk());
  EXPECT_THAT(release.response, Not(HasSubstr(IdOf(room_.opening.subject))));
  v1::GetMessageResponse response;
  ASSERT_TRUE(response.ParseFromString(release.response));
  EXPECT_THAT(response.sections(), IsEmpty());
  EXPECT_EQ(response.disclosure().evidence_size(), 1);
}

TEST_F(ReadInFourWays, TheOldEditionIsGoneFromTheConference) {
  SeeOnTheScreen();
  Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  EXPECT_THAT(room_.Screen(World::Nurse()).items(), IsEmpty());
}

TEST_F(ReadInFourWays, WhatIsTakenBackIsToldToTheSame) {
  ReadInEveryWay();
  ASSERT_THAT(Retract(world_, World::Nurse(), section_).status, IsOk());
  for (const World::Person& person :
       {World::Chief(), World::Therapist(), World::Worker(), SocialWorker()}) {
    const auto notices = NoticesTo(world_, person);
    ASSERT_THAT(notices, SizeIs(1)) << person.party;
    EXPECT_THAT(MessageFor(world_, person, notices[0].name()).sections(),
                IsEmpty());
  }
  EXPECT_THAT(NoticesTo(world_, World::Npo()), IsEmpty());
}

// How many are told shows neither in the answer nor in the places of the log.
TEST_F(ReadInFourWays, TheHolderCannotCountWhoIsTold) {
  const auto measure = [&](const std::string& section) {
    const std::string draft = DraftCorrection(world_, World::Nurse(), section,
                                              ClinicSays("NEW-MARK"));
    const size_t before = Entries();
    const Release release = ConfirmDraft(world_, World::Nurse(), draft);
    EXPECT_THAT(release.status, IsOk());
    return std::pair(release.response.size(), Entries() - before);
  };
  const std::string unread = room_.Confirm(ClinicSays("UNREAD-MARK"));
  const auto nobody = measure(unread);
  ReadInEveryWay();
  EXPECT_EQ(measure(section_), nobody);
}

TEST_F(ReadInFourWays, TheOfficeSeesInTheLogWhoWasTold) {
  ReadInAMessage();
  Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  v1::OfficeGroup office;
  office.ParseFromString(world_.log().List(0, 10000)->back().office_group);
  EXPECT_THAT(office.told(), ElementsAre(kDevelopment));
}

TEST_F(ReadInFourWays, ANewVersionIsToldToWhoReadTheOneBefore) {
  ReadInAMessage();
  const std::string second =
      Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  const std::string third =
      Corrected(world_, World::Nurse(), second, ClinicSays("NEWEST-MARK"));
  // It never opened the notice of the second: that shows the third.
  const auto notices = NoticesTo(world_, World::Therapist());
  ASSERT_THAT(notices, SizeIs(1));
  EXPECT_EQ(MessageFor(world_, World::Therapist(), notices[0].name())
                .sections(0)
                .name(),
            third);
}

TEST_F(ReadInFourWays, AMessageThatNobodyOpenedShowsTheNewVersion) {
  const std::string message = SendTo(kFamily);
  const std::string next =
      Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  EXPECT_THAT(NoticesTo(world_, World::Worker()), IsEmpty());
  const auto read = MessageFor(world_, World::Worker(), message);
  ASSERT_THAT(read.sections(), SizeIs(1));
  EXPECT_EQ(read.sections(0).name(), next);
}

// The process may die after the first commit: the call is made again.
TEST_F(ReadInFourWays, ACallThatStoppedHalfWayGoesOnWhenItIsMadeAgain) {
  ReadInAMessage();
  v1::SectionRow row = SectionRowOf(world_, section_);
  row.set_state(v1::SECTION_STATE_RETRACTED);
  room_.Force({.rows = {{.key = {Table::kSection, IdOf(section_)},
                         .body = row.SerializeAsString(),
                         .key_scope = ""}},
               .entries = {}});
  EXPECT_THAT(NoticesTo(world_, World::Therapist()), IsEmpty());
  ASSERT_THAT(Retract(world_, World::Nurse(), section_).status, IsOk());
  EXPECT_THAT(NoticesTo(world_, World::Therapist()), SizeIs(1));
  EXPECT_NE(SectionRowOf(world_, section_).ended_at(), 0);
}

TEST_F(ReadInFourWays, TheHolderOfACopyTakesTheCorrectionOver) {
  TakeACopy();
  Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  const std::string notice = NoticesTo(world_, World::Worker()).front().name();
  const auto copies = Accepted(world_, World::Worker(), notice);
  ASSERT_THAT(copies, SizeIs(1));
  const v1::SectionRow old = SectionRowOf(world_, copy_);
  const v1::SectionRow next = SectionRowOf(world_, copies[0]);
  EXPECT_EQ(old.state(), v1::SECTION_STATE_CORRECTED);
  EXPECT_EQ("sections/" + old.corrected_by(), copies[0]);
  EXPECT_EQ("sections/" + next.corrects(), copy_);
  EXPECT_EQ(next.state(), v1::SECTION_STATE_CONFIRMED);
  EXPECT_EQ(next.origin(), kMaternal);
  EXPECT_THAT(VersionsOf(world_, World::Worker(), copy_), SizeIs(2));
}

}  // namespace
}  // namespace tasuki::exchange
