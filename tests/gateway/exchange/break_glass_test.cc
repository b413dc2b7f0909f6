// Danger to life: what is opened, to whom, and for how long (SR-27).
#include <functional>
#include <future>

#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/break_glass_setting.h"
#include "tests/passing_ledger.h"

namespace tasuki::exchange {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;

TEST_F(BreakGlassTest, OpensWhatTheRescueNeedsToWhoOpenedIt) {
  const Release before = Read(SocialWorker());
  EXPECT_THAT(before.status, StatusIs(absl::StatusCode::kNotFound));
  const std::string opening = OpenedByHospital();
  const Release read = Read(SocialWorker());
  ASSERT_THAT(read.status, IsOk());
  EXPECT_THAT(read.response, HasSubstr("2027-01-20"));
  EXPECT_THAT(read.response, HasSubstr("2026-10-20"));
  v1::GetCaseResponse response;
  response.ParseFromString(read.response);
  EXPECT_THAT(response.disclosure().obligations(),
              Contains(v1::OBLIGATION_STOP_AT_EXPIRY));
}

TEST_F(BreakGlassTest, OpensNoMoreThanWasAskedFor) {
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  request.clear_categories();
  request.add_categories(v1::CATEGORY_C07);
  Opened(SocialWorker(), request);
  EXPECT_THAT(ShownTo(SocialWorker()),
              ::testing::UnorderedElementsAre(
                  Pair(v1::CATEGORY_C01, v1::LEVEL_EXISTENCE),
                  Pair(v1::CATEGORY_C07, v1::LEVEL_FULL)));
}

TEST_F(BreakGlassTest, OpensToNobodyElseAndForNoOtherPurpose) {
  OpenedByHospital();
  EXPECT_THAT(ShownTo(SocialWorker()), Not(IsEmpty()));
  EXPECT_THAT(ShownTo(HospitalNurse()), IsEmpty());
  EXPECT_THAT(ShownTo(Doctor()), IsEmpty());
  EXPECT_THAT(ShownTo(SocialWorker(), v1::PURPOSE_SUPPORT), IsEmpty());
}

TEST_F(BreakGlassTest, ChangesNothingOfWhatAnotherReads) {
  const Shown before = ShownTo(World::Worker());
  const std::string bytes = Outward(Read(HospitalNurse()));
  const size_t inbox = InboxOf(world_, World::Worker()).messages().size();
  OpenedByHospital();
  EXPECT_EQ(ShownTo(World::Worker()), before);
  EXPECT_EQ(Outward(Read(HospitalNurse())), bytes);
  EXPECT_EQ(InboxOf(world_, World::Worker()).messages().size(), inbox);
}

TEST_F(BreakGlassTest, OfAnotherCaseOpensNothingHere) {
  const tasuki::exchange::Opening other =
      OpenFor(world_, Registered(world_, World::Nurse()), {});
  AddToTeam(world_, other, kHospital, v1::RELATION_MEMBER);
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  request.set_case_(other.a_case);
  Opened(SocialWorker(), request);
  EXPECT_THAT(ShownTo(SocialWorker()), IsEmpty());
}

TEST_F(BreakGlassTest, EndsAtItsInstant) {
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  request.set_hours(3);
  Opened(SocialWorker(), request);
  const absl::Duration left =
      absl::FromUnixSeconds(absl::ToUnixSeconds(world_.clock().Now())) +
      absl::Hours(3) - world_.clock().Now();
  world_.clock().Advance(left - absl::Milliseconds(1));
  EXPECT_THAT(Read(SocialWorker()).status, IsOk());
  world_.clock().Advance(absl::Milliseconds(1));
  EXPECT_THAT(Read(SocialWorker()).status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(BreakGlassTest, LastsADayWhereNoHoursAreNamed) {
  const Release release = Open(SocialWorker(), Asking(HospitalNurse().id));
  v1::OpenBreakGlassResponse response;
  response.ParseFromString(release.response);
  EXPECT_EQ(response.ends_at(),
            absl::ToUnixSeconds(world_.clock().Now() + absl::Hours(24)));
}

// A ledger before which something happens once a decision waits for its commit.
class LateLedger final : public PassingLedger {
 public:
  LateLedger(Ledger& next, std::function<void()> meanwhile)
      : PassingLedger(next), meanwhile_(std::move(meanwhile)) {}
  void Commit(Transaction first, Again again, Done done) override {
    meanwhile_();
    next().Commit(std::move(first), std::move(again), std::move(done));
  }

 private:
  const std::function<void()> meanwhile_;
};

// The read that was decided, and before whose commit this happens.
absl::Status ReadWhile(World& world, const World::Person& person,
                       const std::string& a_case,
                       std::function<void()> meanwhile) {
  LateLedger ledger(world.ledger(), std::move(meanwhile));
  Exchange exchange(ledger, world.log(), "replica-2", "test");
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  get.set_name(a_case);
  std::promise<absl::Status> status;
  exchange.Handle("/tasuki.v1.CaseService/GetCase", world.CredentialsOf(person),
                  get.SerializeAsString(), [&](const Release& release) {
                    status.set_value(release.status);
                  });
  return status.get_future().get();
}

TEST_F(BreakGlassTest, AReadInFlightAtItsEndShowsNothing) {
  OpenedByHospital();
  const auto read = [&](absl::Duration meanwhile) {
    return ReadWhile(world_, SocialWorker(), case_.a_case,
                     [&, meanwhile] { world_.clock().Advance(meanwhile); });
  };
  EXPECT_THAT(read(absl::Hours(23)), IsOk());
  EXPECT_THAT(read(absl::Hours(1)), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(BreakGlassTest, EndsAtOnceForAReadInFlightToo) {
  const std::string opening = OpenedByHospital();
  EXPECT_THAT(
      ReadWhile(world_, SocialWorker(), case_.a_case,
                [&] { EXPECT_THAT(End(SocialWorker(), opening), IsOk()); }),
      StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Read(SocialWorker()).status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(BreakGlassTest, TheSecondPersonMayEndIt) {
  const std::string opening = OpenedByHospital();
  EXPECT_THAT(End(HospitalNurse(), opening), IsOk());
  EXPECT_THAT(Read(SocialWorker()).status,
              StatusIs(absl::StatusCode::kNotFound));
  // What is over stays over, and says when it was.
  const int64_t ended = Got(SocialWorker(), opening).opening().ends_at();
  world_.clock().Advance(absl::Minutes(5));
  EXPECT_THAT(End(SocialWorker(), opening), IsOk());
  EXPECT_EQ(Got(SocialWorker(), opening).opening().ends_at(), ended);
}

// What one says of the place opens nothing that the other asks for.
TEST_F(BreakGlassTest, TwoAtOnceStandEachAlone) {
  v1::OpenBreakGlassRequest name = Asking(HospitalNurse().id);
  name.clear_categories();
  name.add_categories(v1::CATEGORY_C02);
  v1::OpenBreakGlassRequest place = name;
  place.set_categories(0, v1::CATEGORY_C07);
  place.set_to_the_place(true);
  place.set_hours(1);
  Opened(SocialWorker(), name);
  Opened(SocialWorker(), place);
  Shown shown = ShownTo(SocialWorker());
  EXPECT_EQ(shown[v1::CATEGORY_C02], v1::LEVEL_REDUCED);
  EXPECT_EQ(shown[v1::CATEGORY_C07], v1::LEVEL_FULL);
  world_.clock().Advance(absl::Hours(1));
  shown = ShownTo(SocialWorker());
  EXPECT_EQ(shown[v1::CATEGORY_C02], v1::LEVEL_REDUCED);
  EXPECT_EQ(shown.count(v1::CATEGORY_C07), 0u);
}

TEST_F(BreakGlassTest, WhoGoesToThePlaceLearnsTheName) {
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  Opened(SocialWorker(), request);
  EXPECT_EQ(ShownTo(SocialWorker())[v1::CATEGORY_C02], v1::LEVEL_REDUCED);
  EXPECT_THAT(Read(SocialWorker()).response, Not(HasSubstr("NAME-MARK")));
  request.set_to_the_place(true);
  Opened(SocialWorker(), request);
  EXPECT_THAT(Read(SocialWorker()).response, HasSubstr("NAME-MARK"));
}

TEST_F(BreakGlassTest, AProtectedPlaceGoesToTheRescuerAlone) {
  v1::Record safety;
  safety.mutable_safety()->mutable_shelter()->set_facility_name("PLACE-MARK");
  HandTo(InCase(world_, World::Nurse(), case_, safety), kWomensCentre);
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  const std::string opening = Opened(SocialWorker(), request);
  EXPECT_THAT(Read(SocialWorker()).response, Not(HasSubstr("PLACE-MARK")));
  EXPECT_EQ(ShownTo(SocialWorker())[v1::CATEGORY_C15], v1::LEVEL_EXISTENCE);
  request.set_to_the_place(true);
  Opened(SocialWorker(), request);
  EXPECT_THAT(Read(SocialWorker()).response, HasSubstr("PLACE-MARK"));
}

// Neither who reported nor a sealed identity is anything that a rescue needs.
TEST_F(BreakGlassTest, WhatVitalInterestDoesNotOpenStaysClosed) {
  v1::Record intake;
  v1::Reporter& reporter = *intake.mutable_report_intake()->mutable_reporter();
  reporter.set_kind(v1::REPORTER_KIND_NEIGHBOUR);
  reporter.set_name("REPORTER-MARK");
  InCase(world_, World::Worker(), case_, intake);
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  for (int category = 1; category <= v1::Category_MAX; ++category) {
    request.add_categories(static_cast<v1::Category>(category));
  }
  request.set_to_the_place(true);
  Opened(SocialWorker(), request);
  const Shown shown = ShownTo(SocialWorker());
  for (const v1::Category closed :
       {v1::CATEGORY_C04, v1::CATEGORY_C06, v1::CATEGORY_C12, v1::CATEGORY_C13,
        v1::CATEGORY_C19, v1::CATEGORY_C29}) {
    EXPECT_EQ(shown.count(closed), 0u) << closed;
  }
  EXPECT_THAT(Read(SocialWorker()).response, Not(HasSubstr("REPORTER-MARK")));
}

// In a sealed birth not even a rescuer gets the name (CE-14).
TEST_F(BreakGlassTest, ASealedBirthKeepsTheNameFromTheRescuerToo) {
  v1::Record wish;
  wish.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  InCase(world_, World::Nurse(), case_, wish);
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  request.set_to_the_place(true);
  Opened(SocialWorker(), request);
  EXPECT_EQ(ShownTo(SocialWorker()).count(v1::CATEGORY_C02), 0u);
  request.mutable_access()->set_need("氏名：架空桜子、出血");
  const Release named = Open(SocialWorker(), request);
  EXPECT_THAT(named.status, StatusIs(absl::StatusCode::kFailedPrecondition));
}

// On 1 April nothing is shown until the team is confirmed anew; a danger does
// not wait for that.
TEST_F(BreakGlassTest, OpensWhereTheTeamWaitsToBeConfirmed) {
  world_.clock().Advance(absl::Hours(24 * 200));
  EXPECT_THAT(Read(World::Worker()).status,
              StatusIs(absl::StatusCode::kNotFound));
  Opened(World::Worker(), Asking(Coordinator().id));
  EXPECT_EQ(ShownTo(World::Worker())[v1::CATEGORY_C07], v1::LEVEL_FULL);
}

// A copy would stay when the opening is over.
TEST_F(BreakGlassTest, WhatItOpensIsNotTakenOver) {
  const std::string section =
      InCase(world_, World::Nurse(), case_, Pregnancy());
  v1::ConsentTerms terms =
      TermsFor(world_, case_.subject, kMaternal, kHospital);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C01);
  item.add_categories(v1::CATEGORY_C07);
  const std::string consent = Grant(world_, World::Nurse(), terms);
  const std::string message =
      Sent(world_, World::Nurse(),
           MessageTo(kHospital, v1::MESSAGE_KIND_INFORMATION, case_.subject,
                     {section}));
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(consent);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  OpenedByHospital();
  v1::GetMessageResponse read;
  read.ParseFromString(
      ReadMessage(world_, SocialWorker(), message, v1::PURPOSE_PROTECTION)
          .response);
  ASSERT_EQ(read.sections_size(), 1);
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  accept.set_name(message);
  const Release accepted =
      world_.Call(SocialWorker(), "MessageService/AcceptMessage", accept);
  EXPECT_THAT(accepted.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(CodesLogged(world_, accepted),
              Contains(v1::REFUSAL_CODE_ONWARD_SHARING_FORBIDDEN));
}

}  // namespace
}  // namespace tasuki::exchange
