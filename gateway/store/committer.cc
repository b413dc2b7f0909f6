#include "gateway/store/committer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/store/suspect.h"

namespace tasuki::store {
namespace {

// Frames of 4 KiB: move the log in idle moments after 4 MiB, in any moment
// after 32 MiB, empty its file after 128 MiB.
constexpr int kIdleFrames = 1'000;
constexpr int kBusyFrames = 8'000;
constexpr int kTooManyFrames = 32'000;

}  // namespace

Committer::Committer(Connection& connection, const KeyRing& keys,
                     StateCache& cache, LogClock& clock,
                     const Publisher& publisher, Options options)
    : connection_(connection),
      keys_(connection, keys),
      cache_(cache),
      clock_(clock),
      publisher_(publisher),
      options_(std::move(options)),
      newest_publication_(SteadyClock::now()),
      frames_at_next_checkpoint_(kIdleFrames),
      published_ms_(absl::ToUnixMillis(absl::Now())),
      worker_([this] { Work(); }) {}

Committer::~Committer() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  worker_.join();
}

void Committer::Commit(exchange::Transaction first,
                       exchange::Ledger::Again again,
                       exchange::Ledger::Done done) {
  // The costly part, on the caller's thread and outside the lock.
  Pending item{Decision(std::move(first)), std::move(again), std::move(done)};
  absl::Status refusal;
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_) {
      refusal = absl::UnavailableError("the store is shutting down");
    } else if (queue_.size() >= kQueue) {
      refusal = absl::ResourceExhaustedError("the commit queue is full");
    } else {
      queue_.push_back(std::move(item));
      return;
    }
  }
  item.done(refusal);
}

absl::Status Committer::PublishNow() {
  absl::MutexLock lock(&mutex_);
  if (stopping_) return absl::UnavailableError("the store is shutting down");
  struct Wait {
    Committer* self;
    int64_t ticket;
  } wait{this, ++publications_wanted_};
  mutex_.Await(absl::Condition(
      +[](Wait* wait) {
        wait->self->mutex_.AssertHeld();
        return wait->self->publications_done_ >= wait->ticket;
      },
      &wait));
  return last_publication_;
}

int Committer::waiting() {
  absl::MutexLock lock(&mutex_);
  return static_cast<int>(queue_.size());
}

bool Committer::HasWork() const {
  return stopping_ || !queue_.empty() ||
         publications_wanted_ > publications_done_;
}

std::vector<Pending> Committer::TakeBatch() {
  const auto end = queue_.begin() +
                   static_cast<std::ptrdiff_t>(std::min(queue_.size(), kBatch));
  std::vector<Pending> items(std::make_move_iterator(queue_.begin()),
                             std::make_move_iterator(end));
  queue_.erase(queue_.begin(), end);
  return items;
}

void Committer::Work() {
  while (true) {
    std::vector<Pending> items;
    int64_t wanted;
    bool publish, idle, stop;
    {
      absl::MutexLock lock(&mutex_);
      // By the clock on the wall: if that is put back meanwhile, the next
      // commit ends the wait.
      mutex_.AwaitWithTimeout(absl::Condition(this, &Committer::HasWork),
                              UntilPublication());
      wanted = publications_wanted_;
      publish = wanted > publications_done_;
      items = TakeBatch();
      idle = queue_.empty();
      stop = stopping_ && items.empty();
    }
    if (!items.empty()) CommitBatch(std::move(items));
    // Who asked for a publication waits for what was queued before, too.
    if ((publish && idle) || UntilPublication() <= absl::ZeroDuration()) {
      Publish();
      absl::MutexLock lock(&mutex_);
      if (idle) publications_done_ = wanted;
    }
    TendWal(idle);
    if (stop) return;
  }
}

