#ifndef TESTS_STAFF_KEY_H_
#define TESTS_STAFF_KEY_H_

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/crypto/ed25519.h"
#include "gateway/crypto/secret.h"

namespace tasuki {

// A person's key pair, PEM, made of 32 bytes; for tests only.
struct StaffKey {
  std::string private_pem, public_pem;
};

inline StaffKey MakeStaffKey(const std::string& seed) {
  // What stands before the 32 bytes of a key (RFC 8410 section 10).
  constexpr char kPrivate[] = "302e020100300506032b657004220420";
  constexpr char kPublic[] = "302a300506032b6570032100";
  const auto pem = [](absl::string_view label, absl::string_view head,
                      absl::string_view key) {
    return absl::StrCat(
        "-----BEGIN ", label, "-----\n",
        absl::Base64Escape(absl::StrCat(absl::HexStringToBytes(head), key)),
        "\n-----END ", label, "-----\n");
  };
  const auto key = crypto::Ed25519Key::FromSeed(crypto::Secret(seed));
  CHECK(key.ok());
  return {.private_pem = pem("PRIVATE KEY", kPrivate, seed),
          .public_pem = pem("PUBLIC KEY", kPublic, key->public_key())};
}

}  // namespace tasuki

#endif  // TESTS_STAFF_KEY_H_
