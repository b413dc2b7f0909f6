// One case as disclosed, without the network: identity, grounds, policy,
// construction, and the durable log entry before the answer, with 1, 8, 64 and
// 128 calls in flight. `decide_us` is the processor time of the deciding thread
// for one call; the rest of a call is the commit.
#include <benchmark/benchmark.h>
#include <time.h>

#include <string>

#include "gateway/base/check.h"
#include "tasuki/v1/case_service.pb.h"
#include "tests/bench/places.h"
#include "tests/gateway/exchange/world.h"

namespace tasuki::exchange {
namespace {

double ThreadMicroseconds() {
  timespec now;
  CHECK(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) * 1e6 +
         static_cast<double>(now.tv_nsec) / 1e3;
}

void GetCase(benchmark::State& state) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  v1::GetCaseRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_name(opening.a_case);
  const std::string bytes = request.SerializeAsString();
  const Credentials reader = world.CredentialsOf(World::Worker());
  Places places(state.range(0));
  double deciding = 0;
  for (auto _ : state) {
    places.Take();
    const double before = ThreadMicroseconds();
    world.exchange().Handle("/tasuki.v1.CaseService/GetCase", reader, bytes,
                            [&places](Release release) {
                              CHECK(release.status.ok());
                              places.GiveBack();
                            });
    deciding += ThreadMicroseconds() - before;
  }
  places.AwaitNone();
  state.SetItemsProcessed(state.iterations());
  state.counters["decide_us"] =
      benchmark::Counter(deciding, benchmark::Counter::kAvgIterations);
}
BENCHMARK(GetCase)->Arg(1)->Arg(8)->Arg(64)->Arg(128)->UseRealTime();

}  // namespace
}  // namespace tasuki::exchange

BENCHMARK_MAIN();
