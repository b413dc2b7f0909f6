// A read that is decided before an instant and reaches its commit after it:
// what ended at the instant is not disclosed, whether it ended by an act or by
// the clock. Each instant is tried three times: nothing passes, it passes in
// flight, and it passes in flight before a ledger that believes what was
// decided, which leaks and so shows that the first two can tell.
#include <functional>
#include <future>
#include <ostream>

#include "gateway/exchange/periods.h"
#include "tasuki/v1/break_glass_service.pb.h"
#include "tests/gateway/exchange/break_glass_setting.h"
#include "tests/gateway/exchange/interposed_ledger.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Act = std::function<void()>;

constexpr char kEmployer[] = "EMPLOYER-MARK";

// A case with family support on it, somebody who reads it, and what ends.
struct Scene {
  World world;
  Opening opening = {};
  World::Person reader = World::Worker();
  v1::Purpose purpose = v1::PURPOSE_SUPPORT;
  std::string shown = kEmployer;
  Act pass = nullptr;

  void Open() {
    opening = PlayOpening(world);
    AddFamilySupport(world, opening);
    v1::Record income;
    income.mutable_livelihood()->set_employer(kEmployer);
    InCase(world, World::Nurse(), opening, income);
  }
  void GoTo(absl::Time moment) {
    world.clock().Advance(moment - world.clock().Now());
  }
  // The moment is the next one.
  void PassesAt(absl::Time moment) {
    GoTo(moment - absl::Seconds(1));
    pass = [this] { world.clock().Advance(absl::Seconds(1)); };
  }
  template <typename Request>
  void PassesBy(const World::Person& person, const char* method,
                Request request) {
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.mutable_access()->set_need("NEED-MARK");
    pass = [this, person, method, request] {
      EXPECT_THAT(world.Call(person, method, request).status, IsOk());
    };
  }
};

absl::Time InJapan(int year, int month, int day) {
  return absl::FromCivil(absl::CivilDay(year, month, day),
                         absl::FixedTimeZone(9 * 60 * 60));
}

void Withdrawal(Scene& scene) {
  scene.shown = "SUMMARY-MARK";
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(scene.opening.consent);
  scene.PassesBy(World::Npo(), "ConsentService/WithdrawConsent", withdraw);
}

void ExpiryOfConsent(Scene& scene) {
  scene.shown = "SUMMARY-MARK";
  const auto row = Stored<v1::ConsentRow>(scene.world, Table::kConsent,
                                          "consents", scene.opening.consent);
  scene.PassesAt(absl::FromUnixSeconds(row.terms().valid_until()));
}

// The teams of the last fiscal year wait to be confirmed.
void EndOfFiscalYear(Scene& scene) { scene.PassesAt(InJapan(2027, 4, 1)); }

void EndOfTeamEntry(Scene& scene) {
  v1::EndTeamEntryRequest end;
  end.set_case_(scene.opening.a_case);
  end.set_party(kFamily);
  scene.PassesBy(World::Nurse(), "CaseService/EndTeamEntry", end);
}

void PersonKeptAway(Scene& scene) {
  v1::EndTeamEntryRequest end;
  end.set_case_(scene.opening.a_case);
  end.set_party(kFamily);
  end.add_persons(scene.reader.id);
  scene.PassesBy(World::Nurse(), "CaseService/EndTeamEntry", end);
}

void LegalHold(Scene& scene) {
  v1::SetLegalHoldRequest hold;
  hold.set_subject(scene.opening.subject);
  hold.set_held(true);
  scene.PassesBy(World::Chief(), "SubjectService/SetLegalHold", hold);
}

void HealthTakenBack(Scene& scene) {
  scene.shown = "HEALTH-MARK";
  v1::Record health;
  health.mutable_pregnancy()->mutable_mental_health()->set_text(scene.shown);
  InCase(scene.world, World::Nurse(), scene.opening, health);
  ASSERT_THAT(ReleaseHealth(scene.world, World::Chief(), scene.opening.a_case,
                            /*released=*/true)
                  .status,
              IsOk());
  v1::ReleaseHealthRequest take_back;
  take_back.set_case_(scene.opening.a_case);
  take_back.set_reason("REASON-MARK");
  scene.PassesBy(World::Chief(), "CaseService/ReleaseHealth", take_back);
}

// Closed, it is read until the access period is over.
void EndOfAccessAfterClosure(Scene& scene) {
  const absl::Time closed = scene.world.clock().Now();
  ASSERT_THAT(Close(scene.world, World::Nurse(), scene.opening.a_case).status,
              IsOk());
  scene.PassesAt(EndOfAccess(closed));
}

