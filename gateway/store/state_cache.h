#ifndef GATEWAY_STORE_STATE_CACHE_H_
#define GATEWAY_STORE_STATE_CACHE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "gateway/exchange/ports.h"

namespace tasuki::store {

// Opened rows and whole lists as the newest commit left them, bounded in bytes:
// state only, never a decision or an answer. The committer forgets here what a
// commit changed before it lets an answer of that commit go; so what is found
// is what the database holds. It vouches for what it keeps, and for nothing
// else. Thread-safe.
class StateCache {
 public:
  explicit StateCache(size_t bytes, int64_t counter = 0)
      : bytes_per_shard_(bytes / kShards), counter_(counter) {}

  // When a reader began, and how far the state's counter had come by then.
  struct Moment {
    uint64_t commits = 0;  // of Now(), taken before the transaction began
    int64_t counter = 0;   // of the head, as the transaction sees it
  };
  uint64_t Now() const { return commits_.load(); }
  // The moment of the newest commit after which everything was forgotten that
  // it changed.
  Moment Newest() const {
    const uint64_t commits = commits_.load();
    return {commits, counter_.load()};
  }

  // What a reader of that moment would read; null: ask the database.
  std::shared_ptr<const exchange::Row> Row(const exchange::RowKey& key,
                                           const Moment& moment);
  std::shared_ptr<const exchange::IndexPage> List(const exchange::IndexKey& key,
                                                  const Moment& moment);
  // Keeps what was read, unless it may have changed since the moment. `page` is
  // the whole list.
  void Keep(const exchange::RowKey& key,
            std::shared_ptr<const exchange::Row> row, const Moment& moment);
  void Keep(const exchange::IndexKey& key,
            std::shared_ptr<const exchange::IndexPage> page,
            const Moment& moment);

  // For the committer's thread alone.
  // The version as of the newest commit, if it is known here.
  std::optional<int64_t> Version(const exchange::RowKey& key);
  std::optional<int64_t> Version(const exchange::IndexKey& key);
  // Announces that a commit is durable, then forgets what it changed, and then
  // says how far the counter has come.
  void BeginForgetting() { ++commits_; }
  void EndForgetting(int64_t counter) { counter_ = counter; }
  void Forget(const exchange::RowKey& key);
  void Forget(const exchange::IndexKey& key);
  void ForgetAll();

  size_t bytes();  // held now

 private:
  static constexpr size_t kShards = 16;
  // Of a row or list. The text is the entry's own, or that of who asks.
  struct Key {
    bool is_list;
    int place;
    absl::string_view id;
    bool operator==(const Key&) const = default;
    template <typename H>
    friend H AbslHashValue(H state, const Key& key) {
      return H::combine(std::move(state), key.is_list, key.place, key.id);
    }
  };
  using Value = std::variant<std::shared_ptr<const exchange::Row>,
                             std::shared_ptr<const exchange::IndexPage>>;
  struct Entry {
    bool is_list;
    int place;
    std::string id;
    Value value;
    int64_t since;  // the counter from which on it reads like this
    size_t bytes;
    Key key() const { return {is_list, place, id}; }
  };
  struct Shard {
    absl::Mutex mutex;
    std::list<Entry> entries ABSL_GUARDED_BY(mutex);  // newest use first
    absl::flat_hash_map<Key, std::list<Entry>::iterator> found
        ABSL_GUARDED_BY(mutex);
    size_t bytes ABSL_GUARDED_BY(mutex) = 0;
    uint64_t forgot_at ABSL_GUARDED_BY(mutex) = 0;  // of commits_
  };

  static Key KeyOf(const exchange::RowKey& key) {
    return {false, static_cast<int>(key.table), key.id};
  }
  static Key KeyOf(const exchange::IndexKey& key) {
    return {true, static_cast<int>(key.index), key.key};
  }
  Shard& ShardOf(size_t hash);
  std::optional<Value> Find(const Key& key, int64_t counter);
  void Put(Entry entry, const Moment& moment);
  void Drop(const Key& key);
  static void Vouch(const Value& value, bool vouched);
  static void Remove(Shard& shard, std::list<Entry>::iterator entry)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);

  const size_t bytes_per_shard_;
  std::atomic<uint64_t> commits_ = 0;
  std::atomic<int64_t> counter_;
  std::array<Shard, kShards> shards_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_STATE_CACHE_H_
