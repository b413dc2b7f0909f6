#ifndef TESTS_PROPERTY_TWO_WORLDS_RULES_H_
#define TESTS_PROPERTY_TWO_WORLDS_RULES_H_

#include <map>
#include <memory>
#include <string>

#include "gateway/policy/policy.h"
#include "tests/property/policy/naive_evaluator.h"

namespace tasuki::two_worlds {

// The shipped rules, read one by one; each situation once.
class Rules {
 public:
  Rules();
  LevelSet LevelsIn(const policy::Situation& situation);
  // For what is no level: obligations.
  const policy::Policy& compiled() const { return *compiled_; }

 private:
  std::unique_ptr<policy::NaiveEvaluator> naive_;
  std::shared_ptr<const policy::Policy> compiled_;
  std::map<std::string, LevelSet> known_;
};
Rules& ShippedRules();

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_RULES_H_
