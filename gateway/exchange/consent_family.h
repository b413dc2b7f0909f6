#ifndef GATEWAY_EXCHANGE_CONSENT_FAMILY_H_
#define GATEWAY_EXCHANGE_CONSENT_FAMILY_H_

#include <optional>
#include <set>
#include <string>

#include "gateway/exchange/context.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/state.pb.h"

// Whom of those close to her the holders of a consent may speak to.
namespace tasuki::exchange {

// INVALID_ARGUMENT: whom the terms name, or of what, breaks a rule; names the
// field.
absl::Status CheckFamily(const v1::ConsentTerms& terms);

// That the caller's party may tell somebody of something.
struct LeaveToTell {
  // When she herself agreed to it last, seconds since 1970 UTC; 0: a guardian
  // did, who lifts nothing that she forbade.
  int64_t agreed_at = 0;
  UnitOutcome outcome;  // of the consent that says so (C28)
};
// By the newest consent in force that the caller may read, that its party
// recorded or confirmed as a holder, and that is for the context's purpose;
// nullopt: by none. Of other consents it tells nothing.
absl::StatusOr<std::optional<LeaveToTell>> FindLeaveToTell(
    Context& context, const std::string& subject, v1::PersonLabel person,
    v1::FamilyTopic topic);

// The holders, but for the caller's party, that might tell somebody something
// by the terms before, and may not, or for less long, by those after.
std::set<std::string> WhoTellsLess(const Context& context,
                                   const v1::ConsentRow& before,
                                   const v1::ConsentTerms& after);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONSENT_FAMILY_H_
