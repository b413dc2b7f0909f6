#ifndef TESTS_PROPERTY_POLICY_PACK_FILES_H_
#define TESTS_PROPERTY_POLICY_PACK_FILES_H_

#include <memory>

#include "gateway/base/check.h"
#include "gateway/policy/policy.h"
#include "tests/policy_packs.h"

namespace tasuki::policy {

// The packs that are shipped, as one.
inline v1::PolicyPack NationalBaseline() { return ShippedPack(); }

inline std::shared_ptr<const Policy> Compiled(const v1::PolicyPack& pack) {
  const auto policy = Policy::Compile({pack});
  CHECK(policy.ok());
  return *policy;
}

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_PACK_FILES_H_
