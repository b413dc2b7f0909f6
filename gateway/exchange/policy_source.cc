#include "gateway/exchange/policy_source.h"

#include <vector>

namespace tasuki::exchange {

absl::StatusOr<ActivePolicy> PolicySource::Active(Reading& state) {
  ASSIGN_OR_RETURN(const v1::PolicyRow& row,
                   state.Get<v1::PolicyRow>(Table::kPolicy, ""));
  absl::MutexLock lock(&mutex_);
  if (policy_ != nullptr && row.hash() == hash_) {
    return ActivePolicy{policy_, row.version(), row.inventory_hash()};
  }
  ASSIGN_OR_RETURN(
      const v1::PolicyContentRow& content,
      state.Get<v1::PolicyContentRow>(Table::kPolicyContent, row.content()));
  const auto& packs = content.policy().packs();
  ASSIGN_OR_RETURN(policy_,
                   policy::Policy::Compile({packs.begin(), packs.end()}));
  if (policy_->hash() != row.hash()) {
    policy_.reset();
    return absl::DataLossError("the stored policy is not the one activated");
  }
  hash_ = row.hash();
  return ActivePolicy{policy_, row.version(), row.inventory_hash()};
}

}  // namespace tasuki::exchange
