#ifndef ADAPTERS_CLIENT_VERIFY_EVIDENCE_H_
#define ADAPTERS_CLIENT_VERIFY_EVIDENCE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adapters/client/client.h"
#include "gateway/audit/note.h"
#include "tasuki/v1/client_profile.pb.h"

namespace tasuki::client {

// Checks a receipt against what the partner kept when the answer came: same
// leaf, in the log, group 1 open under the same salt and speaking of this party
// and method. Offline. DATA_LOSS: it does not; says which.
absl::Status CheckReceipt(absl::string_view receipt,
                          const v1::KeptEvidence& kept, absl::string_view party,
                          const audit::NoteVerifier& log);

// Fetches the receipts of all evidence that the profile's client keeps and
// checks each by the log key that the profile names; how many there were.
// NOT_FOUND, INVALID_ARGUMENT: the key. UNAVAILABLE: not all are under a
// published checkpoint yet, ask again. DATA_LOSS: the log does not hold what
// was given as evidence.
absl::StatusOr<int> VerifyAllEvidence(Client& client,
                                      const v1::ClientProfile& profile);

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_VERIFY_EVIDENCE_H_
