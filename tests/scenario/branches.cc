// Which scenes each branch plays.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {

const std::vector<Branch>& Branches() {
  static const auto* const branches = new std::vector<Branch>{
      {"child-welfare",
       "児童福祉の道。内密出産と、生まれた子",
       "The child welfare branch: a confidential birth, and the child",
       {IdentityIsSealed, NameByMistake, IdentityIsAskedFor, AgencyAfterTheSeal,
        ChildIsBorn, ChildInCustody, ChildIsRegistered, ChildWithCarers,
        OneRouteOnly}},
      {"women",
       "女性相談の道。安全な場所",
       "The women's branch: a safe place",
       {SafePlaceAsked, PlaceIsProtected, FacilityTakesHerIn,
        NobodyLearnsThePlace, ShortStay}},
      {"maternal",
       "母子保健の道。自分の母に話し、育てる",
       "The maternal branch: she tells her mother and raises the child",
       {AgencyJoins, SheRaisesTheChild, HerMotherKnows, SupportPlanHanded,
        HealthIsReleased, AfterTheTeamConsent}}};
  return *branches;
}

}  // namespace tasuki::scenario
