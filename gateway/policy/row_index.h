#ifndef GATEWAY_POLICY_ROW_INDEX_H_
#define GATEWAY_POLICY_ROW_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gateway/policy/openings.h"
#include "gateway/policy/rules.h"
#include "gateway/policy/situation.h"

namespace tasuki::policy {

// A situation without its facts and grounds lies in one row: the rules that
// can have a say there. Rows are found by attribute classes, the values that no
// rule tells apart, and equal rows are stored once.

// The rules of a row, for explanations: into Rules::grants by basis, and into
// Rules::ceilings those that lower some of these grants.
struct RowRules {
  std::vector<uint32_t> grants;
  std::vector<uint32_t> ceilings;
};

class RowIndex {
 public:
  static RowIndex Build(const Rules& rules);

  // The number of the row that the situation lies in. Row 0 grants nothing.
  uint32_t Find(const Situation& situation) const;
  const RowRules& rules(uint32_t row) const { return rules_[row]; }

  // What a ground of this basis opens in the row, alone; as a number into
  // openings(), and under some facts.
  uint32_t OpeningOf(uint32_t row, v1::BasisCode basis) const;
  LevelSet Open(uint32_t row, v1::BasisCode basis,
                const KnownFacts& facts) const {
    return openings_.Open(OpeningOf(row, basis), facts);
  }

  const Openings& openings() const { return openings_; }

  size_t SizeInBytes() const;

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
  // Bit b of `bases`: basis b opens something. Their openings lie in that
  // order in `opening_at_`, from `first` on.
  struct Row {
    uint64_t bases = 0;
    uint32_t first = 0;
  };

  Attribute readers_, relations_, holders_, purposes_, classes_, is_holder_;
  std::vector<uint32_t> row_at_;
  std::vector<Row> rows_;
  std::vector<uint32_t> opening_at_;
  Openings openings_;
  std::vector<RowRules> rules_;
};

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_ROW_INDEX_H_
