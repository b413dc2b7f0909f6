#ifndef GATEWAY_EXCHANGE_COPY_USE_H_
#define GATEWAY_EXCHANGE_COPY_USE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/exchange/reading.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/policy.h"
#include "tasuki/v1/state.pb.h"

// What may still be done with a received copy once a consent under which it was
// received says less than it did (SR-20).
namespace tasuki::exchange {

// The levels at which `reader` may still use the section for `purpose`, by
// every consent that it rests on: nothing once one of them is withdrawn or
// over, not what was withdrawn towards whoever received it, nothing for a
// purpose that was taken away or to a party that she excluded, and of a
// superseded consent what its successor covers: for this holder, recipient and
// purpose, and of a copy of a copy within its onward rule. Full for what is no
// such copy.
absl::StatusOr<LevelSet> StillInUse(Reading& state,
                                    const v1::SectionRow& section,
                                    const std::string& reader,
                                    v1::Purpose purpose);

// How a copy came under a consent: what the holder holds, to this recipient.
struct CopyWay {
  std::string holder;
  std::string recipient;
};
// Back from copy to copy, to the first one that rests on the consent.
absl::StatusOr<CopyWay> WayUnder(Reading& state, const std::string& consent,
                                 const v1::SectionRow& section);

// Who received under the terms what the copy holds: its holder, or who passed
// it on to it, or some recipient, which is then each of them.
std::vector<std::string> ReceiversOf(const v1::ConsentTerms& terms,
                                     const v1::SectionRow& copy);

// What every one of the rules allows. A centre's units and reduced editions
// have no rule that says both.
v1::OnwardRule Strictest(const std::set<v1::OnwardRule>& rules);

// The section's onward rule as it is now: no wider than that of any consent
// that took the place of one that the copy rests on.
absl::StatusOr<v1::OnwardRule> OnwardRuleNow(Reading& state,
                                             const v1::SectionRow& section);

// Lets each ground open above `still` only what it opens of a copy whose use is
// stopped: what the law carries without her. The copy of which nothing is left
// has FACT_STOP_USE instead.
void KeepToUse(const policy::Policy& policy, const LevelSet& still,
               policy::Situation& situation);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_COPY_USE_H_
