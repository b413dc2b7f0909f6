#include "gateway/store/state_versions.h"

#include <optional>

#include "gateway/store/state_view.h"

namespace tasuki::store {

absl::StatusOr<int64_t> StateVersions::Of(const exchange::RowKey& key) const {
  if (!touched_.everything && !touched_.rows.contains(key)) {
    const std::optional<int64_t> version = cache_.Version(key);
    if (version.has_value()) return *version;
  }
  return RowVersion(connection_, key.table, blinding_.Row(key));
}

absl::StatusOr<int64_t> StateVersions::Of(const exchange::IndexKey& key) const {
  if (!touched_.everything && !touched_.lists.contains(key)) {
    const std::optional<int64_t> version = cache_.Version(key);
    if (version.has_value()) return *version;
  }
  return ListVersion(connection_, key.index, blinding_.List(key));
}

}  // namespace tasuki::store
