#ifndef TESTS_PROPERTY_POLICY_PACK_FILES_H_
#define TESTS_PROPERTY_POLICY_PACK_FILES_H_

#include <memory>

#include "gateway/base/check.h"
#include "gateway/policy/pack.h"
#include "gateway/policy/policy.h"
#include "tests/certificates.h"

namespace tasuki::policy {

// The pack that is shipped.
inline v1::PolicyPack NationalBaseline() {
  const auto pack = LoadPack(
      ReadFile(TASUKI_SOURCE_DIR "/policies/pack/national-baseline.txtpb"));
  CHECK(pack.ok());
  return *pack;
}

inline std::shared_ptr<const Policy> Compiled(const v1::PolicyPack& pack) {
  const auto policy = Policy::Compile({pack});
  CHECK(policy.ok());
  return *policy;
}

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_PACK_FILES_H_
