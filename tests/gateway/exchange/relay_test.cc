// Through whom somebody in a protected place is reached (SR-05).
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/break_glass_setting.h"

namespace tasuki::exchange {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kMotherChildFacility[] = "bodies/mother-child-facility";

std::vector<std::string> RelaysIn(const v1::Disclosure& disclosure) {
  std::vector<std::string> relays;
  for (const v1::RelayContact& one : disclosure.relay_contacts()) {
    relays.push_back(one.subject() + " " + one.party());
  }
  return relays;
}

// The hospital learns in an emergency that there is a place.
class RelayTest : public BreakGlassTest {
 protected:
  RelayTest() {
    v1::Record safety;
    safety.mutable_safety()->mutable_shelter()->set_facility_name("PLACE-MARK");
    section_ = InCase(world_, World::Nurse(), case_, safety);
  }

  void Open(bool to_the_place = false) {
    v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
    request.set_to_the_place(to_the_place);
    Opened(SocialWorker(), request);
  }

  v1::Disclosure Disclosed() {
    const Release release = Read(SocialWorker());
    EXPECT_THAT(release.status, IsOk());
    v1::GetCaseResponse response;
    EXPECT_TRUE(response.ParseFromString(release.response));
    EXPECT_EQ(response.SerializeAsString(), release.response);
    return response.disclosure();
  }

  std::string Through(const std::string& party) const {
    return case_.subject + " " + party;
  }

  std::string section_;
};

TEST_F(RelayTest, WhoKnowsThatThereIsAPlaceIsToldWhoRelays) {
  HandTo(section_, kWomensCentre);
  Open();
  const v1::Disclosure disclosed = Disclosed();
  EXPECT_THAT(RelaysIn(disclosed), ElementsAre(Through(kWomensCentre)));
  EXPECT_THAT(disclosed.obligations(),
              Contains(v1::OBLIGATION_CONTACT_THROUGH_RELAY));
}

TEST_F(RelayTest, TheLogNamesWhoWasNamed) {
  HandTo(section_, kWomensCentre);
  Open();
  Disclosed();
  v1::ExchangeGroup exchange;
  ASSERT_TRUE(exchange.ParseFromString(
      world_.log().List(0, 10000)->back().exchange_group));
  EXPECT_EQ(exchange.relay(), kWomensCentre);
  EXPECT_THAT(exchange.obligations(),
              Contains(v1::OBLIGATION_CONTACT_THROUGH_RELAY));
}

TEST_F(RelayTest, WhoSeesThePlaceNeedsNone) {
  HandTo(section_, kWomensCentre);
  Open(/*to_the_place=*/true);
  const v1::Disclosure disclosed = Disclosed();
  EXPECT_THAT(RelaysIn(disclosed), IsEmpty());
  EXPECT_THAT(disclosed.obligations(),
              Not(Contains(v1::OBLIGATION_CONTACT_THROUGH_RELAY)));
}

TEST_F(RelayTest, WhoMayNotKnowOfThePlaceIsToldNobody) {
  HandTo(section_, kWomensCentre);
  for (const World::Person& person : {World::Worker(), World::Nurse()}) {
    const Release release = Read(person);
    ASSERT_THAT(release.status, IsOk());
    v1::GetCaseResponse response;
    ASSERT_TRUE(response.ParseFromString(release.response));
    EXPECT_THAT(RelaysIn(response.disclosure()), IsEmpty());
    EXPECT_THAT(release.response, Not(HasSubstr(kWomensCentre)));
  }
}

// Its name would say where she is.
TEST_F(RelayTest, ThePlaceItselfNeverRelays) {
  HandTo(section_, kMotherChildFacility);
  Open();
  EXPECT_THAT(RelaysIn(Disclosed()), ElementsAre(Through(kMaternal)));
  AddToTeam(world_, case_, kWomensCentre, v1::RELATION_MEMBER);
  EXPECT_THAT(RelaysIn(Disclosed()), ElementsAre(Through(kWomensCentre)));
}

TEST_F(RelayTest, WhoLeftTheTeamRelaysNoMore) {
  AddToTeam(world_, case_, kWomensCentre, v1::RELATION_MEMBER);
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(case_.a_case);
  end.set_party(kWomensCentre);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
  HandTo(section_, kMotherChildFacility);
  Open();
  EXPECT_THAT(RelaysIn(Disclosed()), ElementsAre(Through(kMaternal)));
}

// That she turned to the service is not for the hospital to learn.
TEST_F(RelayTest, WhomACopyCameFromIsNotTold) {
  HandTo(section_, kMotherChildFacility, kNpo);
  Open();
  EXPECT_THAT(RelaysIn(Disclosed()), ElementsAre(Through(kMaternal)));
  HandTo(section_, kMotherChildFacility, kWomensCentre);
  EXPECT_THAT(RelaysIn(Disclosed()), ElementsAre(Through(kWomensCentre)));
}

TEST_F(RelayTest, AnAnswerThatLeavesThePlaceOutNamesNobody) {
  v1::Record profile = Profile();
  profile.mutable_subject_profile()->mutable_address_protection()->set_active(
      true);
  v1::SafeContactRule& rule =
      *profile.mutable_subject_profile()->add_safe_contact_rules();
  rule.set_channel(v1::CONTACT_CHANNEL_LINE);
  rule.set_allowed(true);
  HandTo(InCase(world_, World::Nurse(), case_, profile), kWomensCentre);
  Open();
  EXPECT_THAT(RelaysIn(Disclosed()), ElementsAre(Through(kWomensCentre)));
  v1::CheckContactRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  request.set_subject(case_.subject);
  request.set_case_(case_.a_case);
  request.set_channel(v1::CONTACT_CHANNEL_LINE);
  const auto answer = world_.Ask<v1::CheckContactResponse>(
      SocialWorker(), "CaseService/CheckContact", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_TRUE(answer.allowed());
  EXPECT_THAT(RelaysIn(answer.disclosure()), IsEmpty());
  EXPECT_THAT(answer.disclosure().obligations(),
              Not(Contains(v1::OBLIGATION_CONTACT_THROUGH_RELAY)));
}

TEST_F(RelayTest, TheVersionTagChangesWithWhoRelays) {
  HandTo(section_, kMotherChildFacility);
  Open();
  const std::string by_the_lead = Disclosed().etag();
  EXPECT_EQ(Disclosed().etag(), by_the_lead);
  AddToTeam(world_, case_, kWomensCentre, v1::RELATION_MEMBER);
  EXPECT_NE(Disclosed().etag(), by_the_lead);
}

}  // namespace
}  // namespace tasuki::exchange
