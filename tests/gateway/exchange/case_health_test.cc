// High-sensitivity health (C08) and family support: the supervising worker
// lets it see what is held for a case, and takes that back.
#include "absl/strings/match.h"
#include "gateway/exchange/facts.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kOfNurse[] = "NURSE-MARK";
constexpr char kOfWorker[] = "WORKER-MARK";

v1::Record Mind(const std::string& mark) {
  v1::Record record;
  record.mutable_pregnancy()->mutable_mental_health()->set_text(mark);
  return record;
}

World::Person Head() { return {"p-head-1", kSupervision, v1::ROLE_HEAD}; }

// A case that maternal health leads, with family support on the team; each of
// the two wrote something down.
class CaseHealthTest : public ::testing::Test {
 protected:
  CaseHealthTest() : opening_(PlayOpening(world_)) {
    AddFamilySupport(world_, opening_);
    InCase(world_, World::Nurse(), opening_, Mind(kOfNurse));
    InCase(world_, World::Worker(), opening_, Mind(kOfWorker));
  }

  Release Decide(bool released, const World::Person& person = World::Chief()) {
    return ReleaseHealth(world_, person, opening_.a_case, released);
  }
  v1::ReleaseHealthRequest Request(const std::string& reason) {
    v1::ReleaseHealthRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    request.set_case_(opening_.a_case);
    request.set_released(true);
    request.set_reason(reason);
    return request;
  }
  Release Send(const v1::ReleaseHealthRequest& request) {
    return world_.Call(World::Chief(), "CaseService/ReleaseHealth", request);
  }
  v1::GetCaseResponse Read(const World::Person& person) {
    const Release release = ReadCase(world_, person, opening_.a_case);
    EXPECT_THAT(release.status, IsOk()) << person.id;
    v1::GetCaseResponse response;
    response.ParseFromString(release.response);
    return response;
  }
  // Everything but the proof.
  std::string Shown(const World::Person& person) {
    v1::GetCaseResponse response = Read(person);
    response.mutable_disclosure()->clear_evidence();
    return response.SerializeAsString();
  }
  v1::Level LevelFor(const World::Person& person) {
    const v1::GetCaseResponse response = Read(person);
    for (const v1::CategoryDisclosure& one :
         response.disclosure().categories()) {
      if (one.category() == v1::CATEGORY_C08) return one.level();
    }
    return v1::LEVEL_WITHHELD;
  }
  void ExpectReleased(bool released) {
    const std::string shown = Shown(World::Worker());
    if (released) {
      EXPECT_THAT(shown, AllOf(HasSubstr(kOfNurse), HasSubstr(kOfWorker)));
    } else {
      EXPECT_THAT(shown,
                  AllOf(Not(HasSubstr(kOfNurse)), Not(HasSubstr(kOfWorker))));
    }
    EXPECT_EQ(LevelFor(World::Worker()),
              released ? v1::LEVEL_FULL : v1::LEVEL_EXISTENCE);
  }
  // As if there were no such case; why is in the log.
  void ExpectHidden(const Release& refused, const World::Person& person,
                    v1::RefusalCode code) {
    EXPECT_THAT(refused.status, StatusIs(StatusCode::kNotFound)) << person.id;
    EXPECT_EQ(Outward(refused),
              Outward(ReleaseHealth(world_, person,
                                    std::string("cases/") + kAbsentId, true)));
    EXPECT_THAT(CodesLogged(world_, refused), ElementsAre(code)) << person.id;
  }
  v1::HealthRelease StoredRelease() {
    return StoredCase(world_, opening_.a_case).health_release();
  }

  World world_;
  Opening opening_;
};

TEST_F(CaseHealthTest, FamilySupportReadsItWhileItIsReleased) {
  ExpectReleased(false);
  ASSERT_THAT(Decide(true).status, IsOk());
  ExpectReleased(true);
  EXPECT_EQ(StoredRelease().person(), World::Chief().id);
  EXPECT_EQ(StoredRelease().reason(), "REASON-MARK");
  ASSERT_THAT(Decide(false).status, IsOk());
  ExpectReleased(false);
  // And what it writes down next.
  InCase(world_, World::Worker(), opening_, Mind("NEXT-MARK"));
  EXPECT_THAT(Shown(World::Worker()), Not(HasSubstr("NEXT-MARK")));
  ASSERT_THAT(Decide(true).status, IsOk());
  EXPECT_THAT(Shown(World::Worker()), HasSubstr("NEXT-MARK"));
}

