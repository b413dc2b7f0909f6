#include "adapters/client/verify_evidence.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "adapters/client/profile.h"
#include "gateway/audit/receipt.h"
#include "gateway/base/status_macros.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::client {
namespace {

absl::Status Contradiction(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("receipt: ", what));
}

}  // namespace

absl::Status CheckReceipt(absl::string_view receipt,
                          const v1::KeptEvidence& kept, absl::string_view party,
                          const audit::NoteVerifier& log) {
  const auto verified = audit::VerifyReceipt(receipt, log);
  if (!verified.ok()) return Contradiction(verified.status().message());
  const v1::Evidence& evidence = kept.evidence();
  if (verified->leaf_hash != evidence.leaf_hash()) {
    return Contradiction("of another entry");
  }
  const audit::DisclosedGroup& opened = verified->groups[0];
  if (opened.salt != evidence.opening_secret().substr(0, audit::kSaltSize)) {
    return Contradiction("not what the kept secret opens");
  }
  v1::ExchangeGroup exchange;
  if (!exchange.ParseFromString(opened.value)) {
    return Contradiction("the entry does not parse");
  }
  if (exchange.party() != party || exchange.operation() != kept.method()) {
    return Contradiction("the entry speaks of another call");
  }
  return absl::OkStatus();
}

absl::StatusOr<int> VerifyAllEvidence(Client& client,
                                      const v1::ClientProfile& profile) {
  ASSIGN_OR_RETURN(const std::string key, ReadFile(profile.log_key_file()));
  ASSIGN_OR_RETURN(const audit::NoteVerifier log,
                   audit::NoteVerifier::Parse(absl::StripAsciiWhitespace(key)));
  ASSIGN_OR_RETURN(const std::vector<v1::KeptEvidence> all,
                   client.evidence().List());
  for (const v1::KeptEvidence& kept : all) {
    v1::GetReceiptRequest request;
    request.set_leaf_hash(kept.evidence().leaf_hash());
    const auto reply = client.Call(request);
    if (absl::IsNotFound(reply.status)) {
      return Contradiction("the log does not hold an entry that was proved");
    }
    RETURN_IF_ERROR(reply.status);
    RETURN_IF_ERROR(
        CheckReceipt(reply.response.receipt(), kept, profile.party(), log));
  }
  return static_cast<int>(all.size());
}

}  // namespace tasuki::client
