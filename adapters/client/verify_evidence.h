#ifndef ADAPTERS_CLIENT_VERIFY_EVIDENCE_H_
#define ADAPTERS_CLIENT_VERIFY_EVIDENCE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adapters/client/client.h"
#include "gateway/audit/note.h"

namespace tasuki::client {

// Checks a receipt against what the partner kept when the answer came: same
// leaf, in the log, group 1 open under the same salt and speaking of this party
// and method. Offline. DATA_LOSS: it does not; says which.
absl::Status CheckReceipt(absl::string_view receipt,
                          const v1::KeptEvidence& kept, absl::string_view party,
                          const audit::NoteVerifier& log);

// Fetches the receipts of all kept evidence and checks each; how many there
// were. UNAVAILABLE: not all are under a published checkpoint yet, ask again.
// DATA_LOSS: the log does not hold what was given as evidence.
absl::StatusOr<int> VerifyAllEvidence(Client& client, absl::string_view party,
                                      const audit::NoteVerifier& log);

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_VERIFY_EVIDENCE_H_
