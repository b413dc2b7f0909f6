#ifndef GATEWAY_EXCHANGE_POLICY_REVIEWS_H_
#define GATEWAY_EXCHANGE_POLICY_REVIEWS_H_

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "gateway/analysis/review.h"

namespace tasuki::exchange {

// The gateway's own reviews of policies. One takes a while and depends on
// nothing but what is reviewed; the last few are kept, so that a change that is
// decided again inside a commit does not hold up everybody. Thread-safe.
class PolicyReviews {
 public:
  using Found = std::shared_ptr<const analysis::Review>;

  // As analysis::ReviewPolicy.
  absl::StatusOr<Found> Of(int64_t base_version, const v1::PolicyBundle& base,
                           const v1::PolicyBundle& candidate);

 private:
  absl::Mutex mutex_;
  std::list<std::pair<std::string, Found>> newest_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_POLICY_REVIEWS_H_
