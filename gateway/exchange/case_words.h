#ifndef GATEWAY_EXCHANGE_CASE_WORDS_H_
#define GATEWAY_EXCHANGE_CASE_WORDS_H_

#include <optional>
#include <string>

#include "gateway/exchange/context.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

// The refusal of words that would be kept with the case and tell who somebody
// on it is whose birth is confidential (SR-01); nullopt: they may be kept.
absl::StatusOr<std::optional<Answer>> RefuseWordsOnCase(
    Context& context, const v1::CaseRow& a_case, const std::string& words);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CASE_WORDS_H_
