#include "gateway/store/master_key.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/sealing.h"
#include "gateway/store/files.h"

namespace tasuki::store {
namespace {

constexpr absl::string_view kMasterTitle = "tasuki/master-key/v1";
constexpr absl::string_view kLogTitle = "tasuki/log-key/v1";

std::string KeyFile(absl::string_view title, int64_t epoch,
                    const crypto::Secret& key) {
  return absl::StrCat(title, "\n", epoch, "\n",
                      absl::Base64Escape(key.Reveal()), "\n");
}

absl::StatusOr<MasterKey> Parse(absl::string_view title,
                                absl::string_view text) {
  ASSIGN_OR_RETURN(const absl::string_view first, audit::TakeLine(text));
  ASSIGN_OR_RETURN(const absl::string_view epoch_line, audit::TakeLine(text));
  ASSIGN_OR_RETURN(const absl::string_view key_line, audit::TakeLine(text));
  ASSIGN_OR_RETURN(const uint64_t epoch, audit::ParseDecimal(epoch_line));
  ASSIGN_OR_RETURN(std::string key, audit::DecodeBase64(key_line));
  if (first != title || !text.empty() || key.size() != crypto::kKeySize) {
    return absl::InvalidArgumentError("not a key file");
  }
  return MasterKey{static_cast<int64_t>(epoch), crypto::Secret(std::move(key))};
}

absl::StatusOr<MasterKey> ReadKey(absl::string_view title,
                                  const std::string& path) {
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (text.ok()) {
    absl::StatusOr<MasterKey> key = Parse(title, *text);
    if (key.ok()) return key;
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "鍵のファイル ", path,
      " がないか、壊れています。鍵の控えから戻してください。 / the key file ",
      path, " is missing or damaged; restore it from the copy of the keys"));
}

}  // namespace

absl::StatusOr<MasterKey> ReadMasterKey(const std::string& path) {
  return ReadKey(kMasterTitle, path);
}

absl::StatusOr<crypto::Ed25519Key> ReadLogKey(const std::string& path) {
  ASSIGN_OR_RETURN(const MasterKey seed, ReadKey(kLogTitle, path));
  return crypto::Ed25519Key::FromSeed(seed.key);
}

absl::Status MakeMasterKey(const std::string& path) {
  return MakeFile(path, KeyFile(kMasterTitle, 1, crypto::NewKey()));
}

absl::Status MakeLogKey(const std::string& path) {
  return MakeFile(path,
                  KeyFile(kLogTitle, 1, crypto::Ed25519Key::Generate().seed()));
}

}  // namespace tasuki::store
