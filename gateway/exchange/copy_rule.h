#ifndef GATEWAY_EXCHANGE_COPY_RULE_H_
#define GATEWAY_EXCHANGE_COPY_RULE_H_

#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/view.h"

// What a received copy rests on, and what may be done with it (SR-20, SR-21).
namespace tasuki::exchange {

// The grounds that opened the section to the caller: one if it opened all of it
// alone, a consent before any other, else each that opened something.
std::vector<policy::Ground> GroundsBehind(const Context& context,
                                          const SectionView& view);

// The ids of the consents among them.
std::vector<std::string> ConsentIdsOf(
    const std::vector<policy::Ground>& grounds);

// The strictest of what every ground allows and of the rule under which the
// sender has the section. A consent says what it allows; of the other grounds
// those that serve the centre's work stay within the centre, and the rest is
// not passed on.
absl::StatusOr<v1::OnwardRule> OnwardRuleOf(
    Context& context, const SectionView& view,
    const std::vector<policy::Ground>& grounds);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_COPY_RULE_H_
