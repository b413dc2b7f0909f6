#ifndef TESTS_SCENARIO_CASE_FACTS_SEEN_H_
#define TESTS_SCENARIO_CASE_FACTS_SEEN_H_

#include "tests/scenario/case_facts.h"

// Records as readers see them who see neither the whole nor exactly the reduced
// edition, written out by hand.
namespace tasuki::scenario {

// What she told, without her address: for the hospital.
v1::Record ToldForHospital();
// How to reach her, and nothing else: for the service.
v1::Record ToldForService();
// The year of birth and the city, and how to reach her: for the centre.
v1::Record ToldForCgc();
// The family without the father: for the hospital.
v1::Record FamilyForHospital();
// The family in full, of the father whether he is known: for the centre.
v1::Record FamilyForCgc();
// How the birth is paid, and nothing of the money.
v1::Record PaymentRouteOnly();
// What she is called, and nothing else: for the coordinator.
v1::Record ContactByName();
v1::Record HandleOnly();
// The alias of the case and nothing of its management.
v1::Record ManagementByName();
// The hospital's form, for the hospital: money is nothing of its own.
v1::Record SignsForHospital();
// The same, for maternal health on CWA 21-10-5.
v1::Record SignsForCity();
// The same with the judgement, once the case is registered.
v1::Record SignsForNamedNurse();
// The same for family support, as the council allows.
v1::Record SignsForFamilySupport();
// That somebody asked, in summary.
v1::Record InquiryInSummary();
// Of the form, what the centre may see: the pregnancy.
v1::Record SignsForCgc();
// The money in summary, without the way of payment.
v1::Record MoneyForCgc();
// A sheet's alias and nothing else.
v1::Record ConsultationByName();
// The service's first record as c2 alone opens it.
v1::Record ContactUnderC2();
// The chief's sheet without its questions and its assessment.
v1::Record SheetWithoutRisk();
// The alias, the questions and the assessment.
v1::Record SheetForCoordinator();

// What the screen of a conference shows.
v1::Record PregnancyOnScreen();
v1::Record VisitOnScreen();
v1::Record ManagementOnScreen();

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_CASE_FACTS_SEEN_H_
