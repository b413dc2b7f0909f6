#ifndef GATEWAY_AUDIT_RECEIPT_H_
#define GATEWAY_AUDIT_RECEIPT_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/audit/leaf.h"
#include "gateway/audit/note.h"

namespace tasuki::audit {

// A C2SP tlog-proof: that one leaf is in the log under one checkpoint.
struct TlogProof {
  std::string extra;  // may be empty: no line
  uint64_t index = 0;
  std::vector<std::string> hashes;  // 32 bytes each, leaf's sibling first
  std::string checkpoint;           // signed note, verbatim

  std::string ToText() const;
  // INVALID_ARGUMENT: not in the format of c2sp.org/tlog-proof@v1.
  static absl::StatusOr<TlogProof> Parse(absl::string_view text);
};

// What a verified receipt shows.
struct VerifiedReceipt {
  std::string leaf_hash;
  Checkpoint checkpoint;
  std::array<DisclosedGroup, kGroups> groups;
};

// Recomputes every digest, the leaf and the root, and checks the log's
// signature. INVALID_ARGUMENT: any of it fails; says which.
absl::StatusOr<VerifiedReceipt> VerifyReceipt(absl::string_view text,
                                              const NoteVerifier& log);

}  // namespace tasuki::audit

#endif  // GATEWAY_AUDIT_RECEIPT_H_
