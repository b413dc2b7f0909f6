#include "gateway/consent/statement.h"

#include "gateway/consent/stated_basis.h"

namespace tasuki::consent {

std::optional<policy::Ground> GroundOf(const Statement& statement,
                                       const GroundInputs& inputs) {
  // A stored statement is foreign again: the law is asked once more.
  if (inputs.purpose == v1::PURPOSE_UNSPECIFIED || statement.sender.empty() ||
      statement.recipient.empty() || statement.sender != inputs.holder.name ||
      statement.recipient != inputs.reader.name ||
      statement.sender == statement.recipient ||
      !MayState(statement.basis, inputs.holder.audience,
                inputs.reader.audience)) {
    return std::nullopt;
  }
  if (StaysInTheBody(statement.basis) &&
      inputs.holder.body != inputs.reader.body) {
    return std::nullopt;
  }
  return policy::Ground{.basis = statement.basis, .source = statement.source};
}

bool AttemptRecorded(const Statement& statement) {
  return v1::ConsentAttempt_IsValid(statement.attempt) &&
         statement.attempt != v1::CONSENT_ATTEMPT_UNSPECIFIED &&
         (statement.has_reason || !NeedsReason(statement.attempt));
}

}  // namespace tasuki::consent
