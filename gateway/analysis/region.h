#ifndef GATEWAY_ANALYSIS_REGION_H_
#define GATEWAY_ANALYSIS_REGION_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "gateway/model/fact_set.h"

namespace tasuki::analysis {

// A conjunction: these facts known true, those known false, whatever the rest.
struct Cube {
  FactSet known_true, known_false;

  // Some fact would have to be both.
  bool Contradicts() const { return known_true.Intersects(known_false); }
  bool Holds(const KnownFacts& facts) const {
    return facts.known_true().ContainsAll(known_true) &&
           facts.known_false().ContainsAll(known_false);
  }
  // Whatever satisfies this cube satisfies the other.
  bool Implies(const Cube& other) const {
    return known_true.ContainsAll(other.known_true) &&
           known_false.ContainsAll(other.known_false);
  }
  Cube And(const Cube& other) const {
    return {known_true | other.known_true, known_false | other.known_false};
  }
  std::array<uint64_t, 4> Words() const {
    return {known_true.words()[0], known_true.words()[1],
            known_false.words()[0], known_false.words()[1]};
  }
  bool operator==(const Cube&) const = default;
};

// The facts under which something is opened: a disjunction of cubes. To know
// more never closes it, so its smallest members say all of it, and two regions
// are the same if and only if these are.
class Region {
 public:
  Region() = default;  // never
  static Region Always() { return Region({Cube()}); }
  // Drops cubes that contradict themselves and those that imply another.
  explicit Region(std::vector<Cube> cubes);

  bool Holds(const KnownFacts& facts) const;
  bool empty() const { return cubes_.empty(); }
  // Sorted.
  const std::vector<Cube>& cubes() const { return cubes_; }
  FactSet facts() const;

  // Where the other holds too.
  Region And(const Region& other) const;
  // Where one of some escapes holds too; each is a cube of one fact.
  Region And(const std::vector<Cube>& escapes) const;
  // What is left of the region once the fact has this value.
  Region Given(v1::Fact fact, bool value) const;

  bool operator==(const Region& other) const { return cubes_ == other.cubes_; }
  template <typename H>
  friend H AbslHashValue(H h, const Region& region) {
    for (const Cube& cube : region.cubes_) {
      h = H::combine(std::move(h), cube.Words());
    }
    return H::combine(std::move(h), region.cubes_.size());
  }

 private:
  std::vector<Cube> cubes_;
};

// Of all assignments of true, false and unknown to `over`, which must have the
// facts of both: how many lie in `in` and not in `out`.
absl::uint128 CountBetween(const Region& in, const Region& out,
                           const FactSet& over);

int SizeOf(const FactSet& facts);
std::vector<v1::Fact> MembersOf(const FactSet& facts);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_REGION_H_
