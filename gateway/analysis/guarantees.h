#ifndef GATEWAY_ANALYSIS_GUARANTEES_H_
#define GATEWAY_ANALYSIS_GUARANTEES_H_

#include <cstdint>
#include <optional>

#include "gateway/analysis/words.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/rules.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::analysis {

// A guarantee as numbers. The scope has what an unknown value matches, the
// exception has not: what is not known to be excepted is promised.
struct Promise {
  policy::ScopeMask scope;
  std::optional<policy::ScopeMask> except;
  uint64_t bases = 0;  // bit b: speaks of basis b
  policy::Condition condition;
  CategorySet categories;
  v1::Level at_most = v1::LEVEL_WITHHELD;
};

// Of a guarantee that compiles.
Promise PromiseOf(const v1::Guarantee& guarantee);
// What it promises, whatever its author says: "産科医療機関：C01・C02 は 要約
// まで", "hospital: C01, C02 at most REDUCED".
Text WordsOf(const Promise& promise);

// The legal readers for whom the flow is accepted, as bits (places.h). Of a
// statement that compiles.
uint64_t ReadersOf(const v1::AcceptedFlow& flow);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_GUARANTEES_H_
