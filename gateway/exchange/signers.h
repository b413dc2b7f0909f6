#ifndef GATEWAY_EXCHANGE_SIGNERS_H_
#define GATEWAY_EXCHANGE_SIGNERS_H_

#include <functional>

#include "gateway/exchange/context.h"

namespace tasuki::exchange {

// Whether somebody's entry goes: told who, and the party of an assignment.
using Goes =
    std::function<bool(const std::string& person, const std::string& party)>;

// Taking away needs one officer, giving needs two: were fewer than two left who
// can sign, nobody could ever be listed again. A refusal if that would come of
// it and somebody who can sign now is among those that go; else nothing.
absl::StatusOr<std::optional<Answer>> RefuseTooFewSigners(Context& context,
                                                          const Goes& goes);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SIGNERS_H_