TEST_F(CaseHealthTest, NobodyElseIsShownAnythingElse) {
  AddToTeam(world_, opening_, kDevelopment, v1::RELATION_MEMBER);
  AddToTeam(world_, opening_, kHospital, v1::RELATION_MEMBER,
            {SocialWorker().id});
  ASSERT_THAT(world_
                  .Call(Coordinator(), "CaseService/RegisterInCouncil",
                        Registration(opening_.a_case, {kGuidance}))
                  .status,
              IsOk());
  InCase(world_, SocialWorker(), opening_, Mind("HOSPITAL-MARK"));
  const std::vector<World::Person> others = {World::Nurse(), World::Therapist(),
                                             World::Chief(), Head(),
                                             SocialWorker(), Officer()};
  std::vector<std::string> before;
  for (const World::Person& person : others) before.push_back(Shown(person));
  for (const bool released : {true, false}) {
    // The very second would show in what was written anew.
    world_.clock().Advance(absl::Seconds(5));
    ASSERT_THAT(Decide(released).status, IsOk());
    for (size_t i = 0; i < others.size(); ++i) {
      EXPECT_EQ(Shown(others[i]), before[i]) << others[i].id;
    }
    // What the hospital holds is none of the centre's.
    EXPECT_THAT(Shown(World::Worker()), Not(HasSubstr("HOSPITAL-MARK")));
  }
  EXPECT_EQ(LevelFor(Officer()), v1::LEVEL_EXISTENCE);
  EXPECT_EQ(LevelFor(World::Therapist()), v1::LEVEL_WITHHELD);
}

// Her tick lets maternal health have it; that family support would be let see
// it she was not shown (SR-15, SR-21).
TEST_F(CaseHealthTest, WhatSheTickedForOneUnitStaysWithIt) {
  v1::ConsentTerms terms = TermsFor(world_, opening_.subject, kNpo, kMaternal);
  terms.set_c08_ticked(true);
  v1::ConsentItem& full = *terms.add_items();
  full.set_level(v1::LEVEL_FULL);
  full.add_categories(v1::CATEGORY_C01);
  full.add_categories(v1::CATEGORY_C08);
  Grant(world_, World::Npo(), terms);
  const std::string section = Confirmed(
      world_, World::Npo(), DraftOf(opening_.subject, Mind("SERVICE-MARK")));
  ASSERT_FALSE(Accepted(world_, World::Nurse(),
                        Sent(world_, World::Npo(),
                             MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION,
                                       opening_.subject, {section})),
                        opening_.a_case)
                   .empty());
  EXPECT_THAT(Shown(World::Nurse()), HasSubstr("SERVICE-MARK"));
  ASSERT_THAT(Decide(true).status, IsOk());
  ExpectReleased(true);
  EXPECT_THAT(Shown(World::Worker()), Not(HasSubstr("SERVICE-MARK")));
}

