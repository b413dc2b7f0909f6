#ifndef GATEWAY_EXCHANGE_CONSENT_STATE_H_
#define GATEWAY_EXCHANGE_CONSENT_STATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/consent/grounds.h"
#include "gateway/exchange/reading.h"
#include "gateway/model/level_set.h"
#include "tasuki/v1/state.pb.h"

// Where a consent stands at this moment. What was shown to her stays in its row
// for good; what became of it is in the row's changes.
namespace tasuki::exchange {

// When the event that she named happened; InfiniteFuture: not yet, or none.
//   BIRTH        the day in Japan that records state, from its first moment;
//   CASE_CLOSED  the first moment since it was given at which a case of hers
//                closed and none was open.
absl::StatusOr<absl::Time> EventOf(Reading& state, const v1::ConsentRow& row);

// The first moment at which it holds no longer by itself: after its last one,
// or its days after the event. Limits the decision to it.
absl::StatusOr<absl::Time> EndOf(Reading& state, const v1::ConsentRow& row);

// As recorded, or EXPIRED.
absl::StatusOr<v1::ConsentState> StateOf(Reading& state,
                                         const v1::ConsentRow& row);
bool IsInForce(v1::ConsentState state);

// As grounds look at it. Limits the decision to its end.
absl::StatusOr<consent::StoredConsent> StoredConsentOf(
    Reading& state, const std::string& id, const v1::ConsentRow& row);

// Whose mask one is in a row, beside those of the recipients: of what a unit of
// a centre was shown to see of what a recipient there receives.
std::string MaskThrough(const std::string& unit, const std::string& recipient);
bool IsThroughCentre(const v1::ConsentMask& mask);

// Does the change withdraw something of it and not all?
bool TakesPart(const v1::ConsentChange& change);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONSENT_STATE_H_
