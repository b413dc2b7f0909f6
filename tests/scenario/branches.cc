// Which scenes each branch plays.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

// She turns to the city's own counsellor, who works in family support.
Setting WithTheCounsellor() {
  Setting setting = SeedSetting();
  setting.cast.push_back({"counsellor", "相談支援員", "women's counsellor",
                          "fs", kFamilySupport, "p-wcw-1", v1::ROLE_WCW,
                          v1::PURPOSE_WOMENS_SUPPORT});
  return setting;
}

}  // namespace

const std::vector<Branch>& Branches() {
  static const auto* const branches = new std::vector<Branch>{
      {"child-welfare",
       "児童福祉の道。内密出産と、生まれた子",
       "The child welfare branch: a confidential birth, and the child",
       SeedSetting(),
       {IdentityIsSealed, NameByMistake, IdentityIsAskedFor, AgencyAfterTheSeal,
        ChildIsBorn, ChildInCustody, ChildIsRegistered, ChildWithCarers,
        OneRouteOnly}},
      {"women",
       "女性相談の道。安全な場所",
       "The women's branch: a safe place",
       WithTheCounsellor(),
       {AppliedBefore, CounsellorHears, SafePlaceAsked, PlaceIsProtected,
        FacilityTakesHerIn, NobodyLearnsThePlace, ShortStay}},
      {"maternal",
       "母子保健の道。自分の母に話し、育てる",
       "The maternal branch: she tells her mother and raises the child",
       SeedSetting(),
       {AgencyJoins, SheRaisesTheChild, HerMotherKnows, SupportPlanHanded,
        HealthIsReleased, AfterTheTeamConsent}}};
  return *branches;
}

}  // namespace tasuki::scenario
