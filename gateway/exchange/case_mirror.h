#ifndef GATEWAY_EXCHANGE_CASE_MIRROR_H_
#define GATEWAY_EXCHANGE_CASE_MIRROR_H_

#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/lead.h"
#include "gateway/exchange/unit.h"

namespace tasuki::exchange {

// Writes a case row together with the section that says the same as a record
// (CASE_MANAGEMENT, held by the lead), so that class, lead, rank and team are
// disclosed by the same rules as everything else. `changed`: proposals of lead
// and rank that the same decision stores.
absl::Status WriteCase(Context& context, FoundCase a_case,
                       const std::vector<FoundProposal>& changed = {});

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CASE_MIRROR_H_
