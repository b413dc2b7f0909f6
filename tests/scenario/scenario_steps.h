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

// About the subject of the story, to be sent: sections on a basis; or a
// question for categories that says why.
v1::SendMessageRequest MessageOf(
    Story& story, v1::MessageKind kind, const char* recipient,
    const std::vector<std::string>& sections,
    v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED);
v1::SendMessageRequest RequestFor(Story& story, const char* recipient,
                                  const std::vector<v1::Category>& categories,
                                  const char* need);
// Sends it; its name.
std::string Sent(Story& story, absl::string_view actor,
                 const v1::SendMessageRequest& message);
// Takes a message over into a case, or into none; the copies.
std::vector<std::string> TakenOver(Story& story, absl::string_view actor,
                                   const std::string& message,
                                   const std::string& a_case = "");

// Refuses a request with this code, which is the true one in the log; the
// requester reads the other one.
struct RequestRefusal {
  std::string holder, requester;
  v1::RefusalCode code, told;
};
void ExpectRequestRefused(Story& story, const std::string& request,
                          const RequestRefusal& refusal);

// Proposes lead and rank of the case; the proposal's name.
struct Proposal {
  const char* lead;
  v1::Urgency urgency;
  v1::Rank rank;
  const char* reason;
};
std::string Proposed(Story& story, absl::string_view actor,
                     const Proposal& proposal);
// Who leads and how urgent it is, as each of them reads it; as the last one
// does.
struct LeadNow {
  std::string lead;
  v1::Urgency urgency;
};
v1::GetLeadResponse ExpectLead(Story& story, const Actors& actors,
                               const LeadNow& expected);

// Nobody but these finds the text in the case.
void ExpectInCaseOnlyFor(Story& story, const Actors& actors,
                         const std::string& text);

// On what a disclosure rests, as the log says it.
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
