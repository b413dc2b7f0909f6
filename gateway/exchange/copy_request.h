#ifndef GATEWAY_EXCHANGE_COPY_REQUEST_H_
#define GATEWAY_EXCHANGE_COPY_REQUEST_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/consent/self_disclosure.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/ground_inputs.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/access.pb.h"
#include "tasuki/v1/state.pb.h"

// Requests for a copy of what the centre holds of a person (APPI 76, SR-24).
namespace tasuki::exchange {

consent::StoredCopyRequest StoredCopyRequestOf(const std::string& id,
                                               const v1::CopyRequestRow& row);

// Its state now. Limits the decision to the moment when that changes.
v1::CopyRequestState StateNow(Reading& state, const std::string& id,
                              const v1::CopyRequestRow& row);

// What speaks against who asks: what anybody confirmed on the case of danger to
// one of the family or of her pregnancy, and a protected address.
absl::StatusOr<consent::Adversity> AdversityOf(Reading& state,
                                               const v1::CopyRequestRow& row);
// The same as far as the caller may know: from records of its own body and
// those that it is shown. A protected address every reader is told of.
absl::StatusOr<consent::Adversity> AdversityShown(
    Context& context, const v1::CopyRequestRow& row);

// For which request the caller prepares a copy: its id, if the purpose is
// SELF_DISCLOSURE and the reference names one; else empty.
std::string CopyRequestOf(const v1::Access& access);

// `base` on the ground of the request that the reader prepares a copy for, with
// what is known of who asks. None if it is of another case, person or party.
absl::StatusOr<std::vector<policy::Situation>> CopySituationsOf(
    Reading& state, const Reader& reader, const v1::SectionRow& section,
    const std::optional<FoundCase>& a_case, const policy::Situation& base);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_COPY_REQUEST_H_
