#ifndef GATEWAY_POLICY_OPENINGS_H_
#define GATEWAY_POLICY_OPENINGS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "gateway/model/fact_set.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/rules.h"

namespace tasuki::policy {

// A grant, as far as one ground in one row is concerned.
struct OpeningGrant {
  FactSet needs;
  LevelSet gives;
};

// A ceiling, as far as one ground in one row is concerned.
struct OpeningCeiling {
  Condition condition;
  LevelSet limit;
};

// What a ground opens under which facts: its grants, and the ceilings that do
// not yield to it. Openings that decide alike are stored once, side by side.
class Openings {
 public:
  // Opens nothing.
  static constexpr uint32_t kNothing = 0;

  // What the opening of this number gives under these facts.
  LevelSet Open(uint32_t number, const KnownFacts& facts) const;

  // The rules of an opening, for analysis: what Open() decides by.
  std::vector<OpeningGrant> GrantsOf(uint32_t number) const;
  std::vector<OpeningCeiling> CeilingsOf(uint32_t number) const;

  size_t count() const { return openings_.size() - 1; }
  size_t SizeInBytes() const;

 private:
  friend class OpeningsBuilder;

  // Each list ends where that of the next opening begins.
  struct Opening {
    uint32_t first_grant = 0;
    uint32_t first_single = 0;
    uint32_t first_other = 0;
    // The facts of all ceilings that have one fact: what of them is not known
    // as it must be leads straight to the limits that apply.
    Condition singles;
  };

  // Meets `opened` with the limit of each fact of `active`, a part of `facts`.
  // The limits lie in the order of the facts, from `first` on.
  void Limit(const FactSet& facts, const FactSet& active, uint32_t first,
             LevelSet& opened) const;

  std::vector<Opening> openings_;
  std::vector<OpeningGrant> grants_;
  std::vector<LevelSet> singles_;
  std::vector<OpeningCeiling> others_;
};

class OpeningsBuilder {
 public:
  OpeningsBuilder();
  // The number of the opening of these rules, in any order. Rules that cannot
  // change what it decides are left out of it.
  uint32_t Add(std::vector<OpeningGrant> grants,
               const std::vector<OpeningCeiling>& ceilings);
  Openings Build() &&;

 private:
  void Store(const std::vector<OpeningGrant>& grants,
             const std::vector<OpeningCeiling>& ceilings);

  Openings openings_;
  absl::flat_hash_map<std::vector<uint64_t>, uint32_t> number_of_;
};

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_OPENINGS_H_
