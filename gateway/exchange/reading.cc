#include "gateway/exchange/reading.h"

#include <algorithm>
#include <utility>

#include "absl/hash/hash.h"

namespace tasuki::exchange {

absl::StatusOr<const Row*> Reading::Noted(Table table, const std::string& id) {
  const size_t hash = absl::HashOf(table, id);
  const auto* found = rows_.Find(hash, [&](const RowKey& key) {
    return key.table == table && key.id == id;
  });
  if (found != nullptr) return found->get();
  RowKey key{table, id};
  ASSIGN_OR_RETURN(std::shared_ptr<const Row> row, snapshot_.Read(key));
  return rows_.Add(hash, std::move(key), std::move(row)).get();
}

absl::StatusOr<bool> Reading::Exists(Table table, const std::string& id) {
  ASSIGN_OR_RETURN(const Row* const row, Noted(table, id));
  return row->version != 0;
}

int64_t Reading::VersionOf(Table table, const std::string& id) const {
  const auto* found = rows_.Find(
      absl::HashOf(table, id),
      [&](const RowKey& key) { return key.table == table && key.id == id; });
  return found == nullptr ? 0 : (*found)->version;
}

absl::StatusOr<absl::Span<const IndexEntry>> Reading::List(
    Index index, const std::string& key, int64_t after, int limit) {
  const size_t hash = absl::HashOf(index, key, after, limit);
  const auto* found = lists_.Find(hash, [&](const Stretch& stretch) {
    return stretch.key.index == index && stretch.key.key == key &&
           stretch.after == after && stretch.limit == limit;
  });
  if (found != nullptr) return absl::MakeSpan((*found)->entries);
  Stretch stretch{{index, key}, after, limit};
  ASSIGN_OR_RETURN(std::shared_ptr<const IndexPage> page,
                   snapshot_.List(stretch.key, after, limit));
  return absl::MakeSpan(
      lists_.Add(hash, std::move(stretch), std::move(page))->entries);
}

Dependencies Reading::TakeDependencies() {
  Dependencies dependencies;
  dependencies.rows.reserve(rows_.all().size());
  for (auto& [key, row] : rows_.all()) {
    const int64_t version = row->version;
    dependencies.rows.push_back({std::move(key), version, std::move(row)});
  }
  dependencies.lists.reserve(lists_.all().size());
  for (auto& [stretch, page] : lists_.all()) {
    const int64_t version = page->version;
    dependencies.lists.push_back(
        {std::move(stretch.key), version, std::move(page)});
  }
  return dependencies;
}

bool Reading::Before(absl::Time limit) {
  if (now_ >= limit) return false;
  Until(limit);
  return true;
}

bool Reading::Within(absl::Time from, absl::Time until) {
  if (now_ < from) {
    Until(from);  // it becomes true then
    return false;
  }
  return Before(until);
}

void Reading::Until(absl::Time limit) {
  valid_until_ = std::min(valid_until_, limit);
}

absl::Status Reading::Unreadable() {
  return absl::DataLossError("a stored row does not parse");
}

absl::Status Reading::Dangling() {
  return absl::DataLossError("a stored row refers to one that does not exist");
}

}  // namespace tasuki::exchange
