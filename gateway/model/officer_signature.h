#ifndef GATEWAY_MODEL_OFFICER_SIGNATURE_H_
#define GATEWAY_MODEL_OFFICER_SIGNATURE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "tasuki/v1/change.pb.h"

namespace tasuki {

// What two officers agree on when they sign a change, as one digest
// (docs/formats/officer-signature.md). Hashes are SHA-256, 32 bytes each.

// Of a policy: from what, to what, with what difference, as found by which
// engine over which fields. Whoever signs has seen all of it.
struct PolicyChangeParts {
  int64_t base_version = 0;
  std::string base_hash;        // of the compiled policy in force
  std::string candidate_hash;   // of the compiled candidate
  std::string guarantees_hash;  // of the candidate's guarantees and flows
  std::string cases_hash;       // of the candidate's cases
  std::string difference_hash;  // of what changes, for every situation
  std::string engine;
  std::string inventory_hash;
};
std::string DigestOf(const PolicyChangeParts& parts);

// Of the directory: the entries as they are (none for one that is new), and as
// they shall be.
std::string DigestOf(const v1::DirectoryEntries& before,
                     const v1::DirectoryEntries& after);

// The bytes that are signed. The step is among them: a first signature is never
// a second one.
std::string SignedBytes(v1::ChangeStep step, absl::string_view digest);

}  // namespace tasuki

#endif  // GATEWAY_MODEL_OFFICER_SIGNATURE_H_
