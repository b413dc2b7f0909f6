#ifndef GATEWAY_EXCHANGE_POLICY_SOURCE_H_
#define GATEWAY_EXCHANGE_POLICY_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "gateway/exchange/reading.h"
#include "gateway/policy/policy.h"

namespace tasuki::exchange {

struct ActivePolicy {
  std::shared_ptr<const policy::Policy> policy;
  int64_t version = 0;
  // Of the field inventory under which it stands.
  std::string inventory_hash;
};

// The active policy as the state has it, compiled once per content. Which one
// is active is read for every decision, so that it is a dependency like any
// other row. Thread-safe.
class PolicySource {
 public:
  // DATA_LOSS: the stored policy does not compile to its stored hash.
  absl::StatusOr<ActivePolicy> Active(Reading& state);

 private:
  absl::Mutex mutex_;
  std::string hash_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<const policy::Policy> policy_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_POLICY_SOURCE_H_
