#ifndef GATEWAY_EXCHANGE_EXPOSURE_H_
#define GATEWAY_EXCHANGE_EXPOSURE_H_

#include <set>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/window.h"
#include "tasuki/v1/audit_service.pb.h"

namespace tasuki::exchange {

// Who could have read these sections of one subject within the window, by what
// is stored and by today's policy; of each party the most that any of its roles
// could read for any purpose, in these categories. Too many rather than too few
// (WindowedSnapshot). Nothing that it reads becomes a dependency. Takes long.
absl::StatusOr<std::vector<v1::Exposed>> ExposedIn(
    Context& context, const std::set<std::string>& sections, Window window,
    CategorySet categories);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_EXPOSURE_H_
