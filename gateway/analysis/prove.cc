#include "gateway/analysis/prove.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "gateway/analysis/change_topics.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/flows.h"
#include "gateway/analysis/guarantees.h"
#include "gateway/analysis/opening_cells.h"
#include "gateway/analysis/places.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/policy/names.h"

namespace tasuki::analysis {
namespace {

constexpr size_t kAtOnce = 64;  // promises in one word

// Which of up to 64 promises speak at a place.
class Speaking {
 public:
  explicit Speaking(const std::vector<Promise>& promises) {
    for (size_t i = 0; i < promises.size(); ++i) {
      Add(promises[i].scope, i, in_scope_);
      if (!promises[i].except.has_value()) continue;
      has_exception_ |= uint64_t{1} << i;
      Add(*promises[i].except, i, excepted_);
    }
  }
  uint64_t At(const PlaceValues& place) const {
    return Meet(in_scope_, place) & ~(Meet(excepted_, place) & has_exception_);
  }

 private:
  // For each value of each dimension the promises whose list has it.
  using Lists = std::array<std::array<uint64_t, 64>, 6>;

  // A holder's audience depends on the reader where it is the reader itself.
  static PlaceValues Resolved(PlaceValues place) {
    int& holder = place[static_cast<size_t>(Dimension::kHolder)];
    if (holder == kSelf) {
      holder = LegalReaders()[place[0]].audience;
    }
    return place;
  }

  static void Add(const policy::ScopeMask& scope, size_t promise,
                  Lists& lists) {
    const uint64_t bit = uint64_t{1} << promise;
    for (const Dimension dimension : kDimensions) {
      if (dimension == Dimension::kBasis) continue;
      const auto d = static_cast<size_t>(dimension);
      for (int value = 0; value < ValuesOf(dimension); ++value) {
        if (HasValue(scope, dimension, value)) lists[d][value] |= bit;
      }
    }
  }

  static bool HasValue(const policy::ScopeMask& scope, Dimension dimension,
                       int value) {
    switch (dimension) {
      case Dimension::kReader: {
        const Reader& reader = LegalReaders()[value];
        return policy::Has(scope.readers, reader.audience) &&
               policy::Has(scope.roles, reader.role);
      }
      case Dimension::kRelation:
        return policy::Has(scope.relations, value);
      case Dimension::kHolder:
        return policy::Has(scope.holders, value);
      case Dimension::kPurpose:
        return policy::Has(scope.purposes, value);
      case Dimension::kClass:
        return policy::Has(scope.classes, value);
      case Dimension::kBasis:
        break;
    }
    return true;
  }

  static uint64_t Meet(const Lists& lists, const PlaceValues& unresolved) {
    const PlaceValues place = Resolved(unresolved);
    uint64_t met = ~uint64_t{0};
    for (size_t d = 0; d + 1 < lists.size(); ++d) met &= lists[d][place[d]];
    return met;
  }

  Lists in_scope_ = {}, excepted_ = {};
  uint64_t has_exception_ = 0;
};

KnownFacts WitnessFacts(const Cube& cube, const policy::Condition& condition) {
  KnownFacts facts = OrdinaryFacts();
  const auto set = [&facts](const FactSet& which, bool value) {
    for (const v1::Fact fact : MembersOf(which)) facts.Set(fact, value);
  };
  set(condition.facts, true);
  set(condition.negated, false);
  set(cube.known_true, true);
  set(cube.known_false, false);
  return facts;
}

class Prover {
 public:
  Prover(const std::vector<v1::PolicyPack>& packs, const Tables& tables)
      : packs_(packs),
        tables_(tables),
        cells_(tables.index),
        rows_(RowsOf(tables.index)) {}

  Proof Run() {
    CountSituations();
    ProveGuarantees();
    FindFlows();
    return std::move(proof_);
  }

 private:
  void CountSituations() {
    std::map<uint32_t, uint64_t> places;
    for (const uint32_t row : rows_) {
      if (row != 0) ++places[row];
    }
    for (const auto& [row, count] : places) {
      proof_.places += count;
      for (const auto& [basis, opening] : OpeningsOf(row)) {
        absl::uint128 assignments = 1;
        for (int i = SizeOf(cells_.FactsOf(opening)); i > 0; --i) {
          assignments *= 3;
        }
        proof_.situations += assignments * count;
      }
    }
  }

