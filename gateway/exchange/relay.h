#ifndef GATEWAY_EXCHANGE_RELAY_H_
#define GATEWAY_EXCHANGE_RELAY_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/answer.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"
#include "gateway/exchange/unit.h"

// Who may know just that there is a protected place turns to somebody who
// relays (SR-05).
namespace tasuki::exchange {

// Is it a body that can be the place itself?
bool CanBeThePlace(v1::AudienceType audience);

// Names in `outcome` the party through which this reader reaches her, where it
// may know of the section that there is a place (C15 EXISTENCE) and no more.
// Never the place, never the reader, and nobody who is disabled: the holder,
// the women's centre or other party that the section came from (the latter for
// its holder alone), the women's centre on the case now, its lead; the first
// that can be.
absl::Status NameRelay(Reading& state, const Reader& reader,
                       const v1::SectionRow& section,
                       const std::optional<FoundCase>& a_case,
                       UnitOutcome& outcome);

// The party to be named to who is shown this; empty: none, or one of the
// sections shows the place.
std::string RelayOf(const SubjectOutcome& subject);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_RELAY_H_
