#include "gateway/exchange/vectors.h"

#include <bit>
#include <utility>

#include "gateway/exchange/wire.h"
#include "gateway/model/fact_set.h"
#include "gateway/model/level_set.h"

namespace tasuki::exchange {
namespace {

// Of three words, one for each level.
template <typename Words>
LevelSet FromThree(const Words& words) {
  const auto at_least = [](uint64_t bits, v1::Level level) {
    return LevelSet::Of(CategorySet::FromBits(bits), level);
  };
  return at_least(words.existence(), v1::LEVEL_EXISTENCE)
      .Join(at_least(words.reduced(), v1::LEVEL_REDUCED))
      .Join(at_least(words.full(), v1::LEVEL_FULL));
}

// Facts as a packed list, ascending.
std::string PackedFacts(const FactSet& set) {
  std::string facts;
  for (size_t word = 0; word < set.words().size(); ++word) {
    for (uint64_t rest = set.words()[word]; rest != 0; rest &= rest - 1) {
      facts += static_cast<char>(word * 64 +
                                 static_cast<size_t>(std::countr_zero(rest)));
    }
  }
  return facts;
}
static_assert(v1::Fact_MAX < 128, "a fact is one byte of a packed list");

int64_t WordOf(CategorySet set) { return static_cast<int64_t>(set.bits()); }

std::string MaskBytes(const policy::Ground& ground) {
  using Mask = v1::GroundMask;
  std::string bytes;
  WireWriter(bytes)
      .Number(Mask::kBasisFieldNumber, ground.basis)
      .Text(Mask::kSourceFieldNumber, ground.source)
      .Number(Mask::kExistenceFieldNumber, WordOf(ground.mask.existence()))
      .Number(Mask::kReducedFieldNumber, WordOf(ground.mask.reduced()))
      .Number(Mask::kFullFieldNumber, WordOf(ground.mask.full()));
  return bytes;
}

std::string UnitBytes(const policy::Situation& situation) {
  using Unit = v1::VectorGroup::Unit;
  std::string bytes;
  WireWriter unit(bytes);
  unit.Number(Unit::kReaderFieldNumber, situation.reader)
      .Number(Unit::kRoleFieldNumber, situation.role)
      .Number(Unit::kRelationFieldNumber, situation.relation)
      .Number(Unit::kHolderFieldNumber, situation.holder)
      .Number(Unit::kReaderIsHolderFieldNumber, situation.reader_is_holder)
      .Number(Unit::kPurposeFieldNumber, situation.purpose)
      .Number(Unit::kCaseClassFieldNumber, situation.case_class)
      .Text(Unit::kKnownTrueFieldNumber,
            PackedFacts(situation.facts.known_true()))
      .Text(Unit::kKnownFalseFieldNumber,
            PackedFacts(situation.facts.known_false()));
  for (const policy::Ground& ground : situation.grounds) {
    unit.Message(Unit::kGroundsFieldNumber, MaskBytes(ground));
  }
  return bytes;
}

std::string ShownBytes(const UnitOutcome& unit) {
  using Shown = v1::ShownSection;
  const LevelSet levels = unit.disclosed();
  std::string bytes;
  WireWriter(bytes)
      .Text(Shown::kSectionFieldNumber, unit.section)
      .Number(Shown::kExistenceFieldNumber, WordOf(levels.existence()))
      .Number(Shown::kReducedFieldNumber, WordOf(levels.reduced()))
      .Number(Shown::kFullFieldNumber, WordOf(levels.full()));
  return bytes;
}

}  // namespace

std::string VectorBytes(const SubjectOutcome& subject) {
  std::string bytes;
  WireWriter group(bytes);
  for (const UnitOutcome& unit : subject.units) {
    group.Message(v1::VectorGroup::kUnitsFieldNumber,
                  UnitBytes(unit.situation));
    for (const policy::Situation& stated : unit.stated) {
      group.Message(v1::VectorGroup::kUnitsFieldNumber, UnitBytes(stated));
    }
  }
  for (const UnitOutcome& unit : subject.units) {
    if (unit.section.empty()) continue;
    group.Message(v1::VectorGroup::kShownFieldNumber, ShownBytes(unit));
  }
  return bytes;
}

LevelSet LevelsOf(const v1::ShownSection& shown) { return FromThree(shown); }

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
    ground.mask = FromThree(mask);
    ground.source = mask.source();
    situation.grounds.push_back(std::move(ground));
  }
  return situation;
}

}  // namespace tasuki::exchange