// By the hospital, which is shown nothing otherwise.
std::string OpenForDanger(Scene& scene) {
  AddToTeam(scene.world, scene.opening, kHospital, v1::RELATION_MEMBER);
  InCase(scene.world, World::Nurse(), scene.opening, Pregnancy());
  scene.reader = SocialWorker();
  scene.purpose = v1::PURPOSE_PROTECTION;
  scene.shown = "2027-01-20";  // when the child is expected
  v1::OpenBreakGlassRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  open.mutable_access()->set_need("NEED-MARK");
  open.set_case_(scene.opening.a_case);
  open.add_categories(v1::CATEGORY_C07);
  open.set_second_person(HospitalNurse().id);
  open.set_hours(1);
  const auto opened = scene.world.Ask<v1::OpenBreakGlassResponse>(
      SocialWorker(), "BreakGlassService/OpenBreakGlass", open);
  EXPECT_THAT(scene.world.last_status(), IsOk());
  return opened.opening();
}

void EndOfOpening(Scene& scene) {
  OpenForDanger(scene);
  scene.PassesAt(scene.world.clock().Now() + absl::Hours(1));
}

void OpeningIsEnded(Scene& scene) {
  v1::EndBreakGlassRequest end;
  end.set_name(OpenForDanger(scene));
  scene.PassesBy(SocialWorker(), "BreakGlassService/EndBreakGlass", end);
}

// 31 March, 24:00 in Japan, the last day of the directory's entry.
void EndOfAssignment(Scene& scene) {
  scene.reader = {"p-sec-1", kFamily, v1::ROLE_CW};
  scene.PassesAt(InJapan(2099, 4, 1));
}

struct Instant {
  const char* name;
  void (*prepare)(Scene&);
  // When the case is opened; the world's own beginning if not said.
  absl::Time opened = absl::InfinitePast();
};
void PrintTo(const Instant& instant, std::ostream* out) {
  *out << instant.name;
}

class InFlightTest : public ::testing::TestWithParam<Instant> {
 protected:
  InFlightTest() {
    if (GetParam().opened != absl::InfinitePast()) {
      scene_.GoTo(GetParam().opened);
    }
    scene_.Open();
    GetParam().prepare(scene_);
  }
  Release Read() {
    v1::GetCaseRequest get;
    *get.mutable_access() = AccessFor(scene_.purpose);
    get.set_name(scene_.opening.a_case);
    std::promise<Release> promise;
    exchange_.Handle(
        "/tasuki.v1.CaseService/GetCase",
        scene_.world.CredentialsOf(scene_.reader), get.SerializeAsString(),
        [&promise](Release release) { promise.set_value(std::move(release)); });
    return promise.get_future().get();
  }

  Scene scene_;
  InterposedLedger ledger_{scene_.world.ledger()};
  Exchange exchange_{ledger_, scene_.world.log(), "replica-2", "test"};
};

TEST_P(InFlightTest, WhatEndsBeforeTheCommitIsNotDisclosed) {
  EXPECT_THAT(Read().response, HasSubstr(scene_.shown));
  ledger_.Interpose(scene_.pass, /*believes=*/false);
  EXPECT_THAT(Read().response, Not(HasSubstr(scene_.shown)));
  // Nor afterwards.
  EXPECT_THAT(Read().response, Not(HasSubstr(scene_.shown)));
}

TEST_P(InFlightTest, ALedgerThatBelievesTheDecisionLeaks) {
  ledger_.Interpose(scene_.pass, /*believes=*/true);
  EXPECT_THAT(Read().response, HasSubstr(scene_.shown));
}

INSTANTIATE_TEST_SUITE_P(
    EveryInstant, InFlightTest,
    ::testing::Values(
        Instant{"Withdrawal", Withdrawal},
        Instant{"ExpiryOfConsent", ExpiryOfConsent},
        Instant{"EndOfFiscalYear", EndOfFiscalYear},
        Instant{"EndOfTeamEntry", EndOfTeamEntry},
        Instant{"PersonKeptAway", PersonKeptAway},
        Instant{"LegalHold", LegalHold},
        Instant{"HealthTakenBack", HealthTakenBack},
        Instant{"EndOfAccessAfterClosure", EndOfAccessAfterClosure},
        Instant{"EndOfOpening", EndOfOpening},
        Instant{"OpeningIsEnded", OpeningIsEnded},
        Instant{"EndOfAssignment", EndOfAssignment, InJapan(2099, 3, 30)}),
    [](const ::testing::TestParamInfo<Instant>& info) {
      return std::string(info.param.name);
    });

}  // namespace
}  // namespace tasuki::exchange
