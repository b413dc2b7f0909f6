#ifndef GATEWAY_EXCHANGE_IMAGINED_READER_H_
#define GATEWAY_EXCHANGE_IMAGINED_READER_H_

#include <vector>

#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"

namespace tasuki::exchange {

// Readers as the directory has them for a party today: one per role that a
// person holds there, no person named. For previews and for telling a sender
// that nobody there may see what is sent; never for a disclosure.
absl::StatusOr<std::vector<Reader>> ReadersOf(Reading& state,
                                              const v1::PartyEntry& party);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_IMAGINED_READER_H_
