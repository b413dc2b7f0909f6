#include "gateway/store/writing_keys.h"

#include <utility>

#include "gateway/base/status_macros.h"

namespace tasuki::store {

absl::StatusOr<ScopeKey> WritingKeys::Of(absl::string_view scope) {
  const auto known = known_.find(scope);
  if (known != known_.end()) return known->second;
  ASSIGN_OR_RETURN(ScopeKey key, keys_.ForWriting(connection_, scope));
  if (known_.size() >= kMost) known_.clear();
  return known_.emplace(scope, std::move(key)).first->second;
}

absl::Status WritingKeys::Destroy(absl::string_view scope) {
  known_.erase(scope);
  return keys_.Destroy(connection_, scope);
}

}  // namespace tasuki::store
