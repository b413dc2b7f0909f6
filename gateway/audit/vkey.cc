#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/audit/note.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"

namespace tasuki::audit {
namespace {

constexpr absl::string_view kTypeEd25519("\x01", 1);
constexpr size_t kPublicKeySize = 32;

uint32_t KeyId(absl::string_view name, absl::string_view public_key) {
  const std::string digest =
      crypto::Sha256(absl::StrCat(name, "\n", kTypeEd25519, public_key));
  return ReadU32(absl::string_view(digest).substr(0, 4));
}

std::string HexId(uint32_t id) {
  return absl::StrCat(absl::Hex(id, absl::kZeroPad8));
}

absl::Status Malformed(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("verifier key: ", why));
}

}  // namespace

NoteVerifier::NoteVerifier(std::string name, std::string public_key,
                           uint32_t id)
    : name_(std::move(name)), public_key_(std::move(public_key)), id_(id) {}

absl::StatusOr<NoteVerifier> NoteVerifier::Parse(absl::string_view vkey) {
  // Base64 itself may contain '+': only the first two separate.
  const size_t first = vkey.find('+');
  if (first == absl::string_view::npos) return Malformed("no '+'");
  const size_t second = vkey.find('+', first + 1);
  if (second == absl::string_view::npos) return Malformed("no second '+'");

  const absl::string_view name = vkey.substr(0, first);
  if (!IsKeyName(name)) return Malformed("not a key name");
  ASSIGN_OR_RETURN(std::string key, DecodeBase64(vkey.substr(second + 1)));
  if (key.size() != kTypeEd25519.size() + kPublicKeySize ||
      key.substr(0, 1) != kTypeEd25519) {
    return Malformed("not an Ed25519 key");
  }
  NoteVerifier verifier = Of(name, key.substr(1));
  if (vkey.substr(first + 1, second - first - 1) != HexId(verifier.id())) {
    return Malformed("the id is not that of this name and key");
  }
  return verifier;
}

NoteVerifier NoteVerifier::Of(absl::string_view name,
                              absl::string_view public_key) {
  CHECK(IsKeyName(name) && public_key.size() == kPublicKeySize);
  return NoteVerifier(std::string(name), std::string(public_key),
                      KeyId(name, public_key));
}

std::string NoteVerifier::ToString() const {
  return absl::StrCat(
      name_, "+", HexId(id_), "+",
      absl::Base64Escape(absl::StrCat(kTypeEd25519, public_key_)));
}

bool NoteVerifier::Verify(absl::string_view text,
                          absl::string_view signature) const {
  return crypto::VerifyEd25519(public_key_, text, signature);
}

}  // namespace tasuki::audit