TEST_F(CaseHealthTest, OnlyTheSupervisingWorkerDecides) {
  for (const World::Person& person :
       {Head(), World::Nurse(), World::Worker(), Coordinator()}) {
    ExpectHidden(Decide(true, person), person,
                 v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  for (const World::Person& person : {World::Therapist(), Officer()}) {
    ExpectHidden(Decide(true, person), person,
                 v1::REFUSAL_CODE_NOT_ON_CASE_TEAM);
  }
  ExpectReleased(false);
}

TEST_F(CaseHealthTest, NorOneWhoIsKeptAwayFromTheCase) {
  v1::EndTeamEntryRequest keep;
  *keep.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  keep.set_case_(opening_.a_case);
  keep.set_party(kFamily);
  keep.add_persons(World::Chief().id);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/EndTeamEntry", keep).status,
      IsOk());
  ExpectHidden(Decide(true), World::Chief(), v1::REFUSAL_CODE_NO_BASIS);
  ExpectReleased(false);
}

TEST_F(CaseHealthTest, WhatIsSoAlreadyIsRefused) {
  for (const bool released : {false, true, false}) {
    if (released || StoredRelease().released_at() != 0) {
      ASSERT_THAT(Decide(released).status, IsOk());
    }
    const Release again = Decide(released);
    EXPECT_THAT(again.status, StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_THAT(std::string(again.status.message()), HasSubstr("released"));
    ExpectReleased(released);
  }
}

// It was for the work on the case, and who would take it back cannot any more.
TEST_F(CaseHealthTest, EndsWithTheCaseAndIsDecidedAnewWhenItIsOpenedAgain) {
  ASSERT_THAT(Decide(true).status, IsOk());
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  ExpectReleased(false);
  for (const bool released : {true, false}) {
    const Release refused = Decide(released);
    EXPECT_THAT(refused.status, StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_THAT(std::string(refused.status.message()), HasSubstr("closed"));
  }
  ASSERT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status, IsOk());
  AddFamilySupport(world_, opening_);
  ExpectReleased(false);
  ASSERT_THAT(Decide(true).status, IsOk());
  ExpectReleased(true);
}

// Where another body leads the supervising worker does not see the case, and
// nobody could take the release back. It does not come back with the lead.
TEST_F(CaseHealthTest, EndsWhenAnotherBodyLeads) {
  ASSERT_THAT(world_
                  .Call(Coordinator(), "CaseService/RegisterInCouncil",
                        Registration(opening_.a_case, {kGuidance}))
                  .status,
              IsOk());
  ASSERT_THAT(Decide(true).status, IsOk());
  const auto hand_over = [&](const World::Person& from, const char* to,
                             const World::Person& agrees) {
    const std::string proposal =
        Proposed(world_, from, opening_.a_case, Terms(to, v1::URGENCY_B))
            .proposal();
    ASSERT_THAT(Agree(world_, agrees, proposal).status, IsOk());
  };
  hand_over(World::Nurse(), kFamily, World::Worker());
  ExpectReleased(true);
  hand_over(World::Worker(), kGuidance, Officer());
  ExpectReleased(false);
  EXPECT_THAT(Decide(false).status, StatusIs(StatusCode::kNotFound));
  hand_over(Officer(), kFamily, World::Worker());
  ExpectReleased(false);
  EXPECT_THAT(Decide(true).status, IsOk());
  ExpectReleased(true);
}

TEST_F(CaseHealthTest, ReasonIsRequired) {
  std::string thousand;
  for (int i = 0; i < 1000; ++i) thousand += "健";
  for (const std::string& reason :
       {std::string(), thousand + "康", std::string("a\x01")}) {
    const Release refused = Send(Request(reason));
    EXPECT_THAT(refused.status, StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(refused.status.message()), HasSubstr("reason"));
  }
  ExpectReleased(false);
  EXPECT_THAT(Send(Request(thousand)).status, IsOk());
  EXPECT_EQ(StoredRelease().reason(), thousand);
}

TEST_F(CaseHealthTest, ReasonNamesNobodyWhoseBirthIsConfidential) {
  v1::Record wish;
  wish.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  InCase(world_, World::Nurse(), opening_, wish);
  EXPECT_THAT(Send(Request("氏名：架空 花子")).status,
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_FALSE(StoredCase(world_, opening_.a_case).has_health_release());
  EXPECT_THAT(Send(Request("支援に要る")).status, IsOk());
}

TEST_F(CaseHealthTest, ReplayIsTheAnswerOfThenAndChangesNothing) {
  v1::ReleaseHealthRequest request = Request("REASON-MARK");
  request.set_request_id("request-of-release");
  const Release first = Send(request);
  ASSERT_THAT(first.status, IsOk());
  ASSERT_THAT(Decide(false).status, IsOk());
  const Release again = Send(request);
  EXPECT_THAT(again.status, IsOk());
  EXPECT_EQ(again.response, first.response);
  ExpectReleased(false);
}

TEST_F(CaseHealthTest, EveryStepIsInTheLogWithoutItsReason) {
  const size_t before = world_.log().List(0, 10000)->size();
  ASSERT_THAT(Decide(true).status, IsOk());
  Decide(true, Head());
  ASSERT_THAT(Decide(false).status, IsOk());
  const auto leaves = world_.log().List(0, 10000);
  ASSERT_EQ(leaves->size(), before + 3);
  std::vector<std::string> persons;
  for (size_t i = before; i < leaves->size(); ++i) {
    const OpenedLeaf& leaf = (*leaves)[i];
    v1::ExchangeGroup exchange;
    ASSERT_TRUE(exchange.ParseFromString(leaf.exchange_group));
    EXPECT_THAT(exchange.operation(), HasSubstr("ReleaseHealth"));
    persons.push_back(exchange.person());
    for (const std::string* group :
         {&leaf.exchange_group, &leaf.office_group, &leaf.subject_group}) {
      EXPECT_FALSE(absl::StrContains(*group, "REASON-MARK"));
    }
  }
  EXPECT_THAT(persons,
              ElementsAre(World::Chief().id, Head().id, World::Chief().id));
}

TEST(CaseHealthFactTest, WithoutACaseNothingIsReleased) {
  KnownFacts facts;
  AddFactsWithoutCase(facts);
  EXPECT_TRUE(facts.known_false().Contains(v1::FACT_CHIEF_RELEASE));
}

}  // namespace
}  // namespace tasuki::exchange
