#ifndef GATEWAY_STORE_STATE_VIEW_H_
#define GATEWAY_STORE_STATE_VIEW_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// The state as a connection sees it now: inside a read transaction one moment,
// inside the commit what the commit has done so far. Neither argument is owned.
class StateView : public exchange::Snapshot {
 public:
  StateView(Connection& connection, const KeyRing& keys)
      : connection_(connection), keys_(keys) {}

  absl::StatusOr<std::shared_ptr<const exchange::Row>> Read(
      const exchange::RowKey& key) const override;
  absl::StatusOr<std::shared_ptr<const exchange::IndexPage>> List(
      const exchange::IndexKey& key, int64_t after, int limit) const override;

 private:
  Connection& connection_;
  const KeyRing& keys_;
};

// Versions by blinded name; 0 if there is none.
absl::StatusOr<int64_t> RowVersion(Connection& connection,
                                   exchange::Table table,
                                   absl::string_view blinded);
absl::StatusOr<int64_t> ListVersion(Connection& connection,
                                    exchange::Index index,
                                    absl::string_view blinded);

// What a sealed row or entry is bound to: moved elsewhere, or under another
// version, it does not open.
std::string RowAad(exchange::Table table, absl::string_view blinded,
                   int64_t version);
std::string EntryAad(exchange::Index index, absl::string_view blinded,
                     int64_t ordinal);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_STATE_VIEW_H_
