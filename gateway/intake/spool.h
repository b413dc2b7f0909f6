#ifndef GATEWAY_INTAKE_SPOOL_H_
#define GATEWAY_INTAKE_SPOOL_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "gateway/intake/spool_file.h"
#include "gateway/intake/spool_key.h"

namespace tasuki::intake {

// What is kept of a report until it is delivered, on disk, sealed
// (docs/formats/report-spool.md). An entry that was accepted is there after any
// crash; one that was cut off while it was written was never accepted. What is
// damaged is set aside, never overwritten. Thread-safe.
class Spool {
 public:
  static constexpr size_t kIdBytes = 16;
  static constexpr size_t kMostContent = 65000;

  // Makes a spool for `places` entries. ALREADY_EXISTS: there is a file.
  // UNAVAILABLE: there is no space for it.
  static absl::Status Make(const std::string& path, const SpoolKey& key,
                           int places);
  // FAILED_PRECONDITION: not a spool, not this key's, or in use (one that is
  // opened to read may be in use).
  static absl::StatusOr<std::unique_ptr<Spool>> Open(
      const std::string& path, SpoolKey key,
      SpoolFile::Use use = SpoolFile::Use::kAlone);

  // OK: on disk now, or before under this id. RESOURCE_EXHAUSTED: full, or a
  // quarter of the places is taken by this owner (16 bytes) alone: a partner
  // that repeats itself without end must not shut out the others.
  // INVALID_ARGUMENT: too large. UNAVAILABLE: the disk refused; once a sync has
  // failed, until the spool is opened anew.
  absl::Status Add(absl::string_view id, absl::string_view owner,
                   absl::string_view content) ABSL_LOCKS_EXCLUDED(mutex_);

  struct Entry {
    uint64_t sequence = 0;  // grows from entry to entry
    std::string id, content;
  };
  // The first entry after `sequence` that waits to be delivered.
  // DATA_LOSS: it can no longer be read, and is set aside.
  absl::StatusOr<std::optional<Entry>> Next(uint64_t sequence)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Forgets the content of a waiting entry. UNAVAILABLE: the disk refused; it
  // waits on.
  absl::Status SetDelivered(uint64_t sequence) ABSL_LOCKS_EXCLUDED(mutex_);

  enum class State { kUnknown, kWaiting, kDelivered };
  // Delivered entries are remembered until their place is used again.
  State Find(absl::string_view id) const ABSL_LOCKS_EXCLUDED(mutex_);

  struct Counts {
    int places = 0, waiting = 0, damaged = 0;
  };
  Counts counts() const ABSL_LOCKS_EXCLUDED(mutex_);

  const SpoolKey& key() const { return key_; }

 private:
  struct Place {
    int slot;
    std::string id, owner;
  };
  Spool(std::unique_ptr<SpoolFile> file, SpoolKey key)
      : file_(std::move(file)), key_(std::move(key)) {}

  absl::Status CheckHead() const;
  void Scan() ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status Enter(int slot) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SetWaiting(uint64_t sequence, Place place)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Place TakeWaiting(uint64_t sequence) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // A place for a new entry; nullopt: full.
  std::optional<int> FreeSlot() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::unique_ptr<SpoolFile> file_;
  const SpoolKey key_;
  mutable absl::Mutex mutex_;
  // By sequence. Places that were never used come first among the free ones.
  std::map<uint64_t, Place> waiting_ ABSL_GUARDED_BY(mutex_);
  std::map<uint64_t, Place> delivered_ ABSL_GUARDED_BY(mutex_);
  std::vector<int> unused_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, State> known_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, int> waiting_of_ ABSL_GUARDED_BY(mutex_);
  int damaged_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t last_sequence_ ABSL_GUARDED_BY(mutex_) = 0;
  bool sync_failed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_SPOOL_H_
