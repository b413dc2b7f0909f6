#ifndef GATEWAY_STORE_STATE_WRITER_H_
#define GATEWAY_STORE_STATE_WRITER_H_

#include <cstdint>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/sqlite.h"
#include "gateway/store/writing_keys.h"

namespace tasuki::store {

// What a batch has changed so far, whether or not each item of it stayed.
struct Touched {
  std::set<exchange::RowKey> rows;
  std::set<exchange::IndexKey> lists;
  bool everything = false;  // a key was destroyed, with all that it sealed
};

// Writes rows and list entries inside the commit. `counter` is the head's: it
// grows with every change, and gives the versions and ordinals. So a version is
// never used twice, not even by a row that was erased and made anew. Nothing
// else writes them, so `touched` names all that a commit changed.
class StateWriter {
 public:
  StateWriter(Connection& connection, WritingKeys& keys, int64_t& counter,
              Touched& touched)
      : connection_(connection),
        keys_(keys),
        counter_(counter),
        touched_(touched) {}

  // Erasing what is not there, and adding an entry that is there, changes
  // nothing. Destroyed keys go first: what is written with them is new.
  absl::Status Apply(const exchange::Changes& changes);

 private:
  absl::Status Write(const exchange::RowChange& change);
  absl::Status Erase(const exchange::RowKey& key);
  absl::Status Change(const exchange::IndexChange& change);
  absl::Status BumpList(exchange::Index index, absl::string_view blinded);

  Connection& connection_;
  WritingKeys& keys_;
  int64_t& counter_;
  Touched& touched_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_STATE_WRITER_H_
