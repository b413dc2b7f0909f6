#ifndef GATEWAY_STORE_STATE_VERSIONS_H_
#define GATEWAY_STORE_STATE_VERSIONS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/blinding.h"
#include "gateway/store/sqlite.h"
#include "gateway/store/state_cache.h"
#include "gateway/store/state_writer.h"

namespace tasuki::store {

// The versions inside an open commit, after what it has changed so far: asked
// of the database where the commit changed something, or the cache does not
// know it. For the committer's thread; nothing is owned.
class StateVersions {
 public:
  StateVersions(Connection& connection, const Blinding& blinding,
                StateCache& cache, const Touched& touched)
      : connection_(connection),
        blinding_(blinding),
        cache_(cache),
        touched_(touched) {}

  // 0 if there is none.
  absl::StatusOr<int64_t> Of(const exchange::RowKey& key) const;
  absl::StatusOr<int64_t> Of(const exchange::IndexKey& key) const;

  // Is the version still the one that was read?
  absl::StatusOr<bool> Stands(const exchange::Dependencies::OnRow& read) const;
  absl::StatusOr<bool> Stands(const exchange::Dependencies::OnList& read) const;

 private:
  // By the commit itself.
  bool IsTouched(const exchange::RowKey& key) const;
  bool IsTouched(const exchange::IndexKey& key) const;

  Connection& connection_;
  const Blinding& blinding_;
  StateCache& cache_;
  const Touched& touched_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_STATE_VERSIONS_H_
