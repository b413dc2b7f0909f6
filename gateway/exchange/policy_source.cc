#include "gateway/exchange/policy_source.h"

#include <vector>

#include "absl/strings/escaping.h"

namespace tasuki::exchange {

absl::StatusOr<std::shared_ptr<const policy::Policy>> PolicySource::Active(
    Reading& state) {
  ASSIGN_OR_RETURN(const v1::PolicyRow& row,
                   state.Get<v1::PolicyRow>(Table::kPolicy, ""));
  absl::MutexLock lock(&mutex_);
  if (policy_ != nullptr && row.hash() == hash_) return policy_;
  ASSIGN_OR_RETURN(
      const v1::PolicyContentRow& content,
      state.Get<v1::PolicyContentRow>(Table::kPolicyContent,
                                      absl::BytesToHexString(row.hash())));
  ASSIGN_OR_RETURN(policy_, policy::Policy::Compile({content.packs().begin(),
                                                     content.packs().end()}));
  if (policy_->hash() != row.hash()) {
    policy_.reset();
    return absl::DataLossError("the stored policy is not the one activated");
  }
  hash_ = row.hash();
  return policy_;
}

}  // namespace tasuki::exchange
