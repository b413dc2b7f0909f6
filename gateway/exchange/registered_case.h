#ifndef GATEWAY_EXCHANGE_REGISTERED_CASE_H_
#define GATEWAY_EXCHANGE_REGISTERED_CASE_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/reading.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::exchange {

// The class of the open case of hers that is registered in the council and on
// which the party works; unspecified: there is none.
absl::StatusOr<v1::CaseClass> RegisteredClassOf(Reading& state,
                                                const std::string& subject,
                                                const std::string& party);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_REGISTERED_CASE_H_
