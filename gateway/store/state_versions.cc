#include "gateway/store/state_versions.h"

#include <optional>

#include "gateway/base/status_macros.h"
#include "gateway/store/state_view.h"

namespace tasuki::store {

// Mostly nothing is touched: then no key is looked up.
bool StateVersions::IsTouched(const exchange::RowKey& key) const {
  return touched_.everything ||
         (!touched_.rows.empty() && touched_.rows.contains(key));
}

bool StateVersions::IsTouched(const exchange::IndexKey& key) const {
  return touched_.everything ||
         (!touched_.lists.empty() && touched_.lists.contains(key));
}

absl::StatusOr<int64_t> StateVersions::Of(const exchange::RowKey& key) const {
  if (!IsTouched(key)) {
    const std::optional<int64_t> version = cache_.Version(key);
    if (version.has_value()) return *version;
  }
  return RowVersion(connection_, key.table, blinding_.Row(key));
}

absl::StatusOr<int64_t> StateVersions::Of(const exchange::IndexKey& key) const {
  if (!IsTouched(key)) {
    const std::optional<int64_t> version = cache_.Version(key);
    if (version.has_value()) return *version;
  }
  return ListVersion(connection_, key.index, blinding_.List(key));
}

// What the cache vouches for is as the newest commit left it, and no other
// thread commits.
absl::StatusOr<bool> StateVersions::Stands(
    const exchange::Dependencies::OnRow& read) const {
  if (read.row != nullptr && read.row->vouched && !IsTouched(read.key)) {
    return read.row->version == read.version;
  }
  ASSIGN_OR_RETURN(const int64_t version, Of(read.key));
  return version == read.version;
}

absl::StatusOr<bool> StateVersions::Stands(
    const exchange::Dependencies::OnList& read) const {
  if (read.page != nullptr && read.page->vouched && !IsTouched(read.key)) {
    return read.page->version == read.version;
  }
  ASSIGN_OR_RETURN(const int64_t version, Of(read.key));
  return version == read.version;
}

}  // namespace tasuki::store
