#ifndef TESTS_FAULT_UNSYNCED_FILE_H_
#define TESTS_FAULT_UNSYNCED_FILE_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace tasuki::fault {

// A file as a disk knows it: what is durable, and what was written since.
class UnsyncedFile {
 public:
  static constexpr int64_t kSector = 512;

  explicit UnsyncedFile(std::string durable) : durable_(std::move(durable)) {}

  void Write(int64_t offset, absl::string_view bytes);
  void Truncate(int64_t size);
  void Sync();

  // What the disk holds if the power fails now.
  std::string WithNothing() const { return durable_; }
  std::string WithSome(std::mt19937_64& random) const;
  // Everything; of the last write a prefix, where `tear_last`.
  std::string WithAll(bool tear_last, std::mt19937_64& random) const;

 private:
  struct Change {
    int64_t offset;  // or the new size
    std::string bytes;
    bool truncates = false;
  };
  static void Apply(const Change& change, std::string& content);
  // The change in parts, each within one sector.
  static std::vector<Change> Sectors(const Change& change);

  std::string durable_;
  std::vector<Change> changes_;
};

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_UNSYNCED_FILE_H_
