#ifndef GATEWAY_ANALYSIS_REVIEW_H_
#define GATEWAY_ANALYSIS_REVIEW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/analysis/diff.h"
#include "tasuki/v1/change.pb.h"

namespace tasuki::analysis {

// Names what the analysis means by its words; part of what officers sign. A
// version whose answers differ has another name.
inline constexpr absl::string_view kEngine = "tasuki-policy/1";

// All that is to be known before a policy follows another one. Officers and
// gateway come to it each for themselves, and must come to the same.
struct Review {
  std::string base_hash;       // of the compiled policy in force
  std::string candidate_hash;  // of the compiled candidate
  std::string digest;          // what officers sign
  Diff difference;
  // It opens nothing, lifts no limit and drops or changes no case of its base.
  bool only_narrows = false;
  // Why it cannot come into force, one sentence each: guarantees and flows that
  // fail, cases that come out otherwise, and that nobody could change it again.
  std::vector<std::string> objections;
};

// `base_version` is that of the policy in force. Pure: the same for the same
// arguments, on every machine.
// INVALID_ARGUMENT: the candidate does not compile, or a case names what there
// is not; names rule or case.
absl::StatusOr<Review> ReviewPolicy(int64_t base_version,
                                    const v1::PolicyBundle& base,
                                    const v1::PolicyBundle& candidate);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_REVIEW_H_
