#include "gateway/tls/certificate_set.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/certificate.h"
#include "gateway/crypto/digest.h"

namespace tasuki::tls {
namespace {

namespace fs = std::filesystem;

// `current` is a symbolic link to one of the directories "set-…". All three
// files change with the one rename that replaces the link.
constexpr char kCurrent[] = "current";
constexpr char kPrefix[] = "set-";

std::string ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

absl::Status Failed(absl::string_view what) {
  return absl::UnavailableError(
      absl::StrCat(what, ": ", std::generic_category().message(errno)));
}

absl::Status Bad(absl::string_view file, const absl::Status& why) {
  return absl::FailedPreconditionError(absl::StrCat(file, ": ", why.message()));
}

// Never readable by others, not even between creation and a later chmod.
absl::Status WritePrivate(const std::string& path, absl::string_view bytes) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
  if (file < 0) return Failed("create a certificate file");
  const bool written = write(file, bytes.data(), bytes.size()) ==
                       static_cast<ssize_t>(bytes.size());
  if (close(file) != 0 || !written) return Failed("write a certificate file");
  return absl::OkStatus();
}

// gRPC reads key and certificate one after the other and takes the pair only if
// neither modification time, in whole seconds, changed meanwhile. Each set gets
// a second of its own, so that two exchanges in one second are noticed too.
absl::Status StampAfter(const fs::path& set, time_t previous) {
  const time_t stamp = std::max(time(nullptr), previous + 1);
  const timespec times[2] = {{stamp, 0}, {stamp, 0}};
  for (const auto& entry : fs::directory_iterator(set)) {
    if (utimensat(AT_FDCWD, entry.path().c_str(), times, 0) != 0) {
      return Failed("stamp a certificate file");
    }
  }
  return absl::OkStatus();
}

time_t StampOf(const std::string& path) {
  struct stat found = {};
  return stat(path.c_str(), &found) == 0 ? found.st_mtime : 0;
}

absl::StatusOr<std::string> WriteSet(const CertificateSet& set,
                                     const std::string& directory) {
  std::string path = absl::StrCat(directory, "/", kPrefix, "XXXXXX");
  if (mkdtemp(path.data()) == nullptr) return Failed("make a directory");
  RETURN_IF_ERROR(WritePrivate(path + "/chain.pem", set.certificate_chain));
  RETURN_IF_ERROR(WritePrivate(path + "/key.pem", set.private_key.Reveal()));
  RETURN_IF_ERROR(WritePrivate(path + "/client-ca.pem", set.client_ca));
  RETURN_IF_ERROR(
      StampAfter(path, StampOf(PublishedFiles(directory).private_key)));
  return path;
}

// Keys that are served no longer do not stay behind. `kept` are names.
void RemoveOthers(const std::string& directory,
                  const std::vector<std::string>& kept) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    const std::string name = entry.path().filename();
    if (name.rfind(kPrefix, 0) == 0 &&
        std::find(kept.begin(), kept.end(), name) == kept.end()) {
      fs::remove_all(entry.path(), ignored);
    }
  }
}

}  // namespace

CertificateSet ReadCertificateSet(const TlsFiles& files) {
  CertificateSet set;
  set.certificate_chain = ReadWhole(files.certificate_chain);
  set.private_key = crypto::Secret(ReadWhole(files.private_key));
  set.client_ca = ReadWhole(files.client_ca);
  set.digest = crypto::Sha256(absl::StrCat(
      crypto::Sha256(set.certificate_chain),
      crypto::Sha256(set.private_key.Reveal()), crypto::Sha256(set.client_ca)));
  return set;
}

absl::StatusOr<absl::Time> CheckCertificateSet(const CertificateSet& set,
                                               absl::Time now) {
  const auto chain = crypto::ParseCertificatesPem(set.certificate_chain);
  if (!chain.ok()) return Bad("certificate chain", chain.status());
  const absl::Status match = crypto::CheckKeyMatchesCertificate(
      set.private_key.Reveal(), set.certificate_chain);
  if (!match.ok()) return Bad("private key", match);
  const auto client_ca = crypto::ParseCertificatesPem(set.client_ca);
  if (!client_ca.ok()) return Bad("client CA", client_ca.status());
  const crypto::Certificate& own = chain->front();
  if (!own.server_auth) {
    return absl::FailedPreconditionError("certificate is not for servers");
  }
  if (!own.IsValidAt(now)) {
    return absl::FailedPreconditionError("certificate is not valid now");
  }
  return own.not_after;
}

TlsFiles PublishedFiles(const std::string& directory) {
  const std::string current = absl::StrCat(directory, "/", kCurrent);
  return {.certificate_chain = current + "/chain.pem",
          .private_key = current + "/key.pem",
          .client_ca = current + "/client-ca.pem"};
}

absl::Status PublishCertificateSet(const CertificateSet& set,
                                   const std::string& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  fs::permissions(directory, fs::perms::owner_all, error);
  if (error) return absl::UnavailableError("no directory for certificates");
  ASSIGN_OR_RETURN(const std::string path, WriteSet(set, directory));
  const fs::path current = fs::path(directory) / kCurrent;
  const fs::path next = fs::path(directory) / "next";
  const std::string name = fs::path(path).filename();
  const std::string previous = fs::read_symlink(current, error);
  fs::remove(next, error);
  fs::create_directory_symlink(name, next, error);
  if (!error) fs::rename(next, current, error);
  if (error) return absl::UnavailableError("cannot exchange certificates");
  // The previous set stays for one round: gRPC may be reading it just now.
  RemoveOthers(directory, {name, previous});
  return absl::OkStatus();
}

}  // namespace tasuki::tls
