#include "gateway/analysis/flows.h"

#include <optional>

#include "gateway/analysis/facts.h"

namespace tasuki::analysis {
namespace {

KnownFacts FactsOf(const Cube& cube) {
  KnownFacts facts;
  for (const v1::Fact fact : MembersOf(cube.known_true)) facts.Set(fact, true);
  for (const v1::Fact fact : MembersOf(cube.known_false)) {
    facts.Set(fact, false);
  }
  return facts;
}

// One fact on one ground of one row.
class Inference {
 public:
  Inference(v1::Fact fact, const Region& own, bool own_may_be_masked)
      : fact_(fact),
        own_if_true_(own.Given(fact, true)),
        own_if_false_(own.Given(fact, false)),
        own_may_be_masked_(own_may_be_masked) {}

  // Facts under which the region holds for one value and not for the other,
  // while the fact's own category is withheld for one of them. More is known
  // only in favour of the reader, so the smallest facts are enough.
  std::optional<KnownFacts> Shows(const Region& region) const {
    const Region if_true = region.Given(fact_, true);
    const Region if_false = region.Given(fact_, false);
    std::optional<KnownFacts> facts = Only(if_true, if_false);
    return facts.has_value() ? facts : Only(if_false, if_true);
  }

 private:
  std::optional<KnownFacts> Only(const Region& one, const Region& other) const {
    for (const Cube& cube : one.cubes()) {
      const KnownFacts facts = FactsOf(cube);
      if (other.Holds(facts)) continue;
      const bool told = !own_may_be_masked_ && own_if_true_.Holds(facts) &&
                        own_if_false_.Holds(facts);
      if (!told) return facts;
    }
    return std::nullopt;
  }

  const v1::Fact fact_;
  const Region own_if_true_, own_if_false_;
  const bool own_may_be_masked_;
};

std::optional<FlowHere> FlowOf(OpeningCells& cells, uint32_t opening,
                               v1::BasisCode basis, v1::Fact fact) {
  const v1::Category own = EntryOf(fact).category;
  // The only ground that is cut to less than the policy gives.
  const Inference inference(fact, cells.Of(opening, own).at_least[0],
                            basis == v1::BASIS_CODE_CONSENT);
  for (const AlikeCell& alike : cells.Of(opening)) {
    const CategorySet others = alike.categories & ~CategorySet::Of(own);
    if (others.empty() || !alike.cell.facts().Contains(fact)) continue;
    for (const Region& region : alike.cell.at_least) {
      if (!region.facts().Contains(fact)) continue;
      const std::optional<KnownFacts> facts = inference.Shows(region);
      if (!facts.has_value()) continue;
      FlowHere flow = {fact, others.members()[0], v1::LEVEL_WITHHELD,
                       v1::LEVEL_WITHHELD, *facts};
      flow.facts.Set(fact, false);
      flow.if_false = alike.cell.LevelUnder(flow.facts);
      flow.facts.Set(fact, true);
      flow.if_true = alike.cell.LevelUnder(flow.facts);
      return flow;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<FlowHere> FlowsIn(OpeningCells& cells, uint32_t opening,
                              v1::BasisCode basis) {
  std::vector<FlowHere> flows;
  for (const v1::Fact fact : MembersOf(cells.FactsOf(opening))) {
    if (EntryOf(fact).origin != FactOrigin::kCategory) continue;
    std::optional<FlowHere> flow = FlowOf(cells, opening, basis, fact);
    if (flow.has_value()) flows.push_back(*std::move(flow));
  }
  return flows;
}

}  // namespace tasuki::analysis
