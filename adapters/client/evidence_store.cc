#include "adapters/client/evidence_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "adapters/client/profile.h"
#include "gateway/base/status_macros.h"

namespace tasuki::client {
namespace {

constexpr size_t kHashSize = 32;
constexpr size_t kSecretSize = 64;
constexpr absl::string_view kSuffix = ".evidence";

absl::Status CannotWrite(const std::string& path) {
  return absl::UnavailableError(absl::StrCat("cannot keep evidence in ", path));
}

// Writes and syncs; readable by its owner only, for it opens a log entry.
bool WriteSynced(const std::string& path, absl::string_view bytes) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  const bool written = write(file, bytes.data(), bytes.size()) ==
                           static_cast<ssize_t>(bytes.size()) &&
                       fsync(file) == 0;
  return close(file) == 0 && written;
}

bool SyncFolder(const std::string& path) {
  const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool synced = fsync(folder) == 0;
  close(folder);
  return synced;
}

}  // namespace

absl::Status CheckEvidence(
    const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  if (evidence.empty()) {
    return absl::InvalidArgumentError("the answer carries no evidence");
  }
  for (const v1::Evidence& piece : evidence) {
    if (piece.leaf_hash().size() != kHashSize ||
        piece.opening_secret().size() != kSecretSize) {
      return absl::InvalidArgumentError("the evidence is malformed");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<EvidenceStore> EvidenceStore::Open(absl::string_view folder) {
  std::string path(folder);
  std::error_code error;
  if (!path.empty()) std::filesystem::create_directories(path, error);
  if (error) return CannotWrite(path);
  return EvidenceStore(std::move(path));
}

std::string EvidenceStore::PathOf(const v1::KeptEvidence& kept) const {
  return absl::StrCat(folder_, "/",
                      absl::BytesToHexString(kept.evidence().leaf_hash()),
                      kSuffix);
}

absl::Status EvidenceStore::Keep(const v1::KeptEvidence& kept) {
  if (folder_.empty()) return absl::OkStatus();
  const std::string path = PathOf(kept);
  if (std::filesystem::exists(path)) return absl::OkStatus();
  const std::string unfinished = absl::StrCat(path, ".new");
  if (!WriteSynced(unfinished, kept.SerializeAsString()) ||
      rename(unfinished.c_str(), path.c_str()) != 0 || !SyncFolder(folder_)) {
    return CannotWrite(folder_);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::KeptEvidence>> EvidenceStore::List() const {
  std::vector<v1::KeptEvidence> all;
  if (folder_.empty()) return all;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    if (entry.path().extension() != std::string(kSuffix)) continue;
    ASSIGN_OR_RETURN(const std::string bytes, ReadFile(entry.path().string()));
    v1::KeptEvidence& kept = all.emplace_back();
    if (!kept.ParseFromString(bytes) || PathOf(kept) != entry.path().string()) {
      return absl::DataLossError(
          absl::StrCat("damaged: ", entry.path().string()));
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::pair(a.received_ms(), a.evidence().leaf_hash()) <
           std::pair(b.received_ms(), b.evidence().leaf_hash());
  });
  return all;
}

}  // namespace tasuki::client
