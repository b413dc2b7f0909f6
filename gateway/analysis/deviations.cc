#include "gateway/analysis/deviations.h"

#include <algorithm>
#include <array>

namespace tasuki::analysis {
namespace {

constexpr std::array<uint8_t, 3> kValues = {kTrue, kFalse, kUnknown};
// Far beyond what rules that people write need.
constexpr int kMostSteps = 20'000;

// Looks for assignments that satisfy a cube and no cube of `out`.
class Search {
 public:
  explicit Search(const Region& out) : out_(out) {}

  void From(const Cube& cube) {
    KnownFacts facts = OrdinaryFacts();
    for (const v1::Fact fact : MembersOf(cube.known_true)) {
      facts.Set(fact, true);
    }
    for (const v1::Fact fact : MembersOf(cube.known_false)) {
      facts.Set(fact, false);
    }
    Step(facts, cube.known_true | cube.known_false);
  }
  std::vector<KnownFacts> found;

 private:
  void Step(KnownFacts facts, const FactSet& fixed) {
    if (++steps_ > kMostSteps) return;
    const auto& cubes = out_.cubes();
    const auto against =
        std::find_if(cubes.begin(), cubes.end(),
                     [&](const Cube& cube) { return cube.Holds(facts); });
    if (against == cubes.end()) {
      found.push_back(facts);
      return;
    }
    const FactSet named = against->known_true | against->known_false;
    for (const v1::Fact fact : MembersOf(named.Without(fixed))) {
      const uint8_t is = ValueOf(facts, fact);
      for (const uint8_t value : kValues) {
        if (value == is) continue;
        SetValue(fact, value, facts);
        Step(facts, fixed | FactSet::Of(fact));
      }
      SetValue(fact, is, facts);
    }
  }

