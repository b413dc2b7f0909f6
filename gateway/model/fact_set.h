#ifndef GATEWAY_MODEL_FACT_SET_H_
#define GATEWAY_MODEL_FACT_SET_H_

#include <array>
#include <cstdint>

#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki {

// A set of facts; fact n is bit n of two words.
class FactSet {
 public:
  constexpr FactSet() = default;
  static constexpr FactSet Of(v1::Fact fact) {
    FactSet set;
    set.words_[fact / 64] = uint64_t{1} << (fact % 64);
    return set;
  }

  constexpr bool Contains(v1::Fact fact) const { return Intersects(Of(fact)); }
  constexpr bool Intersects(const FactSet& other) const {
    return ((words_[0] & other.words_[0]) | (words_[1] & other.words_[1])) != 0;
  }
  constexpr bool ContainsAll(const FactSet& other) const {
    return (other.words_[0] & ~words_[0]) == 0 &&
           (other.words_[1] & ~words_[1]) == 0;
  }
  constexpr FactSet operator|(const FactSet& other) const {
    FactSet set;
    set.words_ = {words_[0] | other.words_[0], words_[1] | other.words_[1]};
    return set;
  }
  constexpr FactSet Without(const FactSet& other) const {
    FactSet set;
    set.words_ = {words_[0] & ~other.words_[0], words_[1] & ~other.words_[1]};
    return set;
  }
  constexpr const std::array<uint64_t, 2>& words() const { return words_; }
  bool operator==(const FactSet&) const = default;

 private:
  std::array<uint64_t, 2> words_ = {0, 0};
};
static_assert(v1::Fact_MAX < 128);

// What is known about a situation: each fact is known true, known false, or
// unknown. A default value knows nothing.
class KnownFacts {
 public:
  // A later call for the same fact wins.
  constexpr void Set(v1::Fact fact, bool value) {
    const FactSet one = FactSet::Of(fact);
    true_ = value ? true_ | one : true_.Without(one);
    false_ = value ? false_.Without(one) : false_ | one;
  }
  constexpr void Hide(v1::Fact fact) {
    true_ = true_.Without(FactSet::Of(fact));
    false_ = false_.Without(FactSet::Of(fact));
  }
  constexpr const FactSet& known_true() const { return true_; }
  constexpr const FactSet& known_false() const { return false_; }
  bool operator==(const KnownFacts&) const = default;

 private:
  FactSet true_, false_;
};

}  // namespace tasuki

#endif  // GATEWAY_MODEL_FACT_SET_H_
