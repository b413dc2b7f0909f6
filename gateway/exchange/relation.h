#ifndef GATEWAY_EXCHANGE_RELATION_H_
#define GATEWAY_EXCHANGE_RELATION_H_

#include <string>

#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

// How a reader stands to a case. One relation per request: the reader's team
// entry, else oversight of its centre's cases; oversight first where the
// purpose is OVERSIGHT, SUPERVISION or SELF_DISCLOSURE.
struct Standing {
  v1::Relation relation = v1::RELATION_UNSPECIFIED;
  bool person_named = false;  // the team entry names this person
  // In this fiscal year: the reader's entry, else the lead's.
  bool team_confirmed = false;
};
Standing StandingOf(Reading& state, const Reader& reader,
                    const v1::CaseRow& a_case, v1::Purpose purpose);

// The lead's entry. A case has exactly one at every moment.
const v1::TeamEntry& LeadOf(const v1::CaseRow& a_case);
// Does a party of this body lead? One of all leads there were, where the state
// is that of a stretch of time (window.h).
bool IsLedIn(const v1::CaseRow& a_case, const std::string& body);

// Does the reader oversee the cases that parties of its body lead?
bool Oversees(const Reader& reader, v1::Purpose purpose);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_RELATION_H_
