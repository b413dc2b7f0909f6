#ifndef GATEWAY_STORE_PUBLISHER_H_
#define GATEWAY_STORE_PUBLISHER_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "gateway/audit/note.h"
#include "gateway/crypto/ed25519.h"
#include "gateway/store/log_table.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// Publishes checkpoints: pads the log, signs, writes the anchor file. Every
// published size is a multiple of `padding` and every publication moves on by
// at least one such step, busy or not: the sizes tell of no single event.
// For the committer's thread and connection.
class Publisher {
 public:
  Publisher(std::string origin, uint64_t padding, std::string anchor_path,
            crypto::Ed25519Key key);

  // The order is the promise: padded and durable, then signed and anchored,
  // and only then readable by anyone. `now_ms`: the log's clock.
  absl::Status Publish(Connection& connection, int64_t now_ms) const;

  const audit::NoteVerifier& verifier() const { return verifier_; }
  const std::string& anchor_path() const { return anchor_path_; }

 private:
  absl::Status Pad(Connection& connection, Head& head) const;

  const std::string origin_;
  const uint64_t padding_;
  const std::string anchor_path_;
  const crypto::Ed25519Key key_;
  const audit::NoteVerifier verifier_;
};

// The start-up gate. FAILED_PRECONDITION: the anchor is missing or not signed
// by this log, or the log is shorter than the anchor or has another past.
// A checkpoint that was anchored but not yet readable becomes so.
absl::Status CheckAgainstAnchor(Connection& connection, const Head& head,
                                const Publisher& publisher);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_PUBLISHER_H_
