#ifndef GATEWAY_MODEL_LEVEL_SET_H_
#define GATEWAY_MODEL_LEVEL_SET_H_

#include <bit>
#include <cstdint>
#include <vector>

#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki {

// A set of categories; bit n-1 stands for CATEGORY_Cnn.
class CategorySet {
 public:
  constexpr CategorySet() = default;
  static constexpr CategorySet All() { return CategorySet(kAll); }
  static constexpr CategorySet Of(v1::Category category) {
    return category == v1::CATEGORY_UNSPECIFIED
               ? CategorySet()
               : CategorySet(uint64_t{1} << (category - 1));
  }
  static constexpr CategorySet FromBits(uint64_t bits) {
    return CategorySet(bits & kAll);
  }

  constexpr bool Contains(v1::Category category) const {
    return (bits_ & Of(category).bits_) != 0;
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr int size() const { return std::popcount(bits_); }
  // Its categories, ascending.
  std::vector<v1::Category> members() const {
    std::vector<v1::Category> members;
    for (uint64_t rest = bits_; rest != 0; rest &= rest - 1) {
      members.push_back(static_cast<v1::Category>(std::countr_zero(rest) + 1));
    }
    return members;
  }
  constexpr uint64_t bits() const { return bits_; }
  constexpr CategorySet operator|(CategorySet other) const {
    return CategorySet(bits_ | other.bits_);
  }
  constexpr CategorySet operator&(CategorySet other) const {
    return CategorySet(bits_ & other.bits_);
  }
  constexpr CategorySet operator~() const { return CategorySet(~bits_ & kAll); }
  bool operator==(const CategorySet&) const = default;

 private:
  static constexpr uint64_t kAll = (uint64_t{1} << v1::Category_MAX) - 1;
  constexpr explicit CategorySet(uint64_t bits) : bits_(bits) {}
  uint64_t bits_ = 0;
};

// One level for every category, thermometer coded: three words say where the
// level is at least EXISTENCE, at least REDUCED, and FULL. Join is OR, meet is
// AND. A default LevelSet withholds everything.
class LevelSet {
 public:
  constexpr LevelSet() = default;
  // `level` for every category of `categories`, WITHHELD for the others.
  static constexpr LevelSet Of(CategorySet categories, v1::Level level) {
    LevelSet set;
    if (level >= v1::LEVEL_EXISTENCE) set.existence_ = categories;
    if (level >= v1::LEVEL_REDUCED) set.reduced_ = categories;
    if (level >= v1::LEVEL_FULL) set.full_ = categories;
    return set;
  }
  static constexpr LevelSet Full() {
    return Of(CategorySet::All(), v1::LEVEL_FULL);
  }

  constexpr v1::Level At(v1::Category category) const {
    if (full_.Contains(category)) return v1::LEVEL_FULL;
    if (reduced_.Contains(category)) return v1::LEVEL_REDUCED;
    if (existence_.Contains(category)) return v1::LEVEL_EXISTENCE;
    return v1::LEVEL_WITHHELD;
  }
  // The categories whose level is at least the named one.
  constexpr CategorySet existence() const { return existence_; }
  constexpr CategorySet reduced() const { return reduced_; }
  constexpr CategorySet full() const { return full_; }
  constexpr bool empty() const { return existence_.empty(); }

  constexpr LevelSet Join(const LevelSet& other) const {
    return LevelSet(existence_ | other.existence_, reduced_ | other.reduced_,
                    full_ | other.full_);
  }
  constexpr LevelSet Meet(const LevelSet& other) const {
    return LevelSet(existence_ & other.existence_, reduced_ & other.reduced_,
                    full_ & other.full_);
  }
  // True if no category has a higher level here than in `other`.
  constexpr bool AtMost(const LevelSet& other) const {
    return Meet(other) == *this;
  }
  bool operator==(const LevelSet&) const = default;

 private:
  constexpr LevelSet(CategorySet existence, CategorySet reduced,
                     CategorySet full)
      : existence_(existence), reduced_(reduced), full_(full) {}
  CategorySet existence_, reduced_, full_;
};

}  // namespace tasuki

#endif  // GATEWAY_MODEL_LEVEL_SET_H_
