#include "gateway/exchange/vectors.h"

#include <utility>
#include <vector>

#include "gateway/model/fact_set.h"
#include "gateway/model/level_set.h"

namespace tasuki::exchange {
namespace {

std::vector<int> Facts(const FactSet& set) {
  std::vector<int> facts;
  for (int fact = 1; fact <= v1::Fact_MAX; ++fact) {
    if (set.Contains(static_cast<v1::Fact>(fact))) facts.push_back(fact);
  }
  return facts;
}

LevelSet MaskOf(const v1::GroundMask& words) {
  const auto at_least = [](uint64_t bits, v1::Level level) {
    return LevelSet::Of(CategorySet::FromBits(bits), level);
  };
  return at_least(words.existence(), v1::LEVEL_EXISTENCE)
      .Join(at_least(words.reduced(), v1::LEVEL_REDUCED))
      .Join(at_least(words.full(), v1::LEVEL_FULL));
}

}  // namespace

v1::VectorGroup::Unit VectorOf(const policy::Situation& situation) {
  v1::VectorGroup::Unit unit;
  unit.set_reader(situation.reader);
  unit.set_role(situation.role);
  unit.set_relation(situation.relation);
  unit.set_holder(situation.holder);
  unit.set_reader_is_holder(situation.reader_is_holder);
  unit.set_purpose(situation.purpose);
  unit.set_case_class(situation.case_class);
  for (const int fact : Facts(situation.facts.known_true())) {
    unit.add_known_true(static_cast<v1::Fact>(fact));
  }
  for (const int fact : Facts(situation.facts.known_false())) {
    unit.add_known_false(static_cast<v1::Fact>(fact));
  }
  for (const policy::Ground& ground : situation.grounds) {
    v1::GroundMask& mask = *unit.add_grounds();
    mask.set_basis(ground.basis);
    mask.set_source(ground.source);
    mask.set_existence(ground.mask.existence().bits());
    mask.set_reduced(ground.mask.reduced().bits());
    mask.set_full(ground.mask.full().bits());
  }
  return unit;
}

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
