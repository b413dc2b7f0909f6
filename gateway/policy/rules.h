#ifndef GATEWAY_POLICY_RULES_H_
#define GATEWAY_POLICY_RULES_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "gateway/model/fact_set.h"
#include "gateway/model/level_set.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::policy {

// The rules of a pack as numbers, still one by one: what compile.h makes of
// names, and what row_index.h sorts into rows.

inline constexpr int kBases = v1::BasisCode_MAX + 1;

// Where a rule applies: bit v of a word says whether value v matches. Bit 0,
// the unknown value, is what differs between rules that give and rules that
// take: it matches no list of the former and every list of the latter.
struct ScopeMask {
  uint64_t readers = ~uint64_t{0};
  uint64_t roles = ~uint64_t{0};
  uint64_t relations = ~uint64_t{0};
  uint64_t holders = ~uint64_t{0};
  uint64_t purposes = ~uint64_t{0};
  uint64_t classes = ~uint64_t{0};
  bool operator==(const ScopeMask&) const = default;
};

// Whether the word has the bit of the value; one of a later vocabulary counts
// as unknown.
inline bool Has(uint64_t word, int value) {
  return ((word >> (value >= 0 && value < 64 ? value : 0)) & 1) != 0;
}

struct GrantRule {
  std::string id;
  ScopeMask scope;
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  FactSet needs;  // each known true
  LevelSet gives;
};

// A conjunction of facts and negated facts. Without any: always.
struct Condition {
  FactSet facts;
  FactSet negated;

  bool always() const { return facts == FactSet() && negated == FactSet(); }
  // One conjunct that is known false makes the whole known false.
  bool KnownFalse(const KnownFacts& known) const {
    return facts.Intersects(known.known_false()) ||
           negated.Intersects(known.known_true());
  }
};

struct CeilingRule {
  std::string id;
  ScopeMask scope;
  std::optional<ScopeMask> except;
  bool reader_is_not_holder = false;
  Condition condition;
  v1::RefusalCode refusal = v1::REFUSAL_CODE_MINIMISED;
  // The most a ground of each basis opens while the ceiling is active.
  std::array<LevelSet, kBases> limit;
};

struct ObligationRule {
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  CategorySet categories;
  std::vector<v1::Obligation> obligations;
  ScopeMask scope;
};

struct ActionGrant {
  ScopeMask scope;
  uint64_t actions = 0;
};

struct Sentences {
  std::string japanese;
  std::string english;
};

// Grants and ceilings are sorted by id, so that no answer, and no explanation,
// depends on the order in which a pack writes them.
struct Rules {
  std::vector<GrantRule> grants;
  std::vector<CeilingRule> ceilings;
  std::vector<ObligationRule> obligations;
  std::vector<ActionGrant> actions;
  absl::flat_hash_map<std::string, Sentences> sentences;
};

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_RULES_H_
