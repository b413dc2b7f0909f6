#include "tests/property/two_worlds/rules.h"

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "tests/policy_packs.h"

namespace tasuki::two_worlds {
namespace {

std::string KeyOf(const policy::Situation& situation) {
  std::string key = absl::StrCat(situation.reader, ",", situation.role, ",",
                                 situation.relation, ",", situation.holder, ",",
                                 situation.reader_is_holder ? 1 : 0, ",",
                                 situation.purpose, ",", situation.case_class);
  for (const uint64_t word : situation.facts.known_true().words()) {
    absl::StrAppend(&key, ",", word);
  }
  for (const uint64_t word : situation.facts.known_false().words()) {
    absl::StrAppend(&key, ",", word);
  }
  for (const policy::Ground& ground : situation.grounds) {
    absl::StrAppend(
        &key, ";", ground.basis, ",", ground.mask.existence().bits(), ",",
        ground.mask.reduced().bits(), ",", ground.mask.full().bits());
  }
  return key;
}

}  // namespace

Rules::Rules() {
  const std::vector<v1::PolicyPack> packs = ShippedPacks();
  auto compiled = policy::Policy::Compile(packs);
  CHECK(compiled.ok());
  compiled_ = *std::move(compiled);
  naive_ = std::make_unique<policy::NaiveEvaluator>(packs);
}

LevelSet Rules::LevelsIn(const policy::Situation& situation) {
  const auto [found, is_new] = known_.emplace(KeyOf(situation), LevelSet());
  if (!is_new) return found->second;
  const policy::Levels levels = naive_->Evaluate(situation);
  for (int n = 1; n <= v1::Category_MAX; ++n) {
    const auto category = static_cast<v1::Category>(n);
    found->second =
        found->second.Join(LevelSet::Of(CategorySet::Of(category), levels[n]));
  }
  return found->second;
}

Rules& ShippedRules() {
  static auto* const rules = new Rules;
  return *rules;
}

}  // namespace tasuki::two_worlds