  const Region& out_;
  int steps_ = 0;
};

bool Includes(const Circumstances& more, const Circumstances& fewer) {
  return std::includes(more.begin(), more.end(), fewer.begin(), fewer.end());
}

// One way to say two circumstances that differ in the values of one fact.
bool Join(const Circumstances& from, Circumstances& into) {
  if (from.size() != into.size()) return false;
  FactIs* differs = nullptr;
  for (size_t i = 0; i < from.size(); ++i) {
    if (from[i].fact != into[i].fact) return false;
    if (from[i].values == into[i].values) continue;
    if (differs != nullptr) return false;
    differs = &into[i];
    differs->values |= from[i].values;
  }
  return true;
}

// Where the level of `in` is reached and that of `out` is not, level by level.
std::vector<KnownFacts> NearestOf(const Cell& in, const Cell& out) {
  std::vector<KnownFacts> all;
  for (const v1::Level level : kOpenLevels) {
    for (const KnownFacts& facts :
         Nearest(in.AtLeast(level), out.AtLeast(level))) {
      if (std::find(all.begin(), all.end(), facts) == all.end()) {
        all.push_back(facts);
      }
    }
  }
  return all;
}

Region Narrowed(const Region& region, v1::Fact fact, uint8_t value) {
  if (value == kTrue) return region.Given(fact, true);
  if (value == kFalse) return region.Given(fact, false);
  std::vector<Cube> cubes;
  for (const Cube& cube : region.cubes()) {
    const FactSet named = cube.known_true | cube.known_false;
    if (!named.Contains(fact)) cubes.push_back(cube);
  }
  return Region(std::move(cubes));
}

Cell Narrowed(const Cell& cell, v1::Fact fact, uint8_t value) {
  Cell narrowed;
  for (size_t i = 0; i < cell.at_least.size(); ++i) {
    narrowed.at_least[i] = Narrowed(cell.at_least[i], fact, value);
  }
  return narrowed;
}

// How many assignments have a higher level in `high` than in `low`.
absl::uint128 CountHigher(const Cell& high, const Cell& low,
                          const FactSet& over) {
  absl::uint128 count = 0;
  // By the level that they have in `low`: at least this, and not the next.
  Region reached = Region::Always();
  for (size_t next = 0; next < low.at_least.size(); ++next) {
    count += CountBetween(reached.And(high.at_least[next]), low.at_least[next],
                          over);
    reached = low.at_least[next];
  }
  return count;
}

absl::uint128 CountIn(const Circumstances& when, size_t from, const Cell& high,
                      const Cell& low, const FactSet& over) {
  while (from < when.size() && !over.Contains(when[from].fact)) ++from;
  if (from == when.size()) return CountHigher(high, low, over);
  absl::uint128 count = 0;
  const v1::Fact fact = when[from].fact;
  for (const uint8_t value : kValues) {
    if ((when[from].values & value) == 0) continue;
    count +=
        CountIn(when, from + 1, Narrowed(high, fact, value),
                Narrowed(low, fact, value), over.Without(FactSet::Of(fact)));
  }
  return count;
}

void AddChanges(const Cell& high, const Cell& low, bool widens,
                std::vector<CellChange>& changes) {
  const size_t first = changes.size();
  for (const KnownFacts& facts : NearestOf(high, low)) {
    CellChange change;
    change.widens = widens;
    change.when = DeviationsOf(facts);
    change.at = facts;
    change.before = (widens ? low : high).LevelUnder(facts);
    change.after = (widens ? high : low).LevelUnder(facts);
    bool joined = false;
    for (size_t i = first; i < changes.size() && !joined; ++i) {
      joined = changes[i].before == change.before &&
               changes[i].after == change.after &&
               Join(change.when, changes[i].when);
    }
    if (!joined) changes.push_back(std::move(change));
  }
  const FactSet over = high.facts() | low.facts();
  for (size_t i = first; i < changes.size(); ++i) {
    changes[i].assignments = CountIn(changes[i].when, 0, high, low, over);
  }
}

}  // namespace

uint8_t ValueOf(const KnownFacts& facts, v1::Fact fact) {
  if (facts.known_true().Contains(fact)) return kTrue;
  return facts.known_false().Contains(fact) ? kFalse : kUnknown;
}

void SetValue(v1::Fact fact, uint8_t value, KnownFacts& facts) {
  if (value == kUnknown) {
    facts.Hide(fact);
  } else {
    facts.Set(fact, value == kTrue);
  }
}

Circumstances ActsWhen(const policy::Condition& condition) {
  Circumstances when;
  for (const v1::Fact fact : MembersOf(condition.facts)) {
    when.push_back({fact, static_cast<uint8_t>(kTrue | kUnknown)});
  }
  for (const v1::Fact fact : MembersOf(condition.negated)) {
    when.push_back({fact, static_cast<uint8_t>(kFalse | kUnknown)});
  }
  std::sort(when.begin(), when.end());
  return when;
}

bool Hold(const Circumstances& circumstances, const KnownFacts& facts) {
  return std::all_of(circumstances.begin(), circumstances.end(),
                     [&](const FactIs& one) {
                       return (ValueOf(facts, one.fact) & one.values) != 0;
                     });
}

Circumstances DeviationsOf(const KnownFacts& facts) {
  Circumstances deviations;
  for (int f = 1; f <= v1::Fact_MAX; ++f) {
    const auto fact = static_cast<v1::Fact>(f);
    const uint8_t value = ValueOf(facts, fact);
    const uint8_t ordinary = EntryOf(fact).ordinary ? kTrue : kFalse;
    if (value != ordinary) deviations.push_back({fact, value});
  }
  return deviations;
}

std::vector<KnownFacts> Nearest(const Region& in, const Region& out) {
  Search search(out);
  for (const Cube& cube : in.cubes()) search.From(cube);
  std::vector<std::pair<Circumstances, KnownFacts>> found;
  for (const KnownFacts& facts : search.found) {
    found.emplace_back(DeviationsOf(facts), facts);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first.size() != b.first.size() ? a.first.size() < b.first.size()
                                            : a.first < b.first;
  });
  std::vector<KnownFacts> nearest;
  std::vector<const Circumstances*> kept;
  for (const std::pair<Circumstances, KnownFacts>& one : found) {
    const bool farther =
        std::any_of(kept.begin(), kept.end(), [&](const Circumstances* fewer) {
          return Includes(one.first, *fewer);
        });
    if (farther) continue;
    kept.push_back(&one.first);
    nearest.push_back(one.second);
  }
  return nearest;
}

absl::uint128 CountHigher(const Cell& high, const Cell& low) {
  return CountHigher(high, low, high.facts() | low.facts());
}

absl::uint128 CountHigherIn(const Circumstances& when, const Cell& high,
                            const Cell& low) {
  return CountIn(when, 0, high, low, high.facts() | low.facts());
}

std::vector<CellChange> ChangesBetween(const Cell& before, const Cell& after) {
  std::vector<CellChange> changes;
  if (before == after) return changes;
  AddChanges(after, before, true, changes);
  AddChanges(before, after, false, changes);
  return changes;
}

}  // namespace tasuki::analysis
