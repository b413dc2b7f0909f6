// What an officer waits for: the whole diff of two versions of the shipped
// packs, and all guarantees and flows, over every situation. Both compile the
// packs they are given. `situations` are those of one ground, once for each
// assignment of the facts that rules mention.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

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

v1::PolicyPack WithoutLimits(const std::vector<std::string>& ids) {
  v1::PolicyPack pack = ShippedPack();
  for (int i = pack.ceilings_size() - 1; i >= 0; --i) {
    if (std::count(ids.begin(), ids.end(), pack.ceilings(i).id()) > 0) {
      pack.mutable_ceilings()->DeleteSubrange(i, 1);
    }
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
void CompareAndProve(benchmark::State& state, const v1::PolicyPack& candidate) {
  const Version before = VersionOf(ShippedPack());
  const Version after = VersionOf(candidate);
  for (auto _ : state) {
    CHECK(analysis::Compare(before, after).ok());
    CHECK(Prove(after.packs).ok());
  }
}

BENCHMARK_CAPTURE(Compare, one_grant, OneGrantWider())
    ->Unit(benchmark::kMillisecond);
// A limit that meets every reader, on nearly every ground; and several.
BENCHMARK_CAPTURE(Compare, one_limit, WithoutLimits({"CE-32"}))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, two_limits, WithoutLimits({"CE-20", "CE-33"}))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, three_limits,
                  WithoutLimits({"CE-29", "CE-31", "CE-32"}))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, every_tenth_rule, PackWithoutATenth(0))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, every_tenth_rule_another_time, PackWithoutATenth(9))
    ->Unit(benchmark::kMillisecond);
BENCHMARK(ProveAll)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(CompareAndProve, one_grant, OneGrantWider())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(CompareAndProve, every_tenth_rule, PackWithoutATenth(0))
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tasuki::analysis

BENCHMARK_MAIN();
