#ifndef TESTS_SCENARIO_BRANCH_SCENES_H_
#define TESTS_SCENARIO_BRANCH_SCENES_H_

#include "tests/scenario/exchange_steps.h"
#include "tests/scenario/story_scenes.h"

// The scenes of the three branches, #19 to #32, and what only they name.
namespace tasuki::scenario {

inline constexpr char kRegister[] = "bodies/sample-city/units/register-office";
inline constexpr char kFacility[] = "bodies/mother-child-facility";
inline constexpr char kInfantHome[] = "bodies/infant-home";

// She applies to the agency: its people come on the case, and her consent to
// the first stage shows them this much.
void ApplyToTheAgency(Story& story, const Shown& shown);
// This much, where nothing of hers is sealed.
const Shown& OfTheFirstStage();

// What may be in nothing that is said of the child of a confidential birth.
std::vector<std::string> WordsOfTheMother(Story& story);

// Towards a confidential birth.
void IdentityIsSealed(Story& story);    // #19
void NameByMistake(Story& story);       // #20
void IdentityIsAskedFor(Story& story);  // #21
void AgencyAfterTheSeal(Story& story);  // #22
void ChildIsBorn(Story& story);         // #23
void ChildInCustody(Story& story);      // #24
void ChildIsRegistered(Story& story);   // #25
void ChildWithCarers(Story& story);     // #26
void OneRouteOnly(Story& story);        // #26
// Towards a safe place.
void AppliedBefore(Story& story);         // #22
void CounsellorHears(Story& story);       // #27
void SafePlaceAsked(Story& story);        // #27
void PlaceIsProtected(Story& story);      // #28
void FacilityTakesHerIn(Story& story);    // #28
void NobodyLearnsThePlace(Story& story);  // #29
void ShortStay(Story& story);             // #30
// When she raises the child herself.
void AgencyJoins(Story& story);          // #22
void SheRaisesTheChild(Story& story);    // #31
void HerMotherKnows(Story& story);       // #31
void SupportPlanHanded(Story& story);    // #32
void HealthIsReleased(Story& story);     // #32
void AfterTheTeamConsent(Story& story);  // what ends with c2

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_BRANCH_SCENES_H_
