#ifndef GATEWAY_POLICY_ROW_INDEX_H_
#define GATEWAY_POLICY_ROW_INDEX_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/policy/rules.h"
#include "gateway/policy/situation.h"

namespace tasuki::policy {

// A situation without its facts and grounds lies in one row: the rules that
// can have a say there. Rows are found by attribute classes, the values that no
// rule tells apart, and equal rows are stored once.

// A grant of a row, after the ceilings that are active in every situation.
struct RowGrant {
  FactSet needs;
  LevelSet gives;
};

// A ceiling of a row whose condition speaks of facts.
struct RowCeiling {
  Condition condition;
  uint16_t rule = 0;  // into Rules::ceilings
};

inline constexpr int kMaxRowCeilings = 256;

// A single fact and whether it is negated, as one number.
inline constexpr int kFactBits = 128;
inline constexpr int kSingleKeys = 2 * kFactBits;
inline int SingleKey(int fact, bool negated) {
  return negated ? kFactBits + fact : fact;
}

struct Row {
  // Grants of basis b are [first_grant[b], first_grant[b + 1]).
  std::vector<RowGrant> grants;
  std::array<uint16_t, kBases + 1> first_grant = {};
  // At most kMaxRowCeilings. First those with one fact, in the order of their
  // key (SingleKey); the ones of key k are [first_single[k],
  // first_single[k + 1]). Then the others.
  std::vector<RowCeiling> ceilings;
  std::array<uint16_t, kSingleKeys + 1> first_single = {};
  // All facts of single-fact ceilings: what of them is not known as it must be
  // leads straight to the ceilings that are active.
  Condition singles;

  // The rules behind the above, for explanations: into Rules::grants in the
  // order of `grants`, and into Rules::ceilings, also those always active.
  std::vector<uint16_t> grant_rules;
  std::vector<uint16_t> ceiling_rules;
};

class RowIndex {
 public:
  // INVALID_ARGUMENT: more than kMaxRowCeilings ceilings meet in one situation,
  // or more than 65,535 rules.
  static absl::StatusOr<RowIndex> Build(const Rules& rules);

  // The number of the row that the situation lies in. Row 0 grants nothing.
  uint32_t Find(const Situation& situation) const;
  const Row& row(uint32_t number) const { return rows_[number]; }

 private:
  friend class RowIndexBuilder;

  // For each value of an attribute its class, already multiplied by the
  // attribute's stride in `row_at_`.
  struct Attribute {
    std::vector<uint32_t> offset;
    // Values outside the vocabulary count as unknown.
    uint32_t operator[](int value) const {
      return static_cast<size_t>(value) < offset.size() ? offset[value]
                                                        : offset[0];
    }
  };

  Attribute readers_, relations_, holders_, purposes_, classes_, is_holder_;
  std::vector<uint32_t> row_at_;
  std::vector<Row> rows_;
};

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_ROW_INDEX_H_
