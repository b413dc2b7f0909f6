#ifndef TESTS_SCENARIO_SCENARIO_SUSPICION_H_
#define TESTS_SCENARIO_SCENARIO_SUSPICION_H_

#include "tests/scenario/scenario_steps.h"

// Scenario S8: infant K with broken ribs; the mother, J, agreed to nothing. The
// scenes in the order in which they are played.
namespace tasuki::scenario {

inline constexpr char kNightClinic[] = "bodies/night-clinic";

// scenario_suspicion.cc
void MotherRefusesAll(Story& story);      // before
void ClinicReportsAtNight(Story& story);  // 1
void CentreTellsTheCity(Story& story);    // 2
// scenario_suspicion_inquiry.cc
void CentreAsksTheListed(Story& story);     // 3
void ServiceGivesTheMinimum(Story& story);  // 4
void CustodyAtTheHospital(Story& story);    // 5
void OldHistoryIsRefused(Story& story);     // 6
// scenario_suspicion_end.cc
void MotherIsTold(Story& story);       // 7
void ItWasABoneDisease(Story& story);  // 8

// What is written down: scenario_suspicion_records.cc
v1::Record ContactOfJ();
v1::Record XRayOfK();
v1::Record BoneDiseaseOfK();
v1::Record OpinionOnK();
v1::Record GuardiansOfK();
v1::Record UrgencySheetOfK();
v1::Record ConclusionOnK();
v1::Record CheckUpsOfK();
v1::Record BirthOfK();
v1::Record ExtractOfTheService();
v1::Record HistoryOfTheMother();
v1::Record EntrustedCustodyOfK();
v1::Record TalkWithTheMother();

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_SUSPICION_H_
