#include <map>

#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/directory.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tests/gateway/exchange/conference_setting.h"
#include "tests/status_matchers.h"

// What is on the screen: of what was released, the least that anybody in the
// room may see.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto kRefused = absl::StatusCode::kFailedPrecondition;
const std::vector<std::string> kEverybody = {kMaternal, kFamily, kHospital,
                                             kNpo, kPhysicians};

std::vector<v1::SectionKind> KindsOf(
    const v1::GetSharedSummaryResponse& screen) {
  std::vector<v1::SectionKind> kinds;
  for (const v1::SharedItem& item : screen.items()) {
    kinds.push_back(item.kind());
  }
  return kinds;
}

// Pregnancy: for the city and the hospital. Case management: for everybody.
// The nurse is in the room.
struct Room : ConferenceSetting {
  Room() {
    Consent({kMaternal, kFamily, kHospital}, {v1::CATEGORY_C07});
    Consent(kEverybody, {v1::CATEGORY_C24});
    pregnancy = Share(ConfirmPregnancy());
    Share(CaseSection());
    EXPECT_THAT(Open(meeting), IsOk());
    Enter(World::Nurse());
  }
  std::vector<v1::SectionKind> Kinds() {
    return KindsOf(Screen(World::Nurse()));
  }

  std::string pregnancy;
};

constexpr auto kPregnancy = v1::SECTION_KIND_PREGNANCY;
constexpr auto kCase = v1::SECTION_KIND_CASE_MANAGEMENT;

TEST(SharedSummaryTest, ShowsReleasedItemsInConferenceFormUnderTheAlias) {
  Room room;
  room.Enter(World::Worker());
  const v1::GetSharedSummaryResponse screen = room.Screen(World::Worker());
  EXPECT_THAT(screen.parties(), ElementsAre(kFamily, kMaternal));
  ASSERT_THAT(KindsOf(screen), ElementsAre(kPregnancy, kCase));
  EXPECT_EQ(screen.items(0).holder(), kMaternal);
  const v1::Pregnancy& pregnancy = screen.items(0).record().pregnancy();
  EXPECT_EQ(pregnancy.gestational_age(), "22-33w");
  EXPECT_THAT(pregnancy.clinic(), IsEmpty());
  EXPECT_EQ(screen.items(0).alias(), screen.items(1).alias());
}

TEST(SharedSummaryTest, ShrinksAndGrowsWithWhoIsThere) {
  Room room;
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
  room.Enter(ConferenceSetting::Msw());
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
  // At once, before anybody confirms that it is the counsellor.
  ASSERT_THAT(room.Join(World::Npo()), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kCase));
  ASSERT_THAT(room.Leave(World::Npo()), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
}

TEST(SharedSummaryTest, WhoIsThereWithoutHavingJoinedCounts) {
  Room room;
  ASSERT_THAT(room.Name(World::Npo()), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kCase));
}

TEST(SharedSummaryTest, TwoOfOnePartyBothCount) {
  Room room;
  room.Enter(World::Npo());
  room.Enter(ConferenceSetting::SecondNpo());
  ASSERT_THAT(room.Leave(World::Npo()), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kCase));
}