void Committer::CommitBatch(std::vector<Pending> items) {
  const absl::Time begun = absl::Now();
  CommitAll(items);
  options_.on_commit(static_cast<int>(items.size()), absl::Now() - begun);
  for (Pending& item : items) {
    CHECK(item.result.has_value());
    item.done(*std::move(item.result));
  }
}

void Committer::CommitAll(std::vector<Pending>& items) {
  const absl::Status begun = connection_.Run("BEGIN IMMEDIATE");
  StopIfFailed();
  if (!begun.ok()) {
    for (Pending& item : items) item.result = begun;
    return;
  }
  absl::StatusOr<Head> head = ReadHead(connection_);
  StopIfFailed();
  if (!head.ok()) Stop(head.status().message());

  head->clock_ms = std::max(head->clock_ms, clock_.NowMillis());
  Batch batch(connection_, keys_, cache_, *head,
              absl::FromUnixMillis(head->clock_ms));
  batch.Run(items);
  StopIfFailed();
  const bool any =
      std::any_of(items.begin(), items.end(),
                  [](const Pending& item) { return item.result->ok(); });
  if (!any) {
    CHECK(connection_.Execute("ROLLBACK").ok());
    keys_.Forget();
    return;
  }
  // Whether a commit that failed is on the disk nobody knows: nothing of it may
  // be answered, and only a new process can find out.
  if (!WriteHead(connection_, *head).ok() || !connection_.Run("COMMIT").ok()) {
    StopIfFailed();
    Stop("the outcome of a commit is unknown");
  }
  Forget(batch.touched(), head->counter);
}

void Committer::Forget(const Touched& touched, int64_t counter) {
  cache_.BeginForgetting();
  if (touched.everything) cache_.ForgetAll();
  for (const exchange::RowKey& key : touched.rows) cache_.Forget(key);
  for (const exchange::IndexKey& key : touched.lists) cache_.Forget(key);
  cache_.EndForgetting(counter);
}

absl::Duration Committer::UntilPublication() const {
  return options_.cadence -
         absl::FromChrono(SteadyClock::now() - newest_publication_);
}

void Committer::Publish() {
  const absl::Status published =
      publisher_.Publish(connection_, clock_.NowMillis());
  StopIfFailed();
  if (!published.ok()) {
    if (connection_.InTransaction()) {
      CHECK(connection_.Execute("ROLLBACK").ok());
    }
    options_.alarm(
        absl::StrCat("publishing a checkpoint failed: ", published.message()));
  }
  if (published.ok()) published_ms_ = absl::ToUnixMillis(absl::Now());
  newest_publication_ = SteadyClock::now();
  absl::MutexLock lock(&mutex_);
  last_publication_ = published;
}

void Committer::TendWal(bool idle) {
  const int frames = connection_.wal_frames();
  if (frames < kIdleFrames) frames_at_next_checkpoint_ = kIdleFrames;
  if (frames < (idle ? frames_at_next_checkpoint_
                     : std::max(frames_at_next_checkpoint_, kBusyFrames))) {
    return;
  }
  const bool too_many = frames >= kTooManyFrames;
  const absl::StatusOr<bool> moved = connection_.CheckpointWal(too_many);
  StopIfFailed();
  frames_at_next_checkpoint_ = frames + kIdleFrames;
  if (too_many && !(moved.ok() && *moved)) {
    options_.alarm("a long reader keeps the write-ahead log from shrinking");
  }
}

void Committer::StopIfFailed() {
  if (!connection_.failed()) return;
  // A full disk lost nothing: only a failing one is under suspicion.
  if (connection_.damaged()) MarkSuspect(options_.suspect_path);
  Stop("the disk failed or is full");
}

void Committer::Stop(absl::string_view why) {
  const std::string line = absl::StrCat(
      "記録を確実に残せないため停止します / stopping, because nothing can be "
      "recorded safely: ",
      why, "\n");
  std::fputs(line.c_str(), stderr);
  options_.alarm(line);
  std::abort();
}

}  // namespace tasuki::store
