#ifndef TESTS_SCENARIO_SCENARIO_DEVELOPMENT_H_
#define TESTS_SCENARIO_SCENARIO_DEVELOPMENT_H_

#include "tests/scenario/exchange_steps.h"
#include "tests/scenario/story_scenes.h"

// A child with developmental needs: F, three years old, few words. The scenes
// in the order in which they are played.
namespace tasuki::scenario {

inline constexpr char kDevelopment[] =
    "bodies/sample-city/units/child-development";
inline constexpr char kNurseryOfF[] = "bodies/sample-nursery";
inline constexpr char kSchool[] = "bodies/sample-school";
inline constexpr char kTherapyCentre[] = "bodies/development-centre";

// What stays with the development unit: raw answers, who tested, the words of
// the diagnosis.
std::vector<std::string> RawWords();
v1::Record AssessmentOfF();

void ThreeYearCheckUp(Story& story);    // 1
void SpeechTherapist(Story& story);     // 2
void CheckListAndPlan(Story& story);    // 3
void NurseryWithConsent(Story& story);  // 4
void SecondedTherapist(Story& story);   // 5
void SchoolEntry(Story& story);         // 6
void NurseryNoMore(Story& story);       // 7

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_DEVELOPMENT_H_
