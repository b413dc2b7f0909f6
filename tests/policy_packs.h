#ifndef TESTS_POLICY_PACKS_H_
#define TESTS_POLICY_PACKS_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gateway/base/check.h"
#include "gateway/policy/pack.h"

namespace tasuki {

inline constexpr char kPackFolder[] = TASUKI_SOURCE_DIR "/policies/pack";

// The packs below a folder of policies/pack, in the order of their paths.
inline std::vector<v1::PolicyPack> ShippedPacks(
    const std::string& folder = kPackFolder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txtpb") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  CHECK(!paths.empty());
  std::vector<v1::PolicyPack> packs;
  for (const std::filesystem::path& path : paths) {
    std::ifstream file(path);
    const auto pack =
        policy::LoadPack(std::string(std::istreambuf_iterator<char>(file), {}));
    CHECK(pack.ok());
    packs.push_back(*pack);
  }
  return packs;
}

// The same rules as one pack.
inline v1::PolicyPack ShippedPack(const std::string& folder = kPackFolder) {
  v1::PolicyPack all;
  for (const v1::PolicyPack& pack : ShippedPacks(folder)) all.MergeFrom(pack);
  return all;
}

// As if a year had passed: of the shipped grants and limits every tenth is
// gone, from this one on.
inline v1::PolicyPack PackWithoutATenth(int first) {
  v1::PolicyPack pack = ShippedPack();
  const auto leave_out = [&](auto& rules) {
    for (int i = rules.size() - 1; i >= 0; --i) {
      if (i % 10 == first) rules.DeleteSubrange(i, 1);
    }
  };
  leave_out(*pack.mutable_grants());
  leave_out(*pack.mutable_ceilings());
  return pack;
}

}  // namespace tasuki

#endif  // TESTS_POLICY_PACKS_H_
