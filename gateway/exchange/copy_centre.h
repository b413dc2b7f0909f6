#ifndef GATEWAY_EXCHANGE_COPY_CENTRE_H_
#define GATEWAY_EXCHANGE_COPY_CENTRE_H_

#include <string>

#include "absl/status/status.h"
#include "gateway/exchange/reading.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/state.pb.h"

// What goes on inside a centre of what one of its units received (SR-21).
namespace tasuki::exchange {

// Lets what units of a centre share, and members of a council, open to another
// unit no more of a received copy than she was shown that this unit would see
// when she consented: not what a later policy, role or unit would add. What it
// received as a recipient it was shown, too. Consents and what senders state
// stand for themselves.
absl::Status KeepToShown(Reading& state, const v1::SectionRow& section,
                         const std::string& reader,
                         policy::Situation& situation);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_COPY_CENTRE_H_
