#include "tests/bench/wire/load.h"

#include <grpcpp/alarm.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "adapters/client/connection.h"
#include "gateway/base/check.h"

namespace tasuki::bench {
namespace {

// One place of those in flight: a call, its answer, and then the next.
class Place {
 public:
  Place(const Load& load, std::shared_ptr<grpc::Channel> channel,
        grpc::CompletionQueue& queue)
      : load_(load), stub_(std::move(channel)), queue_(queue) {}

  // In `pause` from the last time, or at once.
  void Begin() {
    const absl::Time due = began_ + load_.pause;
    if (due <= absl::Now()) return Send();
    waiting_ = true;
    alarm_.Set(&queue_, absl::ToChronoTime(due), this);
  }
  // The queue gave this place: has a call ended, or but a pause?
  bool EndedPause() { return std::exchange(waiting_, false); }
  void Send() {
    context_.emplace();
    if (!load_.assertion.empty()) {
      context_->AddMetadata(client::kAssertionKey, load_.assertion);
    }
    const grpc::Slice slice(load_.request);
    const grpc::ByteBuffer sent(&slice, 1);
    began_ = absl::Now();
    call_ = stub_.PrepareUnaryCall(&*context_, load_.method, sent, &queue_);
    call_->StartCall();
    call_->Finish(&response_, &status_, this);
  }
  bool ok() const { return status_.ok(); }
  size_t response_bytes() const { return response_.Length(); }
  absl::Duration Took(absl::Time now) const { return now - began_; }

 private:
  const Load& load_;
  grpc::GenericStub stub_;
  grpc::CompletionQueue& queue_;
  std::optional<grpc::ClientContext> context_;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> call_;
  grpc::ByteBuffer response_;
  grpc::Status status_;
  absl::Time began_ = absl::InfinitePast();
  grpc::Alarm alarm_;
  bool waiting_ = false;
};

std::vector<std::shared_ptr<grpc::Channel>> ConnectionsOf(const Load& load) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetCompressionAlgorithm(GRPC_COMPRESS_NONE);
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < load.connections; ++i) {
    channels.push_back(grpc::CreateCustomChannel(
        load.target, grpc::SslCredentials(load.identity), arguments));
  }
  return channels;
}

absl::Duration Quantile(std::vector<absl::Duration>& sorted, double share) {
  if (sorted.empty()) return absl::ZeroDuration();
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<size_t>(share * last)];
}

absl::Duration ProcessorTimeOfAll(const std::vector<pid_t>& servers) {
  absl::Duration all;
  for (const pid_t server : servers) all += ProcessorTimeOf(server);
  return all;
}

// Counts what is answered between two moments.
class Stopwatch {
 public:
  Stopwatch(const Load& load, const std::vector<pid_t>& servers)
      : servers_(servers),
        begin_(absl::Now() + load.warm_up),
        end_(begin_ + load.measured) {}

  bool Ended(absl::Time now) const { return now >= end_; }

  void Count(const Place& place, absl::Time now) {
    if (now < begin_) return;
    if (!processor_at_begin_.has_value()) {
      processor_at_begin_ = ProcessorTimeOfAll(servers_);
      began_ = now;
      return;
    }
    if (!place.ok()) {
      ++measure_.refused;
      return;
    }
    ++measure_.calls;
    measure_.response_bytes = place.response_bytes();
    took_.push_back(place.Took(now));
  }

  Measure Finish() {
    CHECK(processor_at_begin_.has_value());
    measure_.took = absl::Now() - began_;
    measure_.processor = ProcessorTimeOfAll(servers_) - *processor_at_begin_;
    std::sort(took_.begin(), took_.end());
    measure_.p50 = Quantile(took_, 0.5);
    measure_.p99 = Quantile(took_, 0.99);
    return measure_;
  }

 private:
  const std::vector<pid_t>& servers_;
  const absl::Time begin_, end_;
  absl::Time began_;
  std::optional<absl::Duration> processor_at_begin_;
  std::vector<absl::Duration> took_;
  Measure measure_;
};

}  // namespace

Measure Run(const Load& load, const std::vector<pid_t>& servers) {
  const auto channels = ConnectionsOf(load);
  grpc::CompletionQueue queue;
  std::vector<std::unique_ptr<Place>> places;
  for (int i = 0; i < load.in_flight; ++i) {
    places.push_back(std::make_unique<Place>(
        load, channels[static_cast<size_t>(i) % channels.size()], queue));
    places.back()->Begin();
  }
  Stopwatch watch(load, servers);
  bool ended = false;
  size_t under_way = places.size();
  Measure measure;
  while (under_way > 0) {
    void* tag = nullptr;
    bool finished = false;
    CHECK(queue.Next(&tag, &finished) && finished);
    auto& place = *static_cast<Place*>(tag);
    const absl::Time now = absl::Now();
    const bool paused = place.EndedPause();
    if (!ended && watch.Ended(now)) {
      ended = true;
      measure = watch.Finish();
    }
    if (ended) {
      --under_way;
      continue;
    }
    if (paused) {
      place.Send();
      continue;
    }
    watch.Count(place, now);
    place.Begin();
  }
  return measure;
}

absl::Duration ProcessorTimeOf(pid_t process) {
  std::ifstream file(absl::StrCat("/proc/", process, "/stat"));
  std::string text;
  std::getline(file, text);
  CHECK(text.find(')') != std::string::npos);
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;  // state ... cmajflt
  int64_t user = 0, system = 0;
  fields >> user >> system;
  return absl::Seconds(1) * (user + system) / sysconf(_SC_CLK_TCK);
}

int64_t ResidentBytesOf(pid_t process) {
  std::ifstream file(absl::StrCat("/proc/", process, "/statm"));
  int64_t size = 0, resident = 0, shared = 0;
  file >> size >> resident >> shared;
  return (resident - shared) * sysconf(_SC_PAGESIZE);
}

void StayOnProcessor(int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  CHECK(sched_setaffinity(0, sizeof set, &set) == 0);
}

}  // namespace tasuki::bench
