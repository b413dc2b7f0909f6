#ifndef GATEWAY_EXCHANGE_SIGNERS_H_
#define GATEWAY_EXCHANGE_SIGNERS_H_

#include <functional>

#include "gateway/exchange/context.h"
#include "tasuki/v1/change.pb.h"

namespace tasuki::exchange {

// Whether somebody's entry goes: told who, and the party of an assignment.
using Goes =
    std::function<bool(const std::string& person, const std::string& party)>;

// Taking away needs one officer, giving needs two: were fewer than two left who
// can sign, nobody could ever be listed again. A refusal if that would come of
// it and somebody who can sign now could not any more; else nothing.
absl::StatusOr<std::optional<Answer>> RefuseTooFewSigners(Context& context,
                                                          const Goes& goes);
// The same of entries that take the place of those in the directory: two may
// not shut everybody out either.
absl::StatusOr<std::optional<Answer>> RefuseTooFewSigners(
    Context& context, const v1::DirectoryEntries& entries);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SIGNERS_H_
