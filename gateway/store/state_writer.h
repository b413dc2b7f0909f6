#ifndef GATEWAY_STORE_STATE_WRITER_H_
#define GATEWAY_STORE_STATE_WRITER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// Writes rows and list entries inside the commit. `counter` is the head's: it
// grows with every change, and gives the versions and ordinals. So a version is
// never used twice, not even by a row that was erased and made anew.
class StateWriter {
 public:
  StateWriter(Connection& connection, const KeyRing& keys, int64_t& counter)
      : connection_(connection), keys_(keys), counter_(counter) {}

  // Erasing what is not there, and adding an entry that is there, changes
  // nothing. Destroyed keys go first: what is written with them is new.
  absl::Status Apply(const exchange::Changes& changes);

 private:
  absl::Status Write(const exchange::RowChange& change);
  absl::Status Erase(const exchange::RowKey& key);
  absl::Status Change(const exchange::IndexChange& change);
  absl::Status BumpList(exchange::Index index, absl::string_view blinded);

  Connection& connection_;
  const KeyRing& keys_;
  int64_t& counter_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_STATE_WRITER_H_
