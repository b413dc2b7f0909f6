#ifndef GATEWAY_EXCHANGE_MOMENT_H_
#define GATEWAY_EXCHANGE_MOMENT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/reading.h"

// From when on something new counts as later than all that is there. Time
// stamps are whole seconds, so that is never this second: what is confirmed in
// it already has to be older.
namespace tasuki::exchange {

// The next second, or the one after all that is confirmed or proposed in the
// case: an upgrade or a seal of this very second dates ahead what follows it.
absl::StatusOr<int64_t> MomentAfterCase(Reading& state,
                                        const std::string& case_id);

// The same of all cases of a person.
absl::StatusOr<int64_t> MomentAfterCasesOf(Reading& state,
                                           const std::string& subject);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_MOMENT_H_
