#ifndef GATEWAY_EXCHANGE_COPY_USE_H_
#define GATEWAY_EXCHANGE_COPY_USE_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/reading.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/policy.h"
#include "tasuki/v1/state.pb.h"

// What may still be done with a received copy once a consent under which it was
// received says less than it did (SR-20).
namespace tasuki::exchange {

// The levels at which `reader` may still use the section for `purpose`, by
// every consent that it rests on: nothing once one of them is withdrawn or
// over, not what was withdrawn towards whoever received it, nothing for a
// purpose that was taken away or to a party that she excluded, and of a
// superseded consent what its successor covers. Full for what is no such copy.
absl::StatusOr<LevelSet> StillInUse(Reading& state,
                                    const v1::SectionRow& section,
                                    const std::string& reader,
                                    v1::Purpose purpose);

// Lets each ground open above `still` only what it opens of a copy whose use is
// stopped: what the law carries without her. The copy of which nothing is left
// has FACT_STOP_USE instead.
void KeepToUse(const policy::Policy& policy, const LevelSet& still,
               policy::Situation& situation);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_COPY_USE_H_
