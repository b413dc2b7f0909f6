#ifndef GATEWAY_POLICY_COMPILED_H_
#define GATEWAY_POLICY_COMPILED_H_

#include <string>
#include <vector>

#include "gateway/policy/action_table.h"
#include "gateway/policy/policy.h"
#include "gateway/policy/row_index.h"
#include "gateway/policy/rules.h"
#include "gateway/policy/situation.h"

namespace tasuki::policy {

// What a Policy is made of: only for the sources of this folder.
struct Policy::Compiled {
  Rules rules;
  RowIndex index;
  ActionTable actions;
  std::string hash;

  // For each ground of the situation the categories that it opens, alone, to
  // the level that the outcome has.
  std::vector<CategorySet> ReachedByEach(const Situation& situation) const;
};

inline bool Matches(const ScopeMask& scope, const Situation& situation) {
  return Has(scope.readers, situation.reader) &&
         Has(scope.roles, situation.role) &&
         Has(scope.relations, situation.relation) &&
         Has(scope.holders, situation.holder) &&
         Has(scope.purposes, situation.purpose) &&
         Has(scope.classes, situation.case_class);
}

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_COMPILED_H_
