#ifndef TESTS_SCENARIO_SCENARIO_SHELTER_H_
#define TESTS_SCENARIO_SCENARIO_SHELTER_H_

#include <map>
#include <string>
#include <vector>

#include "tests/scenario/exchange_steps.h"

// Scenario S3: D flees from her husband with E, one year old, to a shelter in
// another prefecture. The story follows the case of E; of D's the levels are
// compared here. The scenes in the order in which they are played.
namespace tasuki::scenario {

inline constexpr char kRefuge[] = "bodies/refuge";
// Where they move to, under ids that tell no place (SR-05).
inline constexpr char kOtherCity[] = "bodies/other-city-7";
inline constexpr char kOtherCentre[] = "bodies/other-cgc-7";

// scenario_shelter.cc
void SheIsHeard(Story& story);         // 1
void ChildHasSeenIt(Story& story);     // 2
void CityWorksTogether(Story& story);  // 2, on the child's case
// scenario_shelter_flight.cc
void CentreShelters(Story& story);      // 3
void PlaceIsAskedFor(Story& story);     // 3
void HusbandCalls(Story& story);        // 4
void HusbandWantsACopy(Story& story);   // 4
void AddressIsProtected(Story& story);  // 5
// scenario_shelter_move.cc
void NewCityAsks(Story& story);          // 6
void NobodyLearnsTheCity(Story& story);  // 6
void CentresHandOver(Story& story);      // 7
// scenario_shelter_after.cc
void LeaksAreClosed(Story& story);    // 8
void ConferenceIsTold(Story& story);  // 9

// What everybody sees of D's case, by actor; who is not named sees nothing.
using SeenBy = std::map<std::string, std::string>;
void ExpectSeenOfD(Story& story, const SeenBy& seen);

// What is written down: scenario_shelter_records.cc
v1::Record ProfileOfD();
v1::Record ViolenceAgainstD();
v1::Record ProfileOfE();
v1::Record ProfileOfEAtMaternalHealth();
v1::Record CheckUpsOfE();
v1::Record IntakeOfE();
v1::Record AssessmentOfE();
v1::Record VisitToE();
v1::Record Shelter();
v1::Record EntrustedProtectionOfD();
v1::Record MeasureAskedForD();
v1::Record MeasureAskedForE();
v1::Record LeaksOfD();
v1::Record HandOverOfE();

// What tells where they lived, and where they are.
std::vector<std::string> OldPlaces();
std::vector<std::string> NewPlaces();

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_SHELTER_H_
