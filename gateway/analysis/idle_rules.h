#ifndef GATEWAY_ANALYSIS_IDLE_RULES_H_
#define GATEWAY_ANALYSIS_IDLE_RULES_H_

#include <set>
#include <string>

#include "gateway/analysis/cells.h"

namespace tasuki::analysis {

// Rules that could be left out, each alone, and nothing would change anywhere.
struct IdleRules {
  // Grants and ceilings that lie in no situation of a legal reader; a ceiling
  // also if no grant in its scope gives more.
  std::set<std::string> unreached;
  // Reached, but others always do the same.
  std::set<std::string> redundant;
  // What nobody gets at all.
  CategorySet unseen;
};
IdleRules FindIdleRules(const Tables& tables);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_IDLE_RULES_H_
