#include "gateway/exchange/policy_reviews.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/canonical.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kKept = 4;

}  // namespace

absl::StatusOr<PolicyReviews::Found> PolicyReviews::Of(
    int64_t base_version, const v1::PolicyBundle& base,
    const v1::PolicyBundle& candidate) {
  const std::string key =
      absl::StrCat(base_version, "|", crypto::Sha256(Canonical(base)),
                   crypto::Sha256(Canonical(candidate)));
  {
    absl::MutexLock lock(&mutex_);
    const auto known =
        std::find_if(newest_.begin(), newest_.end(),
                     [&](const auto& kept) { return kept.first == key; });
    if (known != newest_.end()) return known->second;
  }
  ASSIGN_OR_RETURN(analysis::Review review,
                   analysis::ReviewPolicy(base_version, base, candidate));
  auto found = std::make_shared<const analysis::Review>(std::move(review));
  absl::MutexLock lock(&mutex_);
  newest_.emplace_front(key, found);
  if (newest_.size() > kKept) newest_.pop_back();
  return found;
}

}  // namespace tasuki::exchange
