// What an officer waits for: the whole diff of two versions of the shipped
// packs, and all guarantees and flows, over every situation. Both compile the
// packs they are given. `situations` are those of one ground, once for each
// assignment of the facts that rules mention.
#include <benchmark/benchmark.h>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/prove.h"
#include "gateway/base/check.h"
#include "tests/policy_packs.h"

namespace tasuki::analysis {
namespace {

Version VersionOf(const v1::PolicyPack& pack) {
  Version version;
  version.packs = {pack};
  return version;
}

// One category more for the hospital.
v1::PolicyPack OneGrantWider() {
  v1::PolicyPack pack = ShippedPack();
  for (v1::Grant& grant : *pack.mutable_grants()) {
    if (grant.id() == "GR-HOSP-CONSENT-MH") {
      grant.mutable_gives(0)->add_categories("C17");
    }
  }
  return pack;
}

// A limit that meets every reader, on nearly every ground.
v1::PolicyPack WithoutStopUse() {
  v1::PolicyPack pack = ShippedPack();
  for (int i = 0; i < pack.ceilings_size(); ++i) {
    if (pack.ceilings(i).id() == "CE-32") {
      pack.mutable_ceilings()->DeleteSubrange(i, 1);
      break;
    }
  }
  return pack;
}

// As if a year had passed: every tenth rule is gone.
v1::PolicyPack ManyChanges() {
  v1::PolicyPack pack = ShippedPack();
  for (int i = pack.grants_size() - 1; i >= 0; i -= 10) {
    pack.mutable_grants()->DeleteSubrange(i, 1);
  }
  for (int i = pack.ceilings_size() - 1; i >= 0; i -= 10) {
    pack.mutable_ceilings()->DeleteSubrange(i, 1);
  }
  return pack;
}

void Compare(benchmark::State& state, const v1::PolicyPack& candidate) {
  const Version before = VersionOf(ShippedPack()), after = VersionOf(candidate);
  size_t sentences = 0;
  double situations = 0;
  for (auto _ : state) {
    const auto diff = analysis::Compare(before, after);
    CHECK(diff.ok());
    sentences = diff->changes.size();
    situations = 0;
    for (const Change& change : diff->changes) {
      if (!change.disclosure.has_value()) continue;
      situations += static_cast<double>(change.disclosure->situations);
    }
  }
  state.counters["sentences"] = static_cast<double>(sentences);
  state.counters["changed"] = situations;
}

void ProveAll(benchmark::State& state) {
  const std::vector<v1::PolicyPack> packs = {ShippedPack()};
  double situations = 0;
  for (auto _ : state) {
    const auto proof = Prove(packs);
    CHECK(proof.ok() && proof->Holds());
    situations = static_cast<double>(proof->situations);
  }
  state.counters["situations"] = situations;
}

// What stands between a submitted candidate and its activation.
void CompareAndProve(benchmark::State& state) {
  const Version before = VersionOf(ShippedPack());
  const Version after = VersionOf(OneGrantWider());
  for (auto _ : state) {
    CHECK(analysis::Compare(before, after).ok());
    CHECK(Prove(after.packs).ok());
  }
}

BENCHMARK_CAPTURE(Compare, one_grant, OneGrantWider())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, one_limit, WithoutStopUse())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, many_rules, ManyChanges())
    ->Unit(benchmark::kMillisecond);
BENCHMARK(ProveAll)->Unit(benchmark::kMillisecond);
BENCHMARK(CompareAndProve)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tasuki::analysis

BENCHMARK_MAIN();
