#ifndef TESTS_SCENARIO_SCENARIO_PROTECTION_H_
#define TESTS_SCENARIO_SCENARIO_PROTECTION_H_

#include "tests/scenario/scenario_steps.h"

// Scenario S2: child B, four years old, a bruise seen at the nursery. The
// scenes in the order in which they are played.
namespace tasuki::scenario {

inline constexpr char kNursery[] = "bodies/sample-nursery";
inline constexpr char kClinic[] = "bodies/paediatric-clinic";
// Who reported; in the city's record of the report.
inline constexpr char kReporter[] = "見本保育所 主任";

// scenario_protection.cc
void NurseryReports(Story& story);        // 1
void IntakeAndSafetyCheck(Story& story);  // 2
// scenario_protection_inquiry.cc
void CheckUpHistory(Story& story);       // 3, inside the centre
void ClinicAnswersInPart(Story& story);  // 3, in the mayor's name
void CityNotifies(Story& story);         // 4
// scenario_protection_joint.cc
void CentreTakesTheLead(Story& story);     // 5
void Visits(Story& story);                 // 6
void FatherAsksWhoReported(Story& story);  // 7
void Custody(Story& story);                // 8
// scenario_protection_return.cc
void BodiesDisagree(Story& story);      // 9
void PractitionersAgree(Story& story);  // 10
void HandedBack(Story& story);          // 11

// What is written down: scenario_protection_records.cc
v1::Record ReportOfB();
v1::Record CheckUpsOfB();
v1::Record InjuriesOfB();
v1::Record OpinionOnB();
v1::Record IllnessOfTheSibling();
v1::Record UrgencySheetOfB();
v1::Record VisitTo(bool joint);
v1::Record CustodyOfB();
v1::Record HomeReturnOfB();
v1::Record MeetingOnB();
v1::Record GuidanceOfB();

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_PROTECTION_H_