  std::vector<std::pair<v1::BasisCode, uint32_t>> OpeningsOf(
      uint32_t row) const {
    std::vector<std::pair<v1::BasisCode, uint32_t>> openings;
    for (int b = 1; b < policy::kBases; ++b) {
      const auto basis = static_cast<v1::BasisCode>(b);
      const uint32_t opening = tables_.index.OpeningOf(row, basis);
      if (opening != policy::Openings::kNothing) {
        openings.emplace_back(basis, opening);
      }
    }
    return openings;
  }

  void ProveGuarantees() {
    std::vector<const v1::Guarantee*> guarantees;
    for (const v1::PolicyPack& pack : packs_) {
      for (const v1::Guarantee& one : pack.guarantees()) {
        guarantees.push_back(&one);
      }
    }
    std::sort(guarantees.begin(), guarantees.end(),
              [](const auto* a, const auto* b) { return a->id() < b->id(); });
    for (size_t first = 0; first < guarantees.size(); first += kAtOnce) {
      const size_t end = std::min(first + kAtOnce, guarantees.size());
      ProveSome({guarantees.begin() + first, guarantees.begin() + end});
    }
  }

  void ProveSome(const std::vector<const v1::Guarantee*>& guarantees) {
    std::vector<Promise> promises;
    const size_t offset = proof_.guarantees.size();
    for (const v1::Guarantee* one : guarantees) {
      promises.push_back(PromiseOf(*one));
      GuaranteeProof& proof = proof_.guarantees.emplace_back();
      proof.id = one->id();
      proof.sentence = {one->sentence_ja(), one->sentence_en()};
      proof.promise = WordsOf(PromiseOf(*one));
      proof.local = one->local();
      proof.at_most = promises.back().at_most;
    }
    const Speaking speaking(promises);
    // Where the same promises speak in the same row, one place is enough.
    absl::flat_hash_map<std::pair<uint32_t, uint64_t>,
                        std::pair<uint32_t, uint64_t>>
        seen;
    for (uint32_t place = 0; place < rows_.size(); ++place) {
      if (rows_[place] == 0) continue;
      const uint64_t bits = speaking.At(PlaceAt(place));
      if (bits == 0) continue;
      auto& entry = seen.try_emplace({rows_[place], bits}, place, uint64_t{0})
                        .first->second;
      ++entry.second;
    }
    std::vector<std::pair<uint32_t, std::pair<uint32_t, uint64_t>>> in_order;
    for (const auto& [key, entry] : seen) {
      in_order.push_back({entry.first, {key.second, entry.second}});
    }
    std::sort(in_order.begin(), in_order.end());
    for (const auto& [place, entry] : in_order) {
      for (uint64_t bits = entry.first; bits != 0; bits &= bits - 1) {
        const int i = std::countr_zero(bits);
        GuaranteeProof& proof = proof_.guarantees[offset + i];
        proof.places += entry.second;
        if (!proof.breach.has_value()) Try(place, promises[i], proof);
      }
    }
  }

  void Try(uint32_t place, const Promise& promise, GuaranteeProof& proof) {
    for (const auto& [basis, opening] : OpeningsOf(rows_[place])) {
      if (!policy::Has(promise.bases, basis)) continue;
      if (!tried_.insert({&proof - proof_.guarantees.data(), opening}).second) {
        continue;
      }
      for (const AlikeCell& alike : cells_.Of(opening)) {
        const CategorySet promised = alike.categories & promise.categories;
        if (promised.empty()) continue;
        const Region& beyond =
            alike.cell.AtLeast(static_cast<v1::Level>(promise.at_most + 1));
        const Cube* const cube = ReachedBy(beyond, promise.condition);
        if (cube == nullptr) continue;
        Breach& breach = proof.breach.emplace();
        breach.witness = SituationAt(PlaceAt(place));
        breach.witness.facts = WitnessFacts(*cube, promise.condition);
        policy::Ground ground;
        ground.basis = basis;
        breach.witness.grounds = {ground};
        breach.category = promised.members()[0];
        breach.level = alike.cell.LevelUnder(breach.witness.facts);
        return;
      }
    }
  }

  // A cube that may hold while the guarantee speaks.
  static const Cube* ReachedBy(const Region& region,
                               const policy::Condition& condition) {
    for (const Cube& cube : region.cubes()) {
      if (!cube.known_false.Intersects(condition.facts) &&
          !cube.known_true.Intersects(condition.negated)) {
        return &cube;
      }
    }
    return nullptr;
  }

