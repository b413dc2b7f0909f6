#ifndef GATEWAY_POLICY_COMPILED_H_
#define GATEWAY_POLICY_COMPILED_H_

#include <array>
#include <cstdint>
#include <string>

#include "gateway/policy/action_table.h"
#include "gateway/policy/policy.h"
#include "gateway/policy/row_index.h"
#include "gateway/policy/rules.h"

namespace tasuki::policy {

// What a Policy is made of: only for the sources of this folder.
struct Policy::Compiled {
  Rules rules;
  RowIndex index;
  ActionTable actions;
  std::string hash;
};

// The ceilings of one row that are active under some facts, by their place in
// the row. Found once per decision unit, used for each ground. Not initialised
// beyond `size`: clearing it would cost more than the decision.
struct ActiveCeilings {
  std::array<uint16_t, kMaxRowCeilings> places;
  int size = 0;
};
ActiveCeilings ActiveIn(const Row& row, const KnownFacts& facts);

// What one ground opens alone.
LevelSet OpenedBy(const Ground& ground, const Row& row, const Rules& rules,
                  const ActiveCeilings& active, const KnownFacts& facts);

// The categories for which `alone` reaches the level that `outcome` has.
CategorySet ReachedBy(const LevelSet& alone, const LevelSet& outcome);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_COMPILED_H_
