#ifndef GATEWAY_EXCHANGE_PAGE_H_
#define GATEWAY_EXCHANGE_PAGE_H_

#include <cstdint>
#include <string>

#include "gateway/exchange/context.h"

// Pages of a list. A token is sealed, so that it says nothing about what was
// skipped, and bound to the caller's party and the list.
namespace tasuki::exchange {

// 1 to 100; 0 means 20. INVALID_ARGUMENT: anything else.
absl::StatusOr<int> PageSize(int requested);

// The position a token stands for; 0 for an empty token.
// INVALID_ARGUMENT: not a token of this list for this party.
absl::StatusOr<int64_t> PositionOf(Context& context, absl::string_view list,
                                   const std::string& token);
absl::StatusOr<std::string> TokenFor(Context& context, absl::string_view list,
                                     int64_t position);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_PAGE_H_
