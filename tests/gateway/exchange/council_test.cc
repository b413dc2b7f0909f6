#include "tasuki/v1/directory.pb.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Registration in the regional council (domain: #13, #14), and what members see
// of each other from then on.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Release Register(World& world, const World::Person& person,
                 const v1::RegisterInCouncilRequest& request) {
  return world.Call(person, "CaseService/RegisterInCouncil", request);
}

TEST(CouncilTest, RegistrationOpensTheCaseForTheMembersPutOnIt) {
  World world;
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening, Profile());
  EXPECT_THAT(ReadCase(world, Officer(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
  RegisterCase(world, opening, {kGuidance, kHospital});
  const Release release = ReadCase(world, Officer(), opening.a_case);
  ASSERT_THAT(release.status, IsOk());
  // #14: the birth year after registration, the name only for a measure.
  EXPECT_THAT(release.response, HasSubstr("2008"));
  EXPECT_THAT(release.response, Not(HasSubstr("2008-05-06")));
  EXPECT_THAT(release.response, Not(HasSubstr("NAME-MARK")));
  EXPECT_THAT(ReadCase(world, SocialWorker(), opening.a_case).status, IsOk());
}

TEST(CouncilTest, BeingOnTheTeamOpensNothingBeforeRegistration) {
  World world;
  const Opening opening = PlayOpening(world);
  AddToTeam(world, opening, kGuidance, v1::RELATION_MEMBER);
  EXPECT_THAT(ReadCase(world, Officer(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(CouncilTest, SomebodyOffTheTeamSeesNothingOfARegisteredCase) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kHospital});
  EXPECT_THAT(ReadCase(world, Officer(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(CouncilTest, PartyThatIsNoMemberIsRefusedAndNothingChanges) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  const Release release = Register(
      world, Coordinator(), Registration(opening.a_case, {kGuidance, kNpo}));
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER);
  EXPECT_THAT(ReadCase(world, Officer(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(CouncilTest, OnlyTheCoordinatorRegisters) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  for (const World::Person& person : {World::Worker(), World::Nurse()}) {
    const Release release =
        Register(world, person, Registration(opening.a_case, {kGuidance}));
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(CodesLogged(world, release),
                ElementsAre(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED));
  }
}

TEST(CouncilTest, UnknownPartyAndUnknownCaseAreNotFound) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  EXPECT_THAT(Register(world, Coordinator(),
                       Registration(opening.a_case, {"bodies/nobody"}))
                  .status,
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(
      Register(world, Coordinator(),
               Registration(std::string("cases/") + kAbsentId, {kGuidance}))
          .status,
      StatusIs(absl::StatusCode::kNotFound));
}

// Asking to register is no way to find out which cases there are.
TEST(CouncilTest, CaseThatIsHiddenEqualsNoCase) {
  World world;
  const Opening opening = PlayOpening(world);  // not on the team
  const std::string absent = std::string("cases/") + kAbsentId;
  for (const std::vector<std::string>& members :
       std::vector<std::vector<std::string>>{{}, {kGuidance}, {kNpo}}) {
    const Release hidden =
        Register(world, Coordinator(), Registration(opening.a_case, members));
    EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_EQ(
        Outward(hidden),
        Outward(Register(world, Coordinator(), Registration(absent, members))));
  }
}

TEST(CouncilTest, MembersOfTheirOwnTimeOnly) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kGuidance});
  ASSERT_THAT(ReadCase(world, Officer(), opening.a_case).status, IsOk());
  // Its body leaves the council: the next read closes.
  Transaction transaction;
  v1::PartyEntry guidance;
  guidance.set_name(kGuidance);
  guidance.set_audience(v1::AUDIENCE_TYPE_CGC);
  guidance.set_obeys_contact_rules(true);
  guidance.add_council_membership()->set_to("2026-11-01");
  transaction.changes.rows.push_back({.key = {Table::kParty, kGuidance},
                                      .body = guidance.SerializeAsString(),
                                      .key_scope = ""});
  Commit(world, transaction);
  EXPECT_THAT(ReadCase(world, Officer(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
  const Release again =
      Register(world, Coordinator(), Registration(opening.a_case, {kGuidance}));
  EXPECT_EQ(CodeShown(again), v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER);
}

TEST(CouncilTest, MalformedMembersAreNamed) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  for (const std::vector<std::string>& members :
       std::vector<std::vector<std::string>>{{"not a party"},
                                             {kGuidance, kGuidance}}) {
    const Release release =
        Register(world, Coordinator(), Registration(opening.a_case, members));
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()), HasSubstr("members"));
  }
}

TEST(CouncilTest, RegisteringAgainOnlyAddsMembers) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kGuidance});
  const Release again =
      Register(world, Coordinator(),
               Registration(opening.a_case, {kGuidance, kHospital}));
  ASSERT_THAT(again.status, IsOk());
  v1::GetCaseResponse seen;
  seen.ParseFromString(
      ReadCase(world, World::Nurse(), opening.a_case).response);
  std::vector<std::string> team;
  for (const v1::Section& section : seen.case_().sections()) {
    for (const auto& party : section.record().case_management().team()) {
      team.push_back(party);
    }
  }
  EXPECT_THAT(team, ElementsAre(kMaternal, kFamily, kGuidance, kHospital));
}

TEST(CouncilTest, MembersListTheCaseFromThenOn) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ListCasesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  const auto listed = [&] {
    return world
        .Ask<v1::ListCasesResponse>(Officer(), "CaseService/ListCases", list)
        .cases_size();
  };
  EXPECT_EQ(listed(), 0);
  RegisterCase(world, opening, {kGuidance});
  EXPECT_EQ(listed(), 1);
}

TEST(CouncilTest, MemberWhoseEntryWasNotConfirmedThisFiscalYearSeesNothing) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kGuidance});
  world.clock().Advance(absl::Hours(24 * 150));
  EXPECT_THAT(ReadCase(world, Officer(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
}

// What the service told her city reaches no member that is outside the centre.
TEST(CouncilTest, CopyForTheCentreStaysInTheCentre) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kGuidance});
  // The same kind of record, of the unit's own: it is the copy that stays.
  v1::Record own;
  own.mutable_sos_contact()->mutable_complaint()->set_reviewed_summary(
      "OWN-MARK");
  InCase(world, World::Nurse(), opening, own);
  const Release release = ReadCase(world, Officer(), opening.a_case);
  ASSERT_THAT(release.status, IsOk());
  EXPECT_THAT(release.response, HasSubstr("OWN-MARK"));
  EXPECT_THAT(release.response, Not(HasSubstr("SUMMARY-MARK")));
}

