#ifndef TESTS_GATEWAY_STORE_STORE_FILES_H_
#define TESTS_GATEWAY_STORE_STORE_FILES_H_

#include <map>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "gateway/store/store.h"
#include "tests/temporary_directory.h"

namespace tasuki::store {

// A store of one test, seen with its files.
class StoreFiles {
 public:
  StoreFiles();

  const StoreOptions& options() const { return options_; }
  StoreOptions& options() { return options_; }
  std::string PathOf(absl::string_view name) const;
  // Every file of the store by name; the write-ahead log included.
  std::map<std::string, std::string> Contents() const;
  // Runs a statement on the database file, past the store.
  void Tamper(const char* sql) const;
  // Copies the database files to, and back from, a place of their own.
  void Save() const;
  void Restore() const;

 private:
  TemporaryDirectory directory_;
  StoreOptions options_;
};

std::unique_ptr<Store> MustCreate(const StoreOptions& options);
std::unique_ptr<Store> MustOpen(const StoreOptions& options);

// Commits and waits.
absl::StatusOr<exchange::Committed> CommitNow(Store& store,
                                              exchange::Transaction first);
// A transaction with one leaf and nothing else.
exchange::Transaction OneLeaf(const std::string& marker);

}  // namespace tasuki::store

#endif  // TESTS_GATEWAY_STORE_STORE_FILES_H_
