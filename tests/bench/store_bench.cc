// Durable commits per second: a decision with one leaf and five dependencies,
// with 1, 8 and 64 callers in flight. On the disk of the build folder, as a
// memory disk would not sync anything.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "gateway/base/check.h"
#include "gateway/store/store.h"

namespace tasuki::store {
namespace {

class BenchStore {
 public:
  BenchStore() {
    CHECK(::mkdtemp(directory_.data()) != nullptr);
    StoreOptions options;
    options.directory = directory_ + "/store";
    options.origin = "bench";
    store_ = *Store::Create(options);
  }
  ~BenchStore() {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  exchange::Ledger& ledger() { return store_->ledger(); }

 private:
  std::string directory_ = "store-bench-XXXXXX";
  std::unique_ptr<Store> store_;
};

exchange::Transaction OneDecision(bool write) {
  exchange::Transaction decision;
  for (const char* id : {"policy", "case", "consent", "party", "person"}) {
    decision.depends_on.rows.push_back({{exchange::Table::kCase, id}, 0});
  }
  exchange::LeafDraft leaf;
  leaf.subject = "subject";
  leaf.subject_scope = "subject/subject/bodies/x";
  leaf.party = "bodies/x";
  leaf.exchange_group = std::string(400, 'e');
  leaf.office_group = std::string(150, 'o');
  leaf.vector_group = std::string(200, 'v');
  decision.leaves.push_back(std::move(leaf));
  if (write) {
    decision.changes.rows.push_back({{exchange::Table::kMessage, "message"},
                                     std::string(600, 'm'),
                                     "subject/subject/bodies/x"});
  }
  return decision;
}

void Commits(benchmark::State& state, bool write) {
  BenchStore bench;
  const auto in_flight_most = state.range(0);
  absl::Mutex mutex;
  int64_t in_flight = 0;
  struct Room {
    int64_t* in_flight;
    int64_t most;
  } room{&in_flight, in_flight_most}, drained{&in_flight, 1};
  const auto has_room = +[](Room* r) { return *r->in_flight < r->most; };
  const auto again = [write](const exchange::Snapshot&, absl::Time) {
    return absl::StatusOr<exchange::Transaction>(OneDecision(write));
  };
  for (auto _ : state) {
    {
      absl::MutexLock lock(&mutex);
      mutex.Await(absl::Condition(has_room, &room));
      ++in_flight;
    }
    bench.ledger().Commit(OneDecision(write), again,
                          [&](absl::StatusOr<exchange::Committed> committed) {
                            CHECK(committed.ok());
                            absl::MutexLock lock(&mutex);
                            --in_flight;
                          });
  }
  absl::MutexLock lock(&mutex);
  mutex.Await(absl::Condition(has_room, &drained));
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(Commits, read, false)->Arg(1)->Arg(8)->Arg(64)->UseRealTime();
BENCHMARK_CAPTURE(Commits, write, true)->Arg(1)->Arg(8)->Arg(64)->UseRealTime();

void ReadRow(benchmark::State& state) {
  BenchStore bench;
  for (auto _ : state) {
    const auto snapshot = bench.ledger().Read();
    for (int i = 0; i < 5; ++i) {
      CHECK((*snapshot)->Read({exchange::Table::kDeployment, ""}).ok());
    }
  }
}
BENCHMARK(ReadRow)->UseRealTime();

}  // namespace
}  // namespace tasuki::store

BENCHMARK_MAIN();
