#include "gateway/policy/openings.h"

#include <bit>

namespace tasuki::policy {
namespace {

// How many facts of the set come before bit `bit` of word `word`.
int Rank(const FactSet& set, int word, int bit) {
  const uint64_t before = set.words()[word] & ((uint64_t{1} << bit) - 1);
  return std::popcount(before) +
         (word == 0 ? 0 : std::popcount(set.words()[0]));
}

int Size(const FactSet& set) {
  return std::popcount(set.words()[0]) + std::popcount(set.words()[1]);
}

template <typename Element>
size_t BytesOf(const std::vector<Element>& elements) {
  return elements.size() * sizeof(Element);
}

}  // namespace

void Openings::Limit(const FactSet& facts, const FactSet& active,
                     uint32_t first, LevelSet& opened) const {
  for (int word = 0; word < 2; ++word) {
    for (uint64_t bits = active.words()[word]; bits != 0; bits &= bits - 1) {
      const int rank = Rank(facts, word, std::countr_zero(bits));
      opened = opened.Meet(singles_[first + rank]);
    }
  }
}

LevelSet Openings::Open(uint32_t number, const KnownFacts& facts) const {
  const Opening& opening = openings_[number];
  const Opening& next = openings_[number + 1];
  LevelSet opened;
  for (uint32_t i = opening.first_grant; i < next.first_grant; ++i) {
    if (facts.known_true().ContainsAll(grants_[i].needs)) {
      opened = opened.Join(grants_[i].gives);
    }
  }
  if (opened.empty()) return opened;
  const Condition& singles = opening.singles;
  const FactSet open = singles.facts.Without(facts.known_false());
  const FactSet open_negated = singles.negated.Without(facts.known_true());
  if (open != FactSet()) {
    Limit(singles.facts, open, opening.first_single, opened);
  }
  if (open_negated != FactSet()) {
    Limit(singles.negated, open_negated,
          opening.first_single + Size(singles.facts), opened);
  }
  for (uint32_t i = opening.first_other; i < next.first_other; ++i) {
    if (others_[i].condition.KnownFalse(facts)) continue;
    opened = opened.Meet(others_[i].limit);
  }
  return opened;
}

std::vector<OpeningGrant> Openings::GrantsOf(uint32_t number) const {
  return {grants_.begin() + openings_[number].first_grant,
          grants_.begin() + openings_[number + 1].first_grant};
}

std::vector<OpeningCeiling> Openings::CeilingsOf(uint32_t number) const {
  const Opening& opening = openings_[number];
  const Opening& next = openings_[number + 1];
  std::vector<OpeningCeiling> ceilings;
  uint32_t single = opening.first_single;
  for (const bool negated : {false, true}) {
    const FactSet& facts =
        negated ? opening.singles.negated : opening.singles.facts;
    for (int f = 1; f <= v1::Fact_MAX; ++f) {
      const auto fact = static_cast<v1::Fact>(f);
      if (!facts.Contains(fact)) continue;
      OpeningCeiling& ceiling = ceilings.emplace_back();
      (negated ? ceiling.condition.negated : ceiling.condition.facts) =
          FactSet::Of(fact);
      ceiling.limit = singles_[single++];
    }
  }
  ceilings.insert(ceilings.end(), others_.begin() + opening.first_other,
                  others_.begin() + next.first_other);
  return ceilings;
}

size_t Openings::SizeInBytes() const {
  return BytesOf(openings_) + BytesOf(grants_) + BytesOf(singles_) +
         BytesOf(others_);
}

}  // namespace tasuki::policy
