#ifndef TESTS_PROPERTY_TWO_WORLDS_CENSUS_H_
#define TESTS_PROPERTY_TWO_WORLDS_CENSUS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/base/check.h"
#include "tests/property/two_worlds/world.h"

namespace tasuki::two_worlds {

// Ids of everything in a world, by collection: "cases", "sections", … What was
// named in answers to anybody, and what the state lists beyond that.
using Census = std::map<std::string, std::set<std::string>>;
Census TakeCensus(World& world);

// Both worlds' in one.
Census Joined(const Census& a, const Census& b);
// What is in one of them alone.
Census Apart(const Census& a, const Census& b);

std::vector<std::string> PartiesIn(const exchange::Snapshot& state);
std::vector<std::string> Listed(const exchange::Snapshot& state,
                                exchange::Index index, const std::string& key);

// A row of the state; nothing if it is not there.
template <typename Row>
std::optional<Row> Find(const exchange::Snapshot& state, exchange::Table table,
                        const std::string& id) {
  const auto row = state.Read({table, id});
  CHECK(row.ok());
  Row parsed;
  if ((*row)->version == 0) return std::nullopt;
  CHECK(parsed.ParseFromString((*row)->body));
  return parsed;
}

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_CENSUS_H_
