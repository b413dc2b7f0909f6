#ifndef GATEWAY_EXCHANGE_IMAGINED_READER_H_
#define GATEWAY_EXCHANGE_IMAGINED_READER_H_

#include <set>
#include <string>
#include <vector>

#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"

namespace tasuki::exchange {

// Readers as the directory has them for a party today: one per role and
// contract that a person has there, no person named. For previews and for
// telling a sender that nobody there may see what is sent; never for a
// disclosure. Persons of `named` that work there stand for themselves too.
absl::StatusOr<std::vector<Reader>> ReadersOf(
    Reading& state, const v1::PartyEntry& party,
    const std::set<std::string>& named = {});

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_IMAGINED_READER_H_
