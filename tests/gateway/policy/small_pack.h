#ifndef TESTS_GATEWAY_POLICY_SMALL_PACK_H_
#define TESTS_GATEWAY_POLICY_SMALL_PACK_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "gateway/policy/pack.h"
#include "gateway/policy/policy.h"

namespace tasuki::policy {

inline v1::PolicyPack PackOf(const std::string& text) {
  const auto pack = LoadPack(text);
  EXPECT_TRUE(pack.ok()) << pack.status();
  return pack.value_or(v1::PolicyPack());
}

inline std::shared_ptr<const Policy> PolicyOf(const std::string& text) {
  const auto policy = Policy::Compile({PackOf(text)});
  EXPECT_TRUE(policy.ok()) << policy.status();
  return policy.ok() ? *policy : nullptr;
}

// A member of family support asks maternal health on the centre's ground.
inline Situation FamilySupportAsks() {
  Situation situation;
  situation.reader = v1::AUDIENCE_TYPE_CITY_FS;
  situation.role = v1::ROLE_CW;
  situation.relation = v1::RELATION_MEMBER;
  situation.holder = v1::AUDIENCE_TYPE_CITY_MH;
  situation.purpose = v1::PURPOSE_SUPPORT;
  situation.case_class = v1::CASE_CLASS_GENERAL;
  situation.grounds.resize(1);
  situation.grounds[0].basis = v1::BASIS_CODE_CENTER_INTEGRATED;
  return situation;
}

inline Ground On(v1::BasisCode basis, LevelSet mask = LevelSet::Full(),
                 std::string source = "") {
  Ground ground;
  ground.basis = basis;
  ground.mask = mask;
  ground.source = std::move(source);
  return ground;
}

inline v1::Level LevelOf(const Policy& policy, const Situation& situation,
                         v1::Category category) {
  return policy.Evaluate(situation).At(category);
}

}  // namespace tasuki::policy

#endif  // TESTS_GATEWAY_POLICY_SMALL_PACK_H_
