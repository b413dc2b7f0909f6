#ifndef ADAPTERS_CLIENT_EVIDENCE_STORE_H_
#define ADAPTERS_CLIENT_EVIDENCE_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/client_profile.pb.h"

namespace tasuki::client {

// INVALID_ARGUMENT unless there is evidence and each piece has its two sizes
// (leaf hash 32 bytes, opening secret 64).
absl::Status CheckEvidence(
    const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);

// A partner's evidence, one file per leaf in one folder. The operator who logs
// nothing is caught only by partners who keep this. Thread-compatible.
class EvidenceStore {
 public:
  // Makes the folder if there is none. An empty name keeps nothing on disk.
  // UNAVAILABLE: the folder cannot be made.
  static absl::StatusOr<EvidenceStore> Open(absl::string_view folder);

  // Durable when it returns. A replay's evidence, kept already, stays as it is.
  // UNAVAILABLE: cannot be written.
  absl::Status Keep(const v1::KeptEvidence& kept);

  // By time of receipt. DATA_LOSS: a file is not what was kept.
  absl::StatusOr<std::vector<v1::KeptEvidence>> List() const;

 private:
  explicit EvidenceStore(std::string folder) : folder_(std::move(folder)) {}
  std::string PathOf(const v1::KeptEvidence& kept) const;

  std::string folder_;
};

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_EVIDENCE_STORE_H_
