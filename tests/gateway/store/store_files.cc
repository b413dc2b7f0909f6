#include "tests/gateway/store/store_files.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gateway/base/check.h"
#include "gateway/store/files.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

namespace fs = std::filesystem;

StoreFiles::StoreFiles() {
  options_.directory = directory_.path() / "store";
  options_.origin = "gw.example.jp/audit/test";
  options_.cadence = absl::InfiniteDuration();
}

std::string StoreFiles::PathOf(absl::string_view name) const {
  return absl::StrCat(options_.directory, "/", name);
}

std::map<std::string, std::string> StoreFiles::Contents() const {
  std::map<std::string, std::string> contents;
  for (const auto& entry : fs::directory_iterator(options_.directory)) {
    const absl::StatusOr<std::string> content = ReadFile(entry.path());
    CHECK(content.ok());
    contents[entry.path().filename()] = *content;
  }
  return contents;
}

void StoreFiles::Tamper(const char* sql) const {
  const auto connection =
      Connection::Open(PathOf("tasuki.db"), Connection::Mode::kReadWrite);
  CHECK(connection.ok());
  CHECK((*connection)->Execute(sql).ok());
  CHECK((*connection)->Changes() > 0);
}

void StoreFiles::Save() const {
  CHECK(!FileExists(PathOf("tasuki.db-wal")));  // closed: all is in one file
  fs::copy_file(PathOf("tasuki.db"), directory_.path() / "saved.db",
                fs::copy_options::overwrite_existing);
}

void StoreFiles::Restore() const {
  fs::copy_file(directory_.path() / "saved.db", PathOf("tasuki.db"),
                fs::copy_options::overwrite_existing);
}

std::unique_ptr<Store> MustCreate(const StoreOptions& options) {
  auto store = Store::Create(options);
  CHECK(store.ok());
  return *std::move(store);
}

std::unique_ptr<Store> MustOpen(const StoreOptions& options) {
  auto store = Store::Open(options);
  CHECK(store.ok());
  return *std::move(store);
}

absl::StatusOr<exchange::Committed> CommitNow(Store& store,
                                              exchange::Transaction first) {
  absl::StatusOr<exchange::Committed> result;
  absl::Notification done;
  store.ledger().Commit(
      std::move(first),
      [](const exchange::Snapshot&, absl::Time) {
        return absl::StatusOr<exchange::Transaction>(
            absl::AbortedError("a dependency changed"));
      },
      [&](absl::StatusOr<exchange::Committed> committed) {
        result = std::move(committed);
        done.Notify();
      });
  done.WaitForNotification();
  return result;
}

exchange::Transaction OneLeaf(const std::string& marker) {
  exchange::Transaction transaction;
  exchange::LeafDraft leaf;
  leaf.subject_scope = "office";
  leaf.exchange_group = marker;
  transaction.leaves.push_back(leaf);
  return transaction;
}

}  // namespace tasuki::store
