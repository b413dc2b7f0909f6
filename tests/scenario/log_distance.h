#ifndef TESTS_SCENARIO_LOG_DISTANCE_H_
#define TESTS_SCENARIO_LOG_DISTANCE_H_

#include <google/protobuf/message.h>

#include <vector>

#include "tests/scenario/partner_process.h"

namespace tasuki::scenario {

// The log of a deployment is padded to multiples of this.
inline constexpr int kLogPadding = 16;

// How many entries of the log each of these requests takes, as the partner can
// count them itself: by the receipts of a harmless call of its own before each
// and behind it. Asks more than once where padding came in between.
// kLogPadding: so many or more.
std::vector<int> EntriesTaken(
    PartnerProcess& partner,
    const std::vector<const google::protobuf::Message*>& requests);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_LOG_DISTANCE_H_
