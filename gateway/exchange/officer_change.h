#ifndef GATEWAY_EXCHANGE_OFFICER_CHANGE_H_
#define GATEWAY_EXCHANGE_OFFICER_CHANGE_H_

#include <optional>
#include <string>

#include "gateway/exchange/context.h"
#include "tasuki/v1/change.pb.h"

// A change that needs two persons, and what their signatures are worth
// (docs/four-eyes.md).
namespace tasuki::exchange {

struct FoundChange {
  std::string id;
  v1::ChangeRow row;
};

// The change of this name, if there is one. INVALID_ARGUMENT: not a name;
// `field` names the request field.
absl::StatusOr<std::optional<FoundChange>> FindChange(
    Context& context, const std::string& name,
    absl::string_view field = "name");

// The action that whoever works on such a change needs.
v1::Action ActionFor(const v1::ChangeRow& change);

// INVALID_ARGUMENT: a digest or signature of the wrong size; names the field.
absl::Status CheckSigned(const std::string& digest,
                         const v1::OfficerSignature& signature);

// Why the caller's signature does not count for this step, or nothing: it is
// not by a key that the directory lists for the caller now, or, as the second
// one, not by another person and another key than the first.
absl::StatusOr<std::optional<Answer>> RefuseSignature(
    Context& context, const v1::ChangeRow& change, v1::ChangeStep step,
    const v1::OfficerSignature& signature);

// Why what was signed before no longer stands, or nothing: a signer or the key
// has been disabled since.
absl::StatusOr<std::optional<Answer>> RefuseStaleSignatures(
    Context& context, const v1::ChangeRow& change);

// Adds the caller's act and the state that it leads to, and writes the row.
absl::Status Act(Context& context, FoundChange& change, v1::ChangeStep step,
                 v1::ChangeState state,
                 const v1::OfficerSignature& signature = {});

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_OFFICER_CHANGE_H_
