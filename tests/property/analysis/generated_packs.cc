#include "tests/property/analysis/generated_packs.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/places.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/names.h"
#include "tests/policy_packs.h"

namespace tasuki::analysis {
namespace {

const v1::PolicyPack& Shipped() {
  static const auto* const pack = new v1::PolicyPack(ShippedPack());
  return *pack;
}

bool OneIn(Random& random, int n) { return random() % n == 0; }

template <typename Rules>
const auto& AnyOf(const Rules& rules, Random& random) {
  return rules.Get(static_cast<int>(random() % rules.size()));
}

std::string AnyFact(Random& random) {
  // Few, so that rules meet.
  static const char* const kFacts[] = {
      "STOP_USE",   "ADDRESS_PROTECTED", "LEAD_WORKER", "CONFIRMED",
      "REGISTERED", "PERSON_NAMED",      "C08_TICKED",  "LEGAL_HOLD"};
  return kFacts[random() % std::size(kFacts)];
}

// Fewer values in the lists that a rule has, or none at all.
void Loosen(v1::Scope& scope, Random& random) {
  if (OneIn(random, 3)) scope.clear_relations();
  if (OneIn(random, 3)) scope.clear_purposes();
  if (OneIn(random, 4)) scope.clear_holders();
  if (OneIn(random, 5)) scope.add_classes("GENERAL");
}

v1::Grant AnyGrant(Random& random, int number) {
  v1::Grant grant = AnyOf(Shipped().grants(), random);
  grant.set_id(absl::StrCat("GR-", number));
  Loosen(*grant.mutable_scope(), random);
  grant.clear_condition();
  if (OneIn(random, 2)) grant.add_condition(AnyFact(random));
  if (OneIn(random, 4)) grant.set_ground("CONSENT");
  return grant;
}

v1::Ceiling AnyCeiling(Random& random, int number) {
  v1::Ceiling ceiling = AnyOf(Shipped().ceilings(), random);
  ceiling.set_id(absl::StrCat("CE-", number));
  *ceiling.mutable_scope() = AnyOf(Shipped().ceilings(), random).scope();
  ceiling.clear_condition();
  const std::string first = AnyFact(random);
  if (!OneIn(random, 5)) {
    ceiling.add_condition(absl::StrCat(OneIn(random, 3) ? "!" : "", first));
  }
  const std::string second = AnyFact(random);
  if (OneIn(random, 4) && second != first) ceiling.add_condition(second);
  if (OneIn(random, 2)) {
    *ceiling.mutable_categories() =
        AnyOf(Shipped().ceilings(), random).categories();
  }
  ceiling.set_reader_is_not_holder(OneIn(random, 3));
  static const char* const kLevels[] = {"WITHHELD", "EXISTENCE", "REDUCED"};
  ceiling.set_at_most(kLevels[random() % 3]);
  return ceiling;
}

void ChangeGrant(v1::Grant& grant, Random& random) {
  switch (random() % 4) {
    case 0:
      grant.add_condition(AnyFact(random));
      break;
    case 1:
      grant.clear_condition();
      break;
    case 2:
      Loosen(*grant.mutable_scope(), random);
      break;
    case 3:
      *grant.mutable_gives() = AnyOf(Shipped().grants(), random).gives();
      break;
  }
}

void ChangeCeiling(v1::Ceiling& ceiling, Random& random) {
  const v1::Ceiling other = AnyCeiling(random, 0);
  switch (random() % 4) {
    case 0:
      *ceiling.mutable_condition() = other.condition();
      break;
    case 1:
      ceiling.set_at_most(other.at_most());
      break;
    case 2:
      *ceiling.mutable_yields_to() = other.yields_to();
      break;
    case 3:
      *ceiling.mutable_scope() = other.scope();
      break;
  }
}

// The facts that the rules mention.
std::vector<v1::Fact> FactsOf(const v1::PolicyPack& pack) {
  std::vector<v1::Fact> facts;
  const auto add = [&](const auto& rules) {
    for (const auto& rule : rules) {
      for (std::string name : rule.condition()) {
        if (name[0] == '!') name.erase(0, 1);
        const auto fact = ParseFact(name);
        CHECK(fact.ok());
        facts.push_back(*fact);
      }
    }
  };
  add(pack.grants());
  add(pack.ceilings());
  return facts;
}

template <typename Enum, typename List>
Enum Listed(const List& names, int last, Random& random) {
  if (names.empty() || names.Get(0) == "*") {
    return static_cast<Enum>(random() % (last + 1));
  }
  const auto value = ParseName<Enum>(AnyOf(names, random));
  CHECK(value.ok());
  return *value;
}

}  // namespace

v1::PolicyPack GeneratedPack(Random& random) {
  v1::PolicyPack pack;
  const int grants = 3 + static_cast<int>(random() % 8);
  for (int i = 0; i < grants; ++i) *pack.add_grants() = AnyGrant(random, i);
  const int ceilings = static_cast<int>(random() % 8);
  for (int i = 0; i < ceilings; ++i) {
    *pack.add_ceilings() = AnyCeiling(random, i);
  }
  return pack;
}

v1::PolicyPack Changed(const v1::PolicyPack& pack, Random& random) {
  v1::PolicyPack changed = pack;
  const int changes = 1 + static_cast<int>(random() % 3);
  for (int i = 0; i < changes; ++i) {
    const int kind = static_cast<int>(random() % 6);
    if (kind == 0) *changed.add_grants() = AnyGrant(random, 100 + i);
    if (kind == 1) *changed.add_ceilings() = AnyCeiling(random, 100 + i);
    if (kind == 2 && changed.grants_size() > 1) {
      changed.mutable_grants()->RemoveLast();
    }
    if (kind == 3 && changed.ceilings_size() > 0) {
      changed.mutable_ceilings()->RemoveLast();
    }
    if (kind == 4) ChangeGrant(*changed.mutable_grants(0), random);
    if (kind == 5 && changed.ceilings_size() > 0) {
      ChangeCeiling(*changed.mutable_ceilings(0), random);
    }
  }
  return changed;
}

policy::Situation SituationNear(const v1::PolicyPack& pack, Random& random) {
  const v1::Grant& grant = AnyOf(pack.grants(), random);
  policy::Situation s;
  const auto reader = Listed<v1::AudienceType>(grant.scope().readers(),
                                               v1::AudienceType_MAX, random);
  std::vector<Reader> readers;
  for (const Reader& one : LegalReaders()) {
    if (one.audience == reader) readers.push_back(one);
  }
  if (readers.empty()) readers = LegalReaders();
  const Reader& one = readers[random() % readers.size()];
  s.reader = one.audience;
  s.role = one.role;
  s.relation =
      Listed<v1::Relation>(grant.scope().relations(), v1::Relation_MAX, random);
  s.holder = Listed<v1::AudienceType>(grant.scope().holders(),
                                      v1::AudienceType_MAX, random);
  s.reader_is_holder = s.holder == s.reader && !OneIn(random, 3);
  s.purpose =
      Listed<v1::Purpose>(grant.scope().purposes(), v1::Purpose_MAX, random);
  s.case_class =
      Listed<v1::CaseClass>(grant.scope().classes(), v1::CaseClass_MAX, random);
  s.facts = OrdinaryFacts();
  for (const std::string& name : grant.condition()) {
    s.facts.Set(*ParseFact(name), true);
  }
  const std::vector<v1::Fact> facts = FactsOf(pack);
  for (int i = static_cast<int>(random() % 4); i > 0 && !facts.empty(); --i) {
    const v1::Fact fact = facts[random() % facts.size()];
    const uint64_t value = random() % 3;
    if (value == 2) {
      s.facts.Hide(fact);
    } else {
      s.facts.Set(fact, value == 1);
    }
  }
  policy::Ground ground;
  ground.basis = *ParseBasis(grant.ground());
  s.grounds = {ground};
  return s;
}

}  // namespace tasuki::analysis
