#ifndef TESTS_SCENARIO_SIGHT_H_
#define TESTS_SCENARIO_SIGHT_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/scenario/partner_process.h"

namespace tasuki::scenario {

// What there is to look at in the story so far; empty names: not yet.
struct Places {
  std::string subject, a_case;
  std::vector<std::string> consents, messages;
};

// Everything one party finds when it tries every door: what it does not find
// answered NOT_FOUND. Whole messages; only proofs and times of sending are left
// out.
struct Sight {
  std::vector<std::string> listed_cases;
  std::vector<v1::MessageHeader> inbox;
  std::optional<v1::Subject> subject;
  std::map<std::string, v1::ConsentState> consents;
  std::optional<v1::Case> a_case;
  std::string case_levels;  // such as "C01● C06◐ | CENTRE_ONLY"
  std::map<std::string, v1::GetMessageResponse> messages;
  std::map<std::string, std::string> message_levels;
  // Leaf hashes of these answers.
  std::string case_evidence;
  std::map<std::string, std::string> message_evidence;
  // On which grounds they rest; only what is expected of it (GroundsOf).
  std::string case_grounds;
  std::map<std::string, std::string> message_grounds;
  // Nothing answers: the identity is refused.
  bool shut_out = false;
  // Answers that are none of the above; always a fault.
  std::vector<std::string> faults;

  // All of it as text, to be compared.
  std::string ToText() const;
  // The highest level of each category over all of it.
  std::map<v1::Category, v1::Level> Levels() const;
};

// Tries every door.
Sight LookAround(PartnerProcess& partner, const Places& places);

// Categories, then obligations and who relays, as text:
// "C01● C06◐ | CENTRE_ONLY".
std::string LevelsText(const v1::Disclosure& disclosure);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SIGHT_H_
