#ifndef TESTS_SCENARIO_SCENARIO_STEPS_H_
#define TESTS_SCENARIO_SCENARIO_STEPS_H_

#include <string>
#include <vector>

#include "tasuki/v1/report.pb.h"
#include "tests/scenario/branch_steps.h"

// Steps that scenarios take, beside those of branch_steps.h.
namespace tasuki::scenario {

// Hands a report to the intake with the actor's certificate; its name, once it
// is on the recipient's desk. The intake must have been started.
std::string SendReport(Story& story, const std::string& actor,
                       const v1::ReportContent& content);

// On what a disclosure rests, as the log says it: the grounds by name, each
// with its categories, such as "CAPA_13_4: C09 C12; COUNCIL_EXCHANGE: C01".
std::string GroundsOf(Story& story, const v1::Disclosure& disclosure);
// The same, expected; that the disclosure left evidence is part of it.
void ExpectGrounds(Story& story, const v1::Disclosure& disclosure,
                   const std::string& grounds, absl::string_view what);

// A message as the actor sees it for its own purpose: its levels, as in
// LevelsText, and the grounds that they rest on.
struct Shown {
  std::string levels, grounds;
};
v1::GetMessageResponse ExpectShown(Story& story, absl::string_view actor,
                                   const std::string& message,
                                   const Shown& shown);
// The same of a case; empty levels: there is no such case for the actor.
v1::GetCaseResponse ExpectCase(Story& story, absl::string_view actor,
                               const std::string& a_case, const Shown& shown);

// The true code of a refusal that the log has, or of a decision that gave
// something and withheld the rest; UNSPECIFIED if there is none.
v1::RefusalCode TrueCodeOf(Story& story, const v1::Disclosure& disclosure);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_STEPS_H_
