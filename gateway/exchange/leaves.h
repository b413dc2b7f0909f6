#ifndef GATEWAY_EXCHANGE_LEAVES_H_
#define GATEWAY_EXCHANGE_LEAVES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/method.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// Where a decision was made, for the log.
struct Origin {
  std::string replica;
  std::string build;
  int64_t policy_version = 0;
};

// The leaves of one decision: one per data subject named in the answer, exactly
// one when none is; then one per event, without evidence for the caller.
std::vector<LeafDraft> LeavesOf(const Context& context,
                                const std::string& operation,
                                const Method& method,
                                const ParsedRequest& request,
                                const Answer& answer, const Origin& origin);

// How many of these leaves are evidence for the caller.
size_t EvidenceCount(const Answer& answer);

// What the answer says about itself, but for the evidence and who relays: a
// v1::Disclosure in canonical bytes. The etag covers the body, the levels, the
// obligations and `relays`: it changes exactly when what the caller sees
// does.
std::string DisclosureBytes(const Answer& answer, absl::string_view relays);

// Who relays, the field that follows the evidence.
std::string RelayBytes(const Answer& answer);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_LEAVES_H_
