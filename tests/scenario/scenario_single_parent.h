#ifndef TESTS_SCENARIO_SCENARIO_SINGLE_PARENT_H_
#define TESTS_SCENARIO_SCENARIO_SINGLE_PARENT_H_

#include "tests/scenario/exchange_steps.h"
#include "tests/scenario/story_scenes.h"

// A mother on her own: G, a child of two, rent in arrears. The scenes in the
// order in which they are played.
namespace tasuki::scenario {

inline constexpr char kWelfareOffice[] =
    "bodies/sample-city/units/welfare-office";
inline constexpr char kHomeForMothers[] = "bodies/mother-child-facility";

// Figures and names that stay with the adviser.
std::vector<std::string> FiguresOfG();

void AdviserListens(Story& story);        // 1
void NurseSeesClasses(Story& story);      // 2
void WelfareOfficeAnswers(Story& story);  // 3
void HomeWithConsent(Story& story);       // 4
void FormerHusbandPhones(Story& story);   // 5
void MoneyTakenBack(Story& story);        // 6
void AllTakenBack(Story& story);          // 7

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_SINGLE_PARENT_H_