  void FindFlows() {
    std::map<v1::Fact, FlowProof> flows;
    for (const auto& [row, readers] : ReadersByRow()) {
      for (const auto& [basis, opening] : OpeningsOf(row)) {
        for (const FlowHere& here : FlowsAt(opening, basis)) {
          FlowProof& flow = flows[here.fact];
          flow.fact = here.fact;
          flow.own = EntryOf(here.fact).category;
          flow.readers |= readers;
        }
      }
    }
    AcceptFlows(flows);
    for (auto& [fact, flow] : flows) {
      AddWitness(flow);
      proof_.flows.push_back(std::move(flow));
    }
  }

  std::map<uint32_t, uint64_t> ReadersByRow() const {
    std::map<uint32_t, uint64_t> readers;
    for (uint32_t place = 0; place < rows_.size(); ++place) {
      if (rows_[place] == 0) continue;
      readers[rows_[place]] |= uint64_t{1} << PlaceAt(place)[0];
    }
    return readers;
  }

  const std::vector<FlowHere>& FlowsAt(uint32_t opening, v1::BasisCode basis) {
    const bool masked = basis == v1::BASIS_CODE_CONSENT;
    const auto [found, is_new] =
        flows_.try_emplace(uint64_t{opening} << 1 | (masked ? 1 : 0));
    if (is_new) found->second = FlowsIn(cells_, opening, basis);
    return found->second;
  }

  void AcceptFlows(std::map<v1::Fact, FlowProof>& flows) {
    for (auto& [fact, flow] : flows) flow.open = flow.readers;
    for (const v1::PolicyPack& pack : packs_) {
      for (const v1::AcceptedFlow& accepted : pack.accepted_flows()) {
        const uint64_t readers = ReadersOf(accepted);
        for (const std::string& name : accepted.facts()) {
          const auto fact = policy::NameOf<v1::Fact>(name);
          CHECK(fact.ok());
          const auto found = flows.find(*fact);
          if (found == flows.end() || (found->second.readers & readers) == 0) {
            proof_.idle.push_back({accepted.id(), *fact});
            continue;
          }
          found->second.open &= ~readers;
          found->second.accepted_by.push_back(accepted.id());
        }
      }
    }
  }

  // The first place at which it shows to somebody for whom it is not accepted,
  // or to anybody.
  void AddWitness(FlowProof& flow) {
    const uint64_t wanted = flow.open != 0 ? flow.open : flow.readers;
    absl::flat_hash_set<uint32_t> without;
    for (uint32_t place = 0; place < rows_.size(); ++place) {
      const uint32_t row = rows_[place];
      if (row == 0 || without.contains(row)) continue;
      const PlaceValues values = PlaceAt(place);
      if (!policy::Has(wanted, values[0])) continue;
      for (const auto& [basis, opening] : OpeningsOf(row)) {
        for (const FlowHere& here : FlowsAt(opening, basis)) {
          if (here.fact != flow.fact) continue;
          flow.witness = SituationAt(values);
          flow.witness.facts = here.facts;
          policy::Ground ground;
          ground.basis = basis;
          flow.witness.grounds = {ground};
          flow.shows = here.shows;
          flow.if_true = here.if_true;
          flow.if_false = here.if_false;
          return;
        }
      }
      without.insert(row);
    }
  }

  const std::vector<v1::PolicyPack>& packs_;
  const Tables& tables_;
  OpeningCells cells_;
  const std::vector<uint32_t> rows_;
  // Guarantees by number, and openings at which they were tried.
  absl::flat_hash_set<std::pair<int64_t, uint32_t>> tried_;
  absl::flat_hash_map<uint64_t, std::vector<FlowHere>> flows_;
  Proof proof_;
};

}  // namespace

bool Proof::Holds() const {
  return std::none_of(guarantees.begin(), guarantees.end(),
                      [](const GuaranteeProof& one) {
                        return one.breach.has_value();
                      }) &&
         std::none_of(flows.begin(), flows.end(),
                      [](const FlowProof& flow) { return flow.open != 0; });
}

absl::StatusOr<Proof> Prove(const std::vector<v1::PolicyPack>& packs) {
  ASSIGN_OR_RETURN(const Tables tables, CompileTables(packs));
  return Prover(packs, tables).Run();
}

}  // namespace tasuki::analysis
