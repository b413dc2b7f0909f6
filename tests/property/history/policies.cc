#include "tests/property/history/policies.h"

#include "gateway/base/check.h"
#include "gateway/policy/policy.h"
#include "tests/policy_packs.h"

namespace tasuki::history {
namespace {

v1::PolicyPack TightPack() {
  v1::PolicyPack pack;
  pack.set_name("test/tight");
  v1::Ceiling& ceiling = *pack.add_ceilings();
  ceiling.set_id("CE-TEST");
  ceiling.set_reader_is_not_holder(true);
  ceiling.add_categories("C07");
  ceiling.set_at_most("WITHHELD");
  ceiling.set_sentence_ja("妊娠の記録は保有者だけが見る。");
  ceiling.set_sentence_en("The pregnancy stays with its holder.");
  ceiling.set_citation("test");
  return pack;
}

const KnownPolicy* Make(bool tight) {
  std::vector<v1::PolicyPack> packs = ShippedPacks();
  if (tight) packs.push_back(TightPack());
  const auto compiled = policy::Policy::Compile(packs);
  CHECK(compiled.ok());
  return new KnownPolicy{packs, (*compiled)->hash(),
                         std::make_unique<policy::NaiveEvaluator>(packs)};
}

}  // namespace

const KnownPolicy& PolicyOf(bool tight) {
  static const KnownPolicy* const shipped = Make(false);
  static const KnownPolicy* const narrower = Make(true);
  return tight ? *narrower : *shipped;
}

}  // namespace tasuki::history
