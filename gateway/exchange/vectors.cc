#include "gateway/exchange/vectors.h"

#include <utility>

#include "gateway/model/fact_set.h"
#include "gateway/model/level_set.h"

namespace tasuki::exchange {
namespace {

LevelSet MaskOf(const v1::GroundMask& words) {
  const auto at_least = [](uint64_t bits, v1::Level level) {
    return LevelSet::Of(CategorySet::FromBits(bits), level);
  };
  return at_least(words.existence(), v1::LEVEL_EXISTENCE)
      .Join(at_least(words.reduced(), v1::LEVEL_REDUCED))
      .Join(at_least(words.full(), v1::LEVEL_FULL));
}

}  // namespace

policy::Situation SituationOf(const v1::VectorGroup::Unit& unit) {
  policy::Situation situation;
  situation.reader = unit.reader();
  situation.role = unit.role();
  situation.relation = unit.relation();
  situation.holder = unit.holder();
  situation.reader_is_holder = unit.reader_is_holder();
  situation.purpose = unit.purpose();
  situation.case_class = unit.case_class();
  for (const int fact : unit.known_true()) {
    situation.facts.Set(static_cast<v1::Fact>(fact), true);
  }
  for (const int fact : unit.known_false()) {
    situation.facts.Set(static_cast<v1::Fact>(fact), false);
  }
  for (const v1::GroundMask& mask : unit.grounds()) {
    policy::Ground ground;
    ground.basis = mask.basis();
    ground.mask = MaskOf(mask);
    ground.source = mask.source();
    situation.grounds.push_back(std::move(ground));
  }
  return situation;
}

}  // namespace tasuki::exchange
