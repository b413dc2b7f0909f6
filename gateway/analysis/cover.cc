#include "gateway/analysis/cover.h"

#include <algorithm>
#include <bit>
#include <map>

#include "absl/container/flat_hash_set.h"

namespace tasuki::analysis {
namespace {

using Kinds = std::map<uint8_t, CategorySet>;

int ValueAt(const Said& one, const PlaceValues& values, Dimension dimension) {
  return dimension == Dimension::kBasis
             ? one.basis
             : values[static_cast<size_t>(dimension)];
}

class Coverer {
 public:
  Coverer(const std::vector<Said>& said, const UntrueOf& untrue,
          const ClassOf& class_of)
      : said_(said), untrue_(untrue), class_of_(class_of) {
    for (const Said& one : said) values_.push_back(PlaceAt(one.place));
  }

  void Say(const std::vector<size_t>& numbers) {
    if (numbers.empty()) return;
    Sentence sentence;
    Kinds kinds;
    for (const size_t number : numbers) {
      for (const Dimension dimension : kDimensions) {
        sentence.where.Of(dimension) |=
            uint64_t{1} << ValueAt(said_[number], values_[number], dimension);
      }
      CategorySet& categories = kinds[said_[number].kind];
      categories = categories | said_[number].categories;
    }
    const Kinds untrue = UntrueIn(sentence.where, kinds);
    if (untrue.empty() || numbers.size() == 1) {
      sentence.kinds.assign(kinds.begin(), kinds.end());
      sentence.covers = numbers;
      sentences.push_back(std::move(sentence));
      return;
    }
    Split(numbers, untrue);
  }

  std::vector<Sentence> sentences;

 private:
  Kinds UntrueIn(const Box& box, const Kinds& kinds) const {
    Kinds untrue;
    absl::flat_hash_set<uint32_t> seen;
    for (const uint32_t place : PlacesIn(box)) {
      if (!seen.insert(class_of_(place)).second) continue;
      for (uint64_t bases = box.Of(Dimension::kBasis); bases != 0;
           bases &= bases - 1) {
        const auto basis = static_cast<uint8_t>(std::countr_zero(bases));
        for (const auto& [kind, categories] : kinds) {
          const CategorySet bad = untrue_(place, basis, kind) & categories;
          if (!bad.empty()) untrue[kind] = untrue[kind] | bad;
        }
      }
    }
    return untrue;
  }

  // What is true of the whole box stays together. If nothing is, the box is
  // divided along the dimension that falls into the fewest parts.
  void Split(const std::vector<size_t>& numbers, const Kinds& untrue) {
    std::vector<size_t> true_of_all, others;
    bool divided = false;
    for (const size_t number : numbers) {
      const auto found = untrue.find(said_[number].kind);
      const bool bad = found != untrue.end() &&
                       !(found->second & said_[number].categories).empty();
      (bad ? others : true_of_all).push_back(number);
      divided = divided || !bad;
    }
    if (divided) {
      Say(true_of_all);
      Say(others);
      return;
    }
    for (const auto& part : PartsOf(numbers)) Say(part);
  }

  std::vector<std::vector<size_t>> PartsOf(
      const std::vector<size_t>& numbers) const {
    std::vector<std::vector<size_t>> best;
    for (const Dimension dimension : kDimensions) {
      auto parts = PartsAlong(dimension, numbers);
      if (parts.size() < 2) continue;
      if (best.empty() || parts.size() < best.size()) best = std::move(parts);
    }
    if (!best.empty()) return best;
    // Everything is said everywhere alike, but not of the same categories.
    for (const size_t number : numbers) best.push_back({number});
    return best;
  }

  // Values of which the same is said in the same places otherwise.
  std::vector<std::vector<size_t>> PartsAlong(
      Dimension dimension, const std::vector<size_t>& numbers) const {
    std::map<int, uint64_t> signature;
    for (const size_t number : numbers) {
      const Said& one = said_[number];
      PlaceValues rest = values_[number];
      uint8_t basis = one.basis;
      const int value = ValueAt(one, rest, dimension);
      if (dimension == Dimension::kBasis) {
        basis = 0;
      } else {
        rest[static_cast<size_t>(dimension)] = 0;
      }
      uint64_t hash = 0xcbf29ce484222325;
      const auto mix = [&hash](uint64_t word) {
        hash = (hash ^ word) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 29;
      };
      for (const int other : rest) mix(other);
      mix(basis);
      mix(one.kind);
      mix(one.categories.bits());
      signature[value] += hash;
    }
    std::map<uint64_t, size_t> part_of;
    std::vector<std::vector<size_t>> parts;
    for (const size_t number : numbers) {
      const int value = ValueAt(said_[number], values_[number], dimension);
      const auto [found, is_new] =
          part_of.emplace(signature[value], parts.size());
      if (is_new) parts.emplace_back();
      parts[found->second].push_back(number);
    }
    return parts;
  }

  const std::vector<Said>& said_;
  const UntrueOf& untrue_;
  const ClassOf& class_of_;
  std::vector<PlaceValues> values_;
};

}  // namespace

std::vector<Sentence> Cover(const std::vector<Said>& said,
                            const UntrueOf& untrue, const ClassOf& class_of) {
  std::vector<size_t> all(said.size());
  for (size_t i = 0; i < all.size(); ++i) all[i] = i;
  Coverer coverer(said, untrue, class_of);
  coverer.Say(all);
  return std::move(coverer.sentences);
}

}  // namespace tasuki::analysis
