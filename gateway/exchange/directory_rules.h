#ifndef GATEWAY_EXCHANGE_DIRECTORY_RULES_H_
#define GATEWAY_EXCHANGE_DIRECTORY_RULES_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "tasuki/v1/change.pb.h"

namespace tasuki::exchange {

// What every entry of the directory keeps to, however it comes in: each is
// named once, has audience, role and period that there are, and refers to
// parties of `parties` or among the entries.
// INVALID_ARGUMENT: names the entry and the rule.
absl::Status CheckEntries(const v1::DirectoryEntries& entries,
                          std::set<std::string> parties);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_DIRECTORY_RULES_H_
