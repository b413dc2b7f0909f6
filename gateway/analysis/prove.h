#ifndef GATEWAY_ANALYSIS_PROVE_H_
#define GATEWAY_ANALYSIS_PROVE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "gateway/analysis/words.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_pack.pb.h"

// What holds for a policy in every situation: its guarantees, and that nobody
// can infer what is withheld, but for what the policy says may be inferred.
// Pure; safe from several threads.
namespace tasuki::analysis {

// A situation of one ground in which more is opened than is promised.
struct Breach {
  policy::Situation witness;
  v1::Category category = v1::CATEGORY_UNSPECIFIED;
  v1::Level level = v1::LEVEL_WITHHELD;
};

struct GuaranteeProof {
  std::string id;
  Text sentence;       // its author's
  Text promise;        // the same in words of ours
  bool local = false;  // a city's own
  v1::Level at_most = v1::LEVEL_WITHHELD;
  uint64_t places = 0;  // of which it speaks, and at which something is opened
  std::optional<Breach> breach;
};

// A fact that can be inferred: in the witness, where the fact is true, and in
// the same situation where it is false, the category has another level, and the
// fact's own category is withheld in one of the two. On a consent its own
// category counts as withheld, since she need not have included it.
struct FlowProof {
  v1::Fact fact = v1::FACT_UNSPECIFIED;
  v1::Category own = v1::CATEGORY_UNSPECIFIED;
  uint64_t readers = 0;  // who can infer it, as bits (places.h)
  uint64_t open = 0;     // of these, for whom no statement accepts it
  std::vector<std::string> accepted_by;  // ids
  policy::Situation witness;             // of one in `open`, if there is one
  v1::Category shows = v1::CATEGORY_UNSPECIFIED;
  v1::Level if_true = v1::LEVEL_WITHHELD;
  v1::Level if_false = v1::LEVEL_WITHHELD;
};

// What is accepted and cannot be inferred by anybody, or by none of the
// readers.
struct IdleAcceptance {
  std::string id;
  v1::Fact fact = v1::FACT_UNSPECIFIED;
};

struct Proof {
  std::vector<GuaranteeProof> guarantees;  // by id
  std::vector<FlowProof> flows;            // by fact
  std::vector<IdleAcceptance> idle;
  uint64_t places = 0;  // at which something is opened
  // Places times grounds times assignments of the facts that rules mention.
  absl::uint128 situations = 0;

  // All guarantees hold and every flow is accepted: it may be activated. What
  // is accepted in vain does not stand in the way.
  bool Holds() const;
};

// INVALID_ARGUMENT as Policy::Compile.
absl::StatusOr<Proof> Prove(const std::vector<v1::PolicyPack>& packs);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_PROVE_H_
