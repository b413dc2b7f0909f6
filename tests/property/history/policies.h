#ifndef TESTS_PROPERTY_HISTORY_POLICIES_H_
#define TESTS_PROPERTY_HISTORY_POLICIES_H_

#include <memory>
#include <string>
#include <vector>

#include "tasuki/v1/policy_pack.pb.h"
#include "tests/property/policy/naive_evaluator.h"

namespace tasuki::history {

// A policy, and its rules read one by one.
struct KnownPolicy {
  std::vector<v1::PolicyPack> packs;
  std::string hash;
  std::unique_ptr<policy::NaiveEvaluator> rules;
};

// The two policies between which a history changes: the one that is shipped,
// and a tighter one that keeps a pregnancy with its holder. Made once.
const KnownPolicy& PolicyOf(bool tight);

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_POLICIES_H_
