#ifndef TESTS_PROPERTY_POLICY_PACK_FILES_H_
#define TESTS_PROPERTY_POLICY_PACK_FILES_H_

#include <memory>
#include <set>
#include <string>

#include "gateway/base/check.h"
#include "gateway/policy/policy.h"
#include "tests/policy_packs.h"

namespace tasuki::policy {

// The packs that are shipped, as one.
inline v1::PolicyPack NationalBaseline() { return ShippedPack(); }

// The grants among them that go beyond the tables, on purpose.
inline std::set<std::string> AdditionIds() {
  std::set<std::string> ids;
  for (const v1::PolicyPack& pack : ShippedPacks()) {
    if (pack.name() != "national/additions") continue;
    for (const v1::Grant& grant : pack.grants()) ids.insert(grant.id());
  }
  return ids;
}

inline std::shared_ptr<const Policy> Compiled(const v1::PolicyPack& pack) {
  const auto policy = Policy::Compile({pack});
  CHECK(policy.ok());
  return *policy;
}

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_PACK_FILES_H_
