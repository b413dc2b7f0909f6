#include "gateway/analysis/region.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tasuki::analysis {
namespace {

absl::uint128 PowerOfThree(int exponent) {
  absl::uint128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 3;
  return power;
}

// The fact that most cubes speak of: what all of them need is decided first.
v1::Fact MostNamed(const std::vector<Cube>& cubes) {
  std::array<int, v1::Fact_MAX + 1> named = {};
  for (const Cube& cube : cubes) {
    for (const v1::Fact fact : MembersOf(cube.known_true)) ++named[fact];
    for (const v1::Fact fact : MembersOf(cube.known_false)) ++named[fact];
  }
  return static_cast<v1::Fact>(std::max_element(named.begin(), named.end()) -
                               named.begin());
}

// What is left of a region once the fact is unknown.
Region Unknown(const Region& region, v1::Fact fact) {
  std::vector<Cube> cubes;
  for (const Cube& cube : region.cubes()) {
    const bool names =
        cube.known_true.Contains(fact) || cube.known_false.Contains(fact);
    if (!names) cubes.push_back(cube);
  }
  return Region(std::move(cubes));
}

absl::uint128 CountIn(const Region& region, int facts) {
  if (region.empty()) return 0;
  if (region.cubes().size() == 1) {
    const Cube& cube = region.cubes()[0];
    return PowerOfThree(facts - SizeOf(cube.known_true) -
                        SizeOf(cube.known_false));
  }
  const v1::Fact fact = MostNamed(region.cubes());
  return CountIn(region.Given(fact, true), facts - 1) +
         CountIn(region.Given(fact, false), facts - 1) +
         CountIn(Unknown(region, fact), facts - 1);
}

}  // namespace

int SizeOf(const FactSet& facts) {
  return std::popcount(facts.words()[0]) + std::popcount(facts.words()[1]);
}

std::vector<v1::Fact> MembersOf(const FactSet& facts) {
  std::vector<v1::Fact> members;
  for (int word = 0; word < 2; ++word) {
    for (uint64_t bits = facts.words()[word]; bits != 0; bits &= bits - 1) {
      members.push_back(
          static_cast<v1::Fact>(64 * word + std::countr_zero(bits)));
    }
  }
  return members;
}

Region::Region(std::vector<Cube> cubes) {
  for (size_t i = 0; i < cubes.size(); ++i) {
    if (cubes[i].Contradicts()) continue;
    bool needed = true;
    for (size_t j = 0; j < cubes.size() && needed; ++j) {
      // Of two equal ones the first stays.
      if (i == j || cubes[j].Contradicts()) continue;
      needed = !cubes[i].Implies(cubes[j]) || (cubes[i] == cubes[j] && i < j);
    }
    if (needed) cubes_.push_back(cubes[i]);
  }
  std::sort(cubes_.begin(), cubes_.end(),
            [](const Cube& a, const Cube& b) { return a.Words() < b.Words(); });
}

bool Region::Holds(const KnownFacts& facts) const {
  return std::any_of(cubes_.begin(), cubes_.end(),
                     [&](const Cube& cube) { return cube.Holds(facts); });
}

FactSet Region::facts() const {
  FactSet facts;
  for (const Cube& cube : cubes_) {
    facts = facts | cube.known_true | cube.known_false;
  }
  return facts;
}

Region Region::And(const std::vector<Cube>& escapes) const {
  std::vector<Cube> cubes;
  for (const Cube& cube : cubes_) {
    for (const Cube& escape : escapes) cubes.push_back(cube.And(escape));
  }
  return Region(std::move(cubes));
}

Region Region::Given(v1::Fact fact, bool value) const {
  const FactSet one = FactSet::Of(fact);
  std::vector<Cube> cubes;
  for (const Cube& cube : cubes_) {
    const FactSet& against = value ? cube.known_false : cube.known_true;
    if (against.Contains(fact)) continue;
    cubes.push_back(
        {cube.known_true.Without(one), cube.known_false.Without(one)});
  }
  return Region(std::move(cubes));
}

Region Region::And(const Region& other) const {
  std::vector<Cube> cubes;
  for (const Cube& one : cubes_) {
    for (const Cube& its : other.cubes_) cubes.push_back(one.And(its));
  }
  return Region(std::move(cubes));
}

absl::uint128 CountBetween(const Region& in, const Region& out,
                           const FactSet& over) {
  const int facts = SizeOf(over);
  return CountIn(in, facts) - CountIn(in.And(out), facts);
}

}  // namespace tasuki::analysis
