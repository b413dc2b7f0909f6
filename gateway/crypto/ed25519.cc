#include "gateway/crypto/ed25519.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <utility>

#include "gateway/base/check.h"
#include "gateway/crypto/openssl_handle.h"
#include "gateway/crypto/random.h"

namespace tasuki::crypto {
namespace {

constexpr size_t kSeedSize = 32;
constexpr size_t kPublicKeySize = 32;
constexpr size_t kSignatureSize = 64;

PKey PrivateKey(const Secret& seed) {
  PKey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                                        Bytes(seed.Reveal()), kSeedSize));
  CHECK(key != nullptr);
  return key;
}

std::string PublicKeyOf(const Secret& seed) {
  std::string bytes(kPublicKeySize, '\0');
  size_t size = bytes.size();
  CHECK(EVP_PKEY_get_raw_public_key(PrivateKey(seed).get(), Writable(bytes),
                                    &size) == 1);
  CHECK(size == kPublicKeySize);
  return bytes;
}

}  // namespace

Ed25519Key::Ed25519Key(Secret seed, std::string public_key)
    : seed_(std::move(seed)), public_key_(std::move(public_key)) {}

Ed25519Key Ed25519Key::Generate() {
  const Secret seed(RandomBytes(kSeedSize));
  return Ed25519Key(seed, PublicKeyOf(seed));
}

absl::StatusOr<Ed25519Key> Ed25519Key::FromSeed(const Secret& seed) {
  if (seed.Reveal().size() != kSeedSize) {
    return absl::InvalidArgumentError("an Ed25519 seed has 32 bytes");
  }
  return Ed25519Key(seed, PublicKeyOf(seed));
}

std::string Ed25519Key::Sign(absl::string_view message) const {
  const PKey key = PrivateKey(seed_);
  const MdContext context(EVP_MD_CTX_new());
  CHECK(context != nullptr);
  CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr,
                           key.get()) == 1);
  std::string signature(kSignatureSize, '\0');
  size_t size = signature.size();
  CHECK(EVP_DigestSign(context.get(), Writable(signature), &size,
                       Bytes(message), message.size()) == 1);
  CHECK(size == kSignatureSize);
  return signature;
}

bool VerifyEd25519(absl::string_view public_key, absl::string_view message,
                   absl::string_view signature) {
  if (public_key.size() != kPublicKeySize) return false;
  if (signature.size() != kSignatureSize) return false;
  const PKey key(EVP_PKEY_new_raw_public_key(
      EVP_PKEY_ED25519, nullptr, Bytes(public_key), public_key.size()));
  const MdContext context(EVP_MD_CTX_new());
  CHECK(context != nullptr);
  const bool valid =
      key != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr,
                           key.get()) == 1 &&
      EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                       Bytes(message), message.size()) == 1;
  // A TLS connection on this thread would take a left-over error for its own.
  if (!valid) ERR_clear_error();
  return valid;
}

}  // namespace tasuki::crypto