// Named without a role: what every role of that person may see.
TEST(SharedSummaryTest, EveryRoleOfWhoWasNamedCounts) {
  Room room;
  auto person = room.Stored<v1::PersonEntry>(Table::kPerson, "p-cw-1");
  ASSERT_THAT(room.Name(World::Worker()), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
  v1::Assignment& second = *person.add_assignments();
  second = person.assignments(0);
  second.set_role(v1::ROLE_UNSPECIFIED);  // a role that opens nothing
  room.Force({.rows = {{.key = {Table::kPerson, "p-cw-1"},
                        .body = person.SerializeAsString(),
                        .key_scope = ""}},
              .entries = {}});
  EXPECT_THAT(room.Kinds(), IsEmpty());
  // Whoever joined is there in the role acted in.
  ASSERT_THAT(room.Join(World::Worker()), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
}

// A physician under contract sees what was checked to name nobody; nothing here
// was.
TEST(SharedSummaryTest, SupervisingPhysicianCountsLikeAnyOther) {
  Room room;
  const World::Person physician = {"p-psychiatrist-1", kPhysicians,
                                   v1::ROLE_SV_PSYCHIATRIST};
  ASSERT_THAT(room.Join(physician), IsOk());
  EXPECT_THAT(room.Kinds(), IsEmpty());
  ASSERT_THAT(room.Leave(physician), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
}

TEST(SharedSummaryTest, UnconfirmedReadsNothing) {
  Room room;
  ASSERT_THAT(room.Join(World::Worker()), IsOk());
  EXPECT_THAT(room.Look(World::Worker()).status, StatusIs(kRefused));
  EXPECT_THAT(room.Look(World::Clerk()).status, StatusIs(kRefused));
  ASSERT_THAT(room.Name(World::Worker()), IsOk());
  EXPECT_THAT(room.Look(World::Worker()).status, IsOk());
}

// The room was decided for the role in which the person joined.
TEST(SharedSummaryTest, NobodyReadsInAnotherRoleThanJoinedIn) {
  Room room;
  room.Enter(World::Worker());
  auto person = room.Stored<v1::PersonEntry>(Table::kPerson, "p-cw-1");
  v1::Assignment& second = *person.add_assignments();
  second = person.assignments(0);
  second.set_role(v1::ROLE_COORD);
  room.Force({.rows = {{.key = {Table::kPerson, "p-cw-1"},
                        .body = person.SerializeAsString(),
                        .key_scope = ""}},
              .entries = {}});
  EXPECT_THAT(room.Look(World::Worker()).status, IsOk());
  EXPECT_THAT(room.Look({"p-cw-1", kFamily, v1::ROLE_COORD}).status,
              StatusIs(kRefused));
}

TEST(SharedSummaryTest, OtherPurposesAreNotAsked) {
  Room room;
  v1::GetSharedSummaryRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_name(room.meeting);
  EXPECT_THAT(
      room.world
          .Call(World::Nurse(), "ConferenceService/GetSharedSummary", request)
          .status,
      StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(SharedSummaryTest, DisabledPersonInTheRoomClosesTheScreen) {
  Room room;
  room.Enter(World::Worker());
  v1::DisablePersonRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_person(World::Worker().id);
  ASSERT_THAT(
      room.world
          .Call(World::Officer(), "DirectoryService/DisablePerson", disable)
          .status,
      IsOk());
  EXPECT_THAT(room.Kinds(), IsEmpty());
}

TEST(SharedSummaryTest, DisabledPartyInTheRoomClosesTheScreen) {
  Room room;
  room.Enter(ConferenceSetting::Msw());
  v1::DisablePartyRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_name(kHospital);
  ASSERT_THAT(
      room.world
          .Call(World::Officer(), "DirectoryService/DisableParty", disable)
          .status,
      IsOk());
  EXPECT_THAT(room.Kinds(), IsEmpty());
}

TEST(SharedSummaryTest, WithdrawnItemIsGoneFromTheNextRead) {
  Room room;
  ASSERT_THAT(room.TakeBack(room.pregnancy), IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kCase));
}

// What she was shown is what opens the screen, also to the holder itself.
TEST(SharedSummaryTest, ConsentThatWasPreviewedOpensTheScreen) {
  ConferenceSetting setting;
  Grant(setting.world, World::Nurse(),
        setting.Terms(setting.series, {kMaternal, kNpo}, {v1::CATEGORY_C07}));
  setting.Share(setting.ConfirmPregnancy());
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  setting.Enter(World::Npo());
  EXPECT_THAT(KindsOf(setting.Screen(World::Npo())), ElementsAre(kPregnancy));
  ASSERT_THAT(setting.Join(World::Worker()), IsOk());
  EXPECT_THAT(KindsOf(setting.Screen(World::Npo())), IsEmpty());
}

TEST(SharedSummaryTest, WithdrawnConsentIsGoneFromTheNextRead) {
  ConferenceSetting setting;
  const std::string consent = setting.Consent({kMaternal}, {v1::CATEGORY_C07});
  setting.Share(setting.ConfirmPregnancy());
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  ASSERT_THAT(KindsOf(setting.Screen(World::Nurse())), ElementsAre(kPregnancy));
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(consent);
  ASSERT_THAT(
      setting.Do(World::Nurse(), "ConsentService/WithdrawConsent", withdraw),
      IsOk());
  EXPECT_THAT(KindsOf(setting.Screen(World::Nurse())), IsEmpty());
}

TEST(SharedSummaryTest, CorrectedSectionIsGoneFromTheNextRead) {
  for (const v1::SectionState state :
       {v1::SECTION_STATE_CORRECTED, v1::SECTION_STATE_RETRACTED,
        v1::SECTION_STATE_CONFIRMED}) {
    Room room;
    const std::string section =
        room.Stored<v1::ItemRow>(Table::kItem, IdOf(room.pregnancy)).section();
    auto row = room.Stored<v1::SectionRow>(Table::kSection, section);
    row.set_state(state);
    // Confirmed anew: another statement than the one that was released.
    if (state == v1::SECTION_STATE_CONFIRMED) {
      row.set_confirmed_at(row.confirmed_at() + 3600);
    }
    room.Force({.rows = {{.key = {Table::kSection, section},
                          .body = row.SerializeAsString(),
                          .key_scope = ""}},
                .entries = {}});
    EXPECT_THAT(room.Kinds(), ElementsAre(kCase)) << state;
  }
}

// The case's own section is rewritten with the case, also in the very second in
// which it was released.
TEST(SharedSummaryTest, SectionRewrittenInTheSecondOfItsReleaseIsGone) {
  Room room;
  ASSERT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
  AddFamilySupport(room.world, room.opening);
  // Who is on the team is not in what was released.
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
  v1::RegisterInCouncilRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_case_(room.opening.a_case);
  request.add_members()->set_party(kHospital);
  ASSERT_THAT(room.world
                  .Call({"p-coord-1", kFamily, v1::ROLE_COORD},
                        "CaseService/RegisterInCouncil", request)
                  .status,
              IsOk());
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy));
  room.Share(room.CaseSection());
  EXPECT_THAT(room.Kinds(), ElementsAre(kPregnancy, kCase));
}

TEST(SharedSummaryTest, ItemThatWasNotReleasedIsNeverShown) {
  ConferenceSetting setting;
  setting.ConsentOfAll();
  setting.ConfirmPregnancy();
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  EXPECT_THAT(KindsOf(setting.Screen(World::Nurse())), IsEmpty());
}

TEST(SharedSummaryTest, ConsentForAnotherSeriesOpensNothingHere) {
  ConferenceSetting setting;
  setting.ConsentFor("conferences/another", {kMaternal}, {v1::CATEGORY_C07});
  // This one names the series, but not what the other one opens.
  setting.Consent({kMaternal}, {v1::CATEGORY_C24});
  setting.Share(setting.ConfirmPregnancy());
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  EXPECT_THAT(KindsOf(setting.Screen(World::Nurse())), IsEmpty());
}

TEST(SharedSummaryTest, ItemReleasedIntoAnOpenMeetingIsShown) {
  ConferenceSetting setting;
  setting.ConsentOfAll();
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  EXPECT_THAT(KindsOf(setting.Screen(World::Nurse())), IsEmpty());
  setting.Share(setting.ConfirmPregnancy());
  const v1::GetSharedSummaryResponse screen = setting.Screen(World::Nurse());
  ASSERT_THAT(KindsOf(screen), ElementsAre(kPregnancy));
  EXPECT_THAT(screen.items(0).alias(), Not(IsEmpty()));
}

// Neither what the case, the section, the consent or she herself is called.
TEST(SharedSummaryTest, NothingTiesTheScreenToTheCase) {
  Room room;
  room.Enter(World::Worker());
  const Release release = room.Look(World::Worker());
  ASSERT_THAT(release.status, IsOk());
  const std::string section =
      room.Stored<v1::ItemRow>(Table::kItem, IdOf(room.pregnancy)).section();
  for (const std::string& name :
       {IdOf(room.opening.a_case), IdOf(room.opening.subject),
        IdOf(room.pregnancy), section, std::string("K-17")}) {
    EXPECT_THAT(release.response, Not(HasSubstr(name)));
  }
  // The caller's own part of the log does not either.
  const std::vector<OpenedLeaf> leaves =
      room.world.log().List(0, 10000).value();
  for (const OpenedLeaf& leaf : leaves) {
    v1::ExchangeGroup entry;
    ASSERT_TRUE(entry.ParseFromString(leaf.exchange_group));
    if (entry.kind() != v1::LEAF_KIND_READ || entry.party() != kFamily) {
      continue;
    }
    for (const v1::DisclosedCategory& one : entry.disclosed()) {
      EXPECT_THAT(one.source(), IsEmpty());
      EXPECT_EQ(one.basis(), v1::BASIS_CODE_CONSENT);
    }
  }
}

TEST(SharedSummaryTest, ScreenIsUsedUnderTheAliasOnly) {
  Room room;
  EXPECT_THAT(room.Screen(World::Nurse()).disclosure().obligations(),
              testing::Contains(v1::OBLIGATION_ALIAS_ONLY));
}

}  // namespace
}  // namespace tasuki::exchange