// Taken over on the council's ground, it stays where it was given.
TEST(CouncilTest, MemberOutsideTheCentrePassesNothingOn) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string section = InCase(world, World::Nurse(), opening, Profile());
  RegisterCase(world, opening, {kGuidance});
  const std::string message =
      Sent(world, World::Nurse(),
           MessageTo(kGuidance, v1::MESSAGE_KIND_INFORMATION, opening.subject,
                     {section}));
  const std::vector<std::string> copies =
      Accepted(world, Officer(), message, opening.a_case);
  ASSERT_EQ(copies.size(), 1);
  const Release onward = Send(world, Officer(),
                              MessageTo(kHospital, v1::MESSAGE_KIND_INFORMATION,
                                        opening.subject, copies));
  EXPECT_THAT(onward.status, StatusIs(absl::StatusCode::kFailedPrecondition));
}

// #14: the name is for a measure, and for no longer than one is prepared.
TEST(CouncilTest, AMeasureThatIsTakenBackClosesTheNameAgain) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kGuidance});
  InCase(world, World::Nurse(), opening, Profile());
  const auto is_named = [&] {
    return ReadCase(world, Officer(), opening.a_case)
               .response.find("NAME-MARK") != std::string::npos;
  };
  EXPECT_FALSE(is_named());
  v1::Record placement;
  placement.mutable_placement()->set_adoption_route(v1::ADOPTION_ROUTE_CGC);
  const std::string section = InCase(world, Officer(), opening, placement);
  EXPECT_TRUE(is_named());
  EXPECT_THAT(Retract(world, Officer(), section).status, IsOk());
  EXPECT_FALSE(is_named());
}

}  // namespace
}  // namespace tasuki::exchange
