#ifndef GATEWAY_EXCHANGE_DUTY_H_
#define GATEWAY_EXCHANGE_DUTY_H_

#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/urgent_notice.h"

namespace tasuki::exchange {

// One notice for each person who is on duty at the party now; one without a
// person where nobody is.
absl::StatusOr<std::vector<UrgentNotice>> NoticesOf(Context& context,
                                                    const std::string& party,
                                                    const std::string& message);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_DUTY_H_
