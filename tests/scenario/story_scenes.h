#ifndef TESTS_SCENARIO_STORY_SCENES_H_
#define TESTS_SCENARIO_STORY_SCENES_H_

#include "tests/scenario/story.h"

// The scenes of the seed case in the order in which they are played. Each goes
// on from where the last one ended.
namespace tasuki::scenario {

// Parties of the sample city.
inline constexpr char kMaternalHealth[] =
    "bodies/sample-city/units/maternal-health";
inline constexpr char kFamilySupport[] =
    "bodies/sample-city/units/family-support";
inline constexpr char kSupervision[] = "bodies/sample-city/units/supervision";
inline constexpr char kCgc[] = "bodies/hokusei-cgc";
inline constexpr char kHospital[] = "bodies/ob-hospital";
inline constexpr char kService[] = "bodies/sos-npo";
inline constexpr char kPhysicians[] = "bodies/contract-physicians";
inline constexpr char kWomensCentre[] = "bodies/wco";
inline constexpr char kAgency[] = "bodies/adoption-agency";

// #1 to #18.
std::vector<Scene> Trunk();

// Everybody's, at the end of a scenario.
void ReceiptsOfAll(Story& story);

// Everybody at maternal health.
const Actors& MaternalHealth();

// The service's first message to maternal health.
v1::SendMessageRequest Referral(Story& story);
// The units of the centre on the case see its management as it is now.
void ShowManagement(Story& story, const std::vector<std::string>& team);
// What everybody sees once the case is registered in the council.
void ShowCouncilSights(Story& story);
// What the centre and the council see of the chief's sheets.
void ShowSheetInside(Story& story);

void FirstContact(Story& story);          // #1 to #3
void OpenTheCase(Story& story);           // #4
void FamilySupportJoins(Story& story);    // #5
void HiddenLooksAbsent(Story& story);     // #5
void PersonalCertificates(Story& story);  // #5
void Consultation(Story& story);          // #6
void QuestionTooEarly(Story& story);      // #7
void FirstMeeting(Story& story);          // #8
void RequestToHospital(Story& story);     // #9
void FirstVisit(Story& story);            // #10
void FormOfSigns(Story& story);           // #11
void SafeContact(Story& story);           // #12
void Council(Story& story);               // #13
void QuestionAgain(Story& story);         // #14
void SomebodyAsks(Story& story);          // #15
void Conference(Story& story);            // #16
void MilestoneAnswered(Story& story);     // #17
void Supervision(Story& story);           // #18
void SealedName(Story& story);            // SR-01, another woman
void FourEyes(Story& story);              // the policy, by two officers

// Afterwards: what ends, and what is proved.
void Withdrawal(Story& story);
void TeamConsentWithdrawn(Story& story);
void FamilySupportLeaves(Story& story);
void ProofsOfTheShutOut(Story& story);
void Disabled(Story& story);
void Proofs(Story& story);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_STORY_SCENES_H_
