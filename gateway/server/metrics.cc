#include "gateway/server/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <exception>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/synchronization/mutex.h"

namespace tasuki::server {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

// Seconds: a sync of a good disk, of a bad one, and where patience ends.
const prometheus::Histogram::BucketBoundaries kSeconds = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
const prometheus::Histogram::BucketBoundaries kDecisions = {
    1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

MetricFamily FamilyOf(const std::string& name, const std::string& help) {
  MetricFamily family;
  family.name = name;
  family.help = help;
  family.type =
      absl::EndsWith(name, "_total") ? MetricType::Counter : MetricType::Gauge;
  return family;
}

void Add(MetricFamily& family, double value,
         std::vector<ClientMetric::Label> labels = {}) {
  ClientMetric metric;
  metric.label = std::move(labels);
  metric.counter.value = value;
  metric.gauge.value = value;
  family.metric.push_back(std::move(metric));
}

// Values that somebody else keeps, read when they are asked for.
class Watched final : public prometheus::Collectable {
 public:
  using Source = std::function<MetricFamily()>;
  void AddSource(Source source) {
    absl::MutexLock lock(&mutex_);
    sources_.push_back(std::move(source));
  }
  std::vector<MetricFamily> Collect() const override {
    absl::MutexLock lock(&mutex_);
    std::vector<MetricFamily> families;
    for (const Source& source : sources_) families.push_back(source());
    return families;
  }

 private:
  mutable absl::Mutex mutex_;
  std::vector<Source> sources_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

struct Metrics::Parts {
  std::shared_ptr<prometheus::Registry> registry =
      std::make_shared<prometheus::Registry>();
  std::shared_ptr<Watched> watched = std::make_shared<Watched>();
  prometheus::Family<prometheus::Counter>& calls =
      prometheus::BuildCounter()
          .Name("tasuki_calls_total")
          .Help("Calls answered, by method and code.")
          .Register(*registry);
  // Those of `calls`, by method and code: found without a map of labels.
  absl::Mutex mutex;
  absl::flat_hash_map<std::string,
                      std::map<absl::StatusCode, prometheus::Counter*>>
      counters ABSL_GUARDED_BY(mutex);
  prometheus::Histogram& call_seconds =
      prometheus::BuildHistogram()
          .Name("tasuki_call_seconds")
          .Help("From the arrival of a call to its answer.")
          .Register(*registry)
          .Add({}, kSeconds);
  prometheus::Histogram& commit_seconds =
      prometheus::BuildHistogram()
          .Name("tasuki_commit_seconds")
          .Help("One commit, with its sync of the disk.")
          .Register(*registry)
          .Add({}, kSeconds);
  prometheus::Histogram& commit_decisions =
      prometheus::BuildHistogram()
          .Name("tasuki_commit_decisions")
          .Help("Decisions that shared one commit.")
          .Register(*registry)
          .Add({}, kDecisions);
  std::unique_ptr<prometheus::Exposer> exposer;  // last: it reads the others
};

Metrics::Metrics() : parts_(new Parts) {}
Metrics::~Metrics() = default;

void Metrics::CountCall(absl::string_view method, absl::StatusCode code,
                        absl::Duration took) {
  {
    absl::MutexLock lock(&parts_->mutex);
    prometheus::Counter*& counter = parts_->counters[method][code];
    if (counter == nullptr) {
      counter = &parts_->calls.Add({{"method", std::string(method)},
                                    {"code", absl::StatusCodeToString(code)}});
    }
    counter->Increment();
  }
  parts_->call_seconds.Observe(absl::ToDoubleSeconds(took));
}

void Metrics::CountCommit(int decisions, absl::Duration took) {
  parts_->commit_seconds.Observe(absl::ToDoubleSeconds(took));
  parts_->commit_decisions.Observe(decisions);
}

void Metrics::Watch(const std::string& name, const std::string& help,
                    std::function<double()> value) {
  parts_->watched->AddSource([name, help, value = std::move(value)] {
    MetricFamily family = FamilyOf(name, help);
    Add(family, value());
    return family;
  });
}

void Metrics::WatchEvents(const EventLog& log) {
  parts_->watched->AddSource([&log] {
    MetricFamily family = FamilyOf("tasuki_events_total",
                                   "Events of the event log, also those that "
                                   "it left out.");
    for (size_t i = 0; i < kEvents; ++i) {
      const auto event = static_cast<Event>(i);
      Add(family, static_cast<double>(log.count(event)),
          {{"event", NameOf(event)}});
    }
    return family;
  });
}

absl::StatusOr<int> Metrics::Serve(const std::string& address) {
  if (!IsLoopback(address)) {
    return absl::InvalidArgumentError("metrics are for the loopback only");
  }
  try {  // CivetWeb throws where it cannot listen
    auto exposer = std::make_unique<prometheus::Exposer>(address, 1);
    exposer->RegisterCollectable(parts_->registry);
    exposer->RegisterCollectable(parts_->watched);
    const int port = exposer->GetListeningPorts().at(0);
    parts_->exposer = std::move(exposer);
    return port;
  } catch (const std::exception&) {
    return absl::UnavailableError("metrics_address: cannot be listened on");
  }
}

void Metrics::StopServing() { parts_->exposer.reset(); }

bool IsLoopback(absl::string_view address) {
  return absl::StartsWith(address, "127.0.0.1:") ||
         absl::StartsWith(address, "[::1]:");
}

}  // namespace tasuki::server
