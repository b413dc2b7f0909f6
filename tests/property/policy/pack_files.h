#ifndef TESTS_PROPERTY_POLICY_PACK_FILES_H_
#define TESTS_PROPERTY_POLICY_PACK_FILES_H_

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "gateway/base/check.h"
#include "gateway/policy/pack.h"
#include "gateway/policy/policy.h"

namespace tasuki::policy {

inline std::string FileText(const std::string& path) {
  std::ifstream file(std::string(TASUKI_SOURCE_DIR) + "/" + path);
  CHECK(file.good());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// The pack that is shipped.
inline v1::PolicyPack NationalBaseline() {
  const auto pack = LoadPack(FileText("policies/pack/national-baseline.txtpb"));
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
