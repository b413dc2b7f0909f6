#include "tests/fault/unsynced_file.h"

#include <algorithm>
#include <utility>

namespace tasuki::fault {

void UnsyncedFile::Write(int64_t offset, absl::string_view bytes) {
  changes_.push_back({offset, std::string(bytes)});
}

void UnsyncedFile::Truncate(int64_t size) {
  changes_.push_back({size, "", true});
}

void UnsyncedFile::Sync() {
  for (const Change& change : changes_) Apply(change, durable_);
  changes_.clear();
}

std::string UnsyncedFile::WithSome(std::mt19937_64& random) const {
  std::string content = durable_;
  for (const Change& change : changes_) {
    for (const Change& part : Sectors(change)) {
      if (random() % 2 == 0) Apply(part, content);
    }
  }
  return content;
}

std::string UnsyncedFile::WithAll(bool tear_last,
                                  std::mt19937_64& random) const {
  std::string content = durable_;
  for (size_t i = 0; i < changes_.size(); ++i) {
    std::vector<Change> parts = Sectors(changes_[i]);
    if (tear_last && i + 1 == changes_.size()) {
      parts.resize(random() % parts.size());
    }
    for (const Change& part : parts) Apply(part, content);
  }
  return content;
}

void UnsyncedFile::Apply(const Change& change, std::string& content) {
  const auto at = static_cast<size_t>(change.offset);
  if (change.truncates) {
    content.resize(at);
    return;
  }
  content.resize(std::max(content.size(), at + change.bytes.size()));
  content.replace(at, change.bytes.size(), change.bytes);
}

std::vector<UnsyncedFile::Change> UnsyncedFile::Sectors(const Change& change) {
  if (change.truncates || change.bytes.empty()) return {change};
  std::vector<Change> parts;
  for (size_t done = 0; done < change.bytes.size();) {
    const int64_t offset = change.offset + static_cast<int64_t>(done);
    const auto most = static_cast<size_t>(kSector - offset % kSector);
    parts.push_back({offset, change.bytes.substr(done, most)});
    done += parts.back().bytes.size();
  }
  return parts;
}

}  // namespace tasuki::fault
