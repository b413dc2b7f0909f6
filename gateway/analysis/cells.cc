#include "gateway/analysis/cells.h"

#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/policy/compile.h"

namespace tasuki::analysis {
namespace {

// What must be known so that the condition is known false: one of these.
std::vector<Cube> EscapesOf(const policy::Condition& condition) {
  std::vector<Cube> escapes;
  for (const v1::Fact fact : MembersOf(condition.facts)) {
    escapes.push_back({.known_true = {}, .known_false = FactSet::Of(fact)});
  }
  for (const v1::Fact fact : MembersOf(condition.negated)) {
    escapes.push_back({.known_true = FactSet::Of(fact), .known_false = {}});
  }
  return escapes;
}

Region Opens(const Opening& opening, v1::Category category, v1::Level level) {
  Cube always;  // what every ceiling of one fact wants
  std::vector<std::vector<Cube>> choices;
  for (const policy::OpeningCeiling& ceiling : opening.ceilings) {
    if (ceiling.limit.At(category) >= level) continue;
    std::vector<Cube> escapes = EscapesOf(ceiling.condition);
    if (escapes.size() == 1) {
      always = always.And(escapes[0]);
    } else {
      choices.push_back(std::move(escapes));
    }
  }
  std::vector<Cube> cubes;
  for (const policy::OpeningGrant& grant : opening.grants) {
    if (grant.gives.At(category) < level) continue;
    cubes.push_back(always.And({.known_true = grant.needs, .known_false = {}}));
  }
  Region region(std::move(cubes));
  for (const std::vector<Cube>& escapes : choices) {
    if (region.empty()) break;
    region = region.And(escapes);
  }
  return region;
}

// Splits each part by what the levels say of it.
void Refine(const LevelSet& levels, std::vector<CategorySet>& parts) {
  for (const v1::Level level : kOpenLevels) {
    const CategorySet has = AtLeast(levels, level);
    const size_t count = parts.size();
    for (size_t i = 0; i < count; ++i) {
      const CategorySet in = parts[i] & has, out = parts[i] & ~has;
      if (in.empty() || out.empty()) continue;
      parts[i] = in;
      parts.push_back(out);
    }
  }
}

}  // namespace

absl::StatusOr<Tables> CompileTables(const std::vector<v1::PolicyPack>& packs) {
  ASSIGN_OR_RETURN(policy::Rules rules, policy::CompileRules(packs));
  policy::RowIndex index = policy::RowIndex::Build(rules);
  return Tables{std::move(rules), std::move(index)};
}

Opening OpeningAt(const policy::RowIndex& index, uint32_t number) {
  return {index.openings().GrantsOf(number),
          index.openings().CeilingsOf(number)};
}

v1::Level Cell::LevelUnder(const KnownFacts& facts) const {
  v1::Level level = v1::LEVEL_WITHHELD;
  for (const v1::Level at : kOpenLevels) {
    if (AtLeast(at).Holds(facts)) level = at;
  }
  return level;
}

FactSet Cell::facts() const {
  return at_least[0].facts() | at_least[1].facts() | at_least[2].facts();
}

Cell CellOf(const Opening& opening, v1::Category category) {
  Cell cell;
  for (const v1::Level level : kOpenLevels) {
    cell.at_least[level - v1::LEVEL_EXISTENCE] =
        Opens(opening, category, level);
  }
  return cell;
}

Cell Limited(const Cell& cell, const policy::Condition& condition,
             v1::Level at_most) {
  const std::vector<Cube> escapes = EscapesOf(condition);
  Cell limited = cell;
  for (const v1::Level level : kOpenLevels) {
    if (level <= at_most || cell.AtLeast(level).empty()) continue;
    limited.at_least[level - v1::LEVEL_EXISTENCE] =
        cell.AtLeast(level).And(escapes);
  }
  return limited;
}

std::vector<CategorySet> AlikeIn(const std::vector<const Opening*>& openings) {
  CategorySet given;
  for (const Opening* opening : openings) {
    for (const policy::OpeningGrant& grant : opening->grants) {
      given = given | grant.gives.existence();
    }
  }
  if (given.empty()) return {};
  std::vector<CategorySet> parts = {given};
  for (const Opening* opening : openings) {
    for (const policy::OpeningGrant& grant : opening->grants) {
      Refine(grant.gives, parts);
    }
    for (const policy::OpeningCeiling& ceiling : opening->ceilings) {
      Refine(ceiling.limit, parts);
    }
  }
  return parts;
}

CategorySet AtLeast(const LevelSet& levels, v1::Level level) {
  switch (level) {
    case v1::LEVEL_EXISTENCE:
      return levels.existence();
    case v1::LEVEL_REDUCED:
      return levels.reduced();
    case v1::LEVEL_FULL:
      return levels.full();
    default:
      return CategorySet::All();
  }
}

}  // namespace tasuki::analysis
