#include "gateway/store/state_cache.h"

#include <iterator>
#include <limits>

namespace tasuki::store {
namespace {

// What an entry takes beside its text, roughly: nodes, keys, the parsed row.
constexpr size_t kOverhead = 512;
constexpr int64_t kEveryMoment = std::numeric_limits<int64_t>::max();

// The parsed row takes up to about as much again as its bytes.
size_t SizeOf(const exchange::Row& row) { return 2 * row.body.size(); }
size_t SizeOf(const exchange::IndexPage& page) {
  size_t size = 0;
  for (const exchange::IndexEntry& entry : page.entries) {
    size += sizeof(entry) + entry.id.size();
  }
  return size;
}

}  // namespace

std::shared_ptr<const exchange::Row> StateCache::Row(
    const exchange::RowKey& key, const Moment& moment) {
  const std::optional<Value> value = Find(KeyOf(key), moment.counter);
  if (!value.has_value()) return nullptr;
  return std::get<std::shared_ptr<const exchange::Row>>(*value);
}

std::shared_ptr<const exchange::IndexPage> StateCache::List(
    const exchange::IndexKey& key, const Moment& moment) {
  const std::optional<Value> value = Find(KeyOf(key), moment.counter);
  if (!value.has_value()) return nullptr;
  return std::get<std::shared_ptr<const exchange::IndexPage>>(*value);
}

void StateCache::Keep(const exchange::RowKey& key,
                      std::shared_ptr<const exchange::Row> row,
                      const Moment& moment) {
  const int64_t since = row->version == 0 ? moment.counter : row->version;
  const size_t bytes = kOverhead + key.id.size() + SizeOf(*row);
  Put({false, static_cast<int>(key.table), key.id, std::move(row), since,
       bytes},
      moment);
}

void StateCache::Keep(const exchange::IndexKey& key,
                      std::shared_ptr<const exchange::IndexPage> page,
                      const Moment& moment) {
  const int64_t since = page->version == 0 ? moment.counter : page->version;
  const size_t bytes = kOverhead + key.key.size() + SizeOf(*page);
  Put({true, static_cast<int>(key.index), key.key, std::move(page), since,
       bytes},
      moment);
}

std::optional<int64_t> StateCache::Version(const exchange::RowKey& key) {
  const std::optional<Value> value = Find(KeyOf(key), kEveryMoment);
  if (!value.has_value()) return std::nullopt;
  return std::get<std::shared_ptr<const exchange::Row>>(*value)->version;
}

std::optional<int64_t> StateCache::Version(const exchange::IndexKey& key) {
  const std::optional<Value> value = Find(KeyOf(key), kEveryMoment);
  if (!value.has_value()) return std::nullopt;
  return std::get<std::shared_ptr<const exchange::IndexPage>>(*value)->version;
}

void StateCache::Forget(const exchange::RowKey& key) { Drop(KeyOf(key)); }
void StateCache::Forget(const exchange::IndexKey& key) { Drop(KeyOf(key)); }

void StateCache::ForgetAll() {
  for (Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    shard.forgot_at = commits_;
    for (const Entry& entry : shard.entries) Vouch(entry.value, false);
    shard.found.clear();
    shard.entries.clear();
    shard.bytes = 0;
  }
}

size_t StateCache::bytes() {
  size_t bytes = 0;
  for (Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    bytes += shard.bytes;
  }
  return bytes;
}

StateCache::Shard& StateCache::ShardOf(size_t hash) {
  // The table within the shard tells entries apart by the other bits.
  return shards_[(hash >> 40) % kShards];
}

std::optional<StateCache::Value> StateCache::Find(const Key& key,
                                                  int64_t counter) {
  const size_t hash = absl::Hash<Key>()(key);
  Shard& shard = ShardOf(hash);
  absl::MutexLock lock(&shard.mutex);
  const auto found = shard.found.find(key, hash);
  if (found == shard.found.end()) return std::nullopt;
  if (found->second->since > counter) return std::nullopt;
  shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
  return found->second->value;
}

void StateCache::Put(Entry entry, const Moment& moment) {
  if (entry.bytes > bytes_per_shard_) return;
  Shard& shard = ShardOf(absl::Hash<Key>()(entry.key()));
  absl::MutexLock lock(&shard.mutex);
  // A commit that the reader did not see may have changed this very entry.
  if (shard.forgot_at > moment.commits) return;
  if (shard.found.contains(entry.key())) return;
  Vouch(entry.value, true);
  shard.bytes += entry.bytes;
  shard.entries.push_front(std::move(entry));
  shard.found.emplace(shard.entries.front().key(), shard.entries.begin());
  while (shard.bytes > bytes_per_shard_) {
    Remove(shard, std::prev(shard.entries.end()));
  }
}

void StateCache::Drop(const Key& key) {
  Shard& shard = ShardOf(absl::Hash<Key>()(key));
  absl::MutexLock lock(&shard.mutex);
  shard.forgot_at = commits_;
  const auto found = shard.found.find(key);
  if (found != shard.found.end()) Remove(shard, found->second);
}

void StateCache::Vouch(const Value& value, bool vouched) {
  std::visit([&](const auto& kept) { kept->vouched.Set(vouched); }, value);
}

void StateCache::Remove(Shard& shard, std::list<Entry>::iterator entry) {
  Vouch(entry->value, false);
  shard.bytes -= entry->bytes;
  shard.found.erase(entry->key());
  shard.entries.erase(entry);
}

}  // namespace tasuki::store
