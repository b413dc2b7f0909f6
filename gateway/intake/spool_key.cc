#include "gateway/intake/spool_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/sealing.h"

namespace tasuki::intake {
namespace {

constexpr absl::string_view kTitle = "tasuki/intake-key/v1";

crypto::Secret Derived(const crypto::Secret& whole, absl::string_view use) {
  return crypto::Secret(
      crypto::HkdfSha256(whole.Reveal(), absl::StrCat("tasuki/intake/v1/", use),
                         crypto::kKeySize));
}

}  // namespace

SpoolKey SpoolKey::Of(const crypto::Secret& whole) {
  return {.seal = Derived(whole, "seal"), .name = Derived(whole, "name")};
}

absl::StatusOr<SpoolKey> SpoolKey::Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const crypto::Secret text(
      std::string(std::istreambuf_iterator<char>(file), {}));
  const std::vector<absl::string_view> lines =
      absl::StrSplit(text.Reveal(), '\n');
  std::string bytes;
  if (lines.size() != 3 || lines[0] != kTitle || !lines[2].empty() ||
      !absl::Base64Unescape(lines[1], &bytes) ||
      bytes.size() != crypto::kKeySize) {
    return absl::FailedPreconditionError(
        "key_file: missing, or not a key of an intake");
  }
  return Of(crypto::Secret(std::move(bytes)));
}

absl::Status SpoolKey::Make(const std::string& path) {
  const crypto::Secret text(absl::StrCat(
      kTitle, "\n", absl::Base64Escape(crypto::NewKey().Reveal()), "\n"));
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
           S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST) {
    return absl::AlreadyExistsError("key_file: there is a file");
  }
  if (file < 0) return absl::UnavailableError("key_file: cannot be made");
  const absl::string_view bytes = text.Reveal();
  const bool written = write(file, bytes.data(), bytes.size()) ==
                           static_cast<ssize_t>(bytes.size()) &&
                       fsync(file) == 0;
  if (close(file) != 0 || !written) {
    return absl::UnavailableError("key_file: cannot be written");
  }
  return absl::OkStatus();
}

}  // namespace tasuki::intake
