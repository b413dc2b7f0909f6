#include "tests/property/policy/random_situation.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "gateway/policy/legal_reader.h"

namespace tasuki::policy {
namespace {

int Below(Random& random, int bound) {
  return std::uniform_int_distribution<int>(0, bound - 1)(random);
}
bool OneIn(Random& random, int n) { return Below(random, n) == 0; }

template <typename Enum>
Enum AnyOf(Random& random, int last) {
  return static_cast<Enum>(Below(random, last + 1));
}

std::vector<std::pair<v1::AudienceType, v1::Role>> LegalReaders() {
  std::vector<std::pair<v1::AudienceType, v1::Role>> readers;
  for (int a = 1; a <= v1::AudienceType_MAX; ++a) {
    for (int r = 1; r <= v1::Role_MAX; ++r) {
      const auto audience = static_cast<v1::AudienceType>(a);
      const auto role = static_cast<v1::Role>(r);
      if (IsLegalReader(audience, role)) readers.emplace_back(audience, role);
    }
  }
  return readers;
}

// Facts that a ceiling wants true, or a grant; most others close when true.
bool UsuallyTrue(v1::Fact fact) {
  switch (fact) {
    case v1::FACT_REGISTERED:
    case v1::FACT_BOTH_MEMBERS:
    case v1::FACT_TEAM_CONFIRMED:
    case v1::FACT_CONFIRMED:
    case v1::FACT_OBEYS_CONTACT_RULES:
    case v1::FACT_PERSON_NAMED:
    case v1::FACT_PERSON_VERIFIED:
    case v1::FACT_SAFE_RECIPIENT:
    case v1::FACT_C08_TICKED:
    case v1::FACT_CHILD_RELEVANT:
    case v1::FACT_LEAD_WORKER:
    case v1::FACT_MILESTONE_AGREED:
    case v1::FACT_HOLDER_RELEASED:
    case v1::FACT_ATTEMPT_RECORDED:
    case v1::FACT_WOMAN_CONSENTS:
    case v1::FACT_SERIES_NAMED:
    case v1::FACT_ATTENDEE:
    case v1::FACT_ITEM_RELEASED:
    case v1::FACT_SHEET_DEIDENTIFIED:
    case v1::FACT_WOMEN_BRANCH:
    case v1::FACT_CHILD_WELFARE_BRANCH:
      return true;
    default:
      return false;
  }
}

void DrawFacts(Random& random, bool usual, KnownFacts& facts) {
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    const auto fact = static_cast<v1::Fact>(i);
    if (usual && !OneIn(random, 50)) {
      facts.Set(fact, UsuallyTrue(fact));
      continue;
    }
    const int state = Below(random, 3);
    if (state > 0) facts.Set(fact, state == 1);
  }
}

v1::BasisCode DrawBasis(Random& random) {
  if (OneIn(random, 2)) {
    return AnyOf<v1::BasisCode>(random, v1::BasisCode_MAX);
  }
  constexpr v1::BasisCode kCommon[] = {
      v1::BASIS_CODE_OWN, v1::BASIS_CODE_CONSENT,
      v1::BASIS_CODE_CENTER_INTEGRATED, v1::BASIS_CODE_COUNCIL_EXCHANGE};
  return kCommon[Below(random, 4)];
}

}  // namespace

uint64_t RandomSituations(uint64_t usual) {
  const char* set = std::getenv("TASUKI_RANDOM_SITUATIONS");
  if (set == nullptr) return usual;
  return std::min<uint64_t>(std::stoull(set), 10'000'000);
}

LevelSet RandomMask(Random& random) {
  if (OneIn(random, 2)) return LevelSet::Full();
  const CategorySet some = CategorySet::FromBits(random());
  LevelSet mask = LevelSet::Of(some, v1::LEVEL_FULL);
  for (const v1::Level level : {v1::LEVEL_REDUCED, v1::LEVEL_EXISTENCE}) {
    const uint64_t half = random();
    mask =
        mask.Join(LevelSet::Of(CategorySet::FromBits(half & random()), level));
  }
  return mask;
}

Situation RandomSituation(Random& random) {
  static const auto* readers = new auto(LegalReaders());
  const bool usual = OneIn(random, 2);
  Situation s;
  std::tie(s.reader, s.role) = (*readers)[Below(random, readers->size())];
  if (!usual && OneIn(random, 8)) {
    s.role = AnyOf<v1::Role>(random, v1::Role_MAX);
  }
  s.relation = AnyOf<v1::Relation>(random, v1::Relation_MAX);
  s.holder = AnyOf<v1::AudienceType>(random, v1::AudienceType_MAX);
  if (OneIn(random, 4)) s.holder = s.reader;
  s.reader_is_holder =
      s.holder == s.reader ? !OneIn(random, 4) : OneIn(random, 16);
  s.purpose = AnyOf<v1::Purpose>(random, v1::Purpose_MAX);
  s.case_class = AnyOf<v1::CaseClass>(random, v1::CaseClass_MAX);
  DrawFacts(random, usual, s.facts);
  for (int i = Below(random, 4); i >= 0; --i) {
    Ground ground;
    ground.basis = DrawBasis(random);
    ground.mask = RandomMask(random);
    s.grounds.push_back(ground);
  }
  return s;
}

}  // namespace tasuki::policy
