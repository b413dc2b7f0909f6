#include "gateway/exchange/reading.h"

#include <algorithm>
#include <utility>

namespace tasuki::exchange {

absl::StatusOr<const Row*> Reading::Noted(const RowKey& key) {
  const auto found = noted_.find(key);
  if (found != noted_.end()) return found->second.get();
  ASSIGN_OR_RETURN(std::shared_ptr<const Row> row, snapshot_.Read(key));
  dependencies_.rows.emplace_back(key, row->version);
  return noted_.emplace(key, std::move(row)).first->second.get();
}

absl::StatusOr<bool> Reading::Exists(Table table, const std::string& id) {
  ASSIGN_OR_RETURN(const Row* const row, Noted({table, id}));
  return row->version != 0;
}

int64_t Reading::VersionOf(Table table, const std::string& id) const {
  const auto found = noted_.find({table, id});
  return found == noted_.end() ? 0 : found->second->version;
}

absl::StatusOr<absl::Span<const IndexEntry>> Reading::List(
    Index index, const std::string& key, int64_t after, int limit) {
  const Stretch stretch{{index, key}, after, limit};
  const auto found = listed_.find(stretch);
  if (found != listed_.end()) return absl::MakeSpan(found->second->entries);
  ASSIGN_OR_RETURN(std::shared_ptr<const IndexPage> page,
                   snapshot_.List(stretch.key, after, limit));
  dependencies_.lists.emplace_back(stretch.key, page->version);
  return absl::MakeSpan(
      listed_.emplace(stretch, std::move(page)).first->second->entries);
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
