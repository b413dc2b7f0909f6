#include "gateway/crypto/digest.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include "gateway/base/check.h"
#include "gateway/crypto/openssl_handle.h"

namespace tasuki::crypto {
namespace {

constexpr size_t kHkdfMaxSize = 255 * kSha256Size;

OSSL_PARAM DigestParam() {
  static char name[] = OSSL_DIGEST_NAME_SHA2_256;
  return OSSL_PARAM_construct_utf8_string(OSSL_ALG_PARAM_DIGEST, name, 0);
}

// OpenSSL's parameters are not const, yet the ones used here are only read.
OSSL_PARAM BytesParam(const char* name, absl::string_view data) {
  return OSSL_PARAM_construct_octet_string(
      name, const_cast<unsigned char*>(Bytes(data)), data.size());
}

Handle<EVP_MAC_CTX, EVP_MAC_CTX_free> NewHmacContext() {
  static EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  CHECK(hmac != nullptr);
  Handle<EVP_MAC_CTX, EVP_MAC_CTX_free> context(EVP_MAC_CTX_new(hmac));
  CHECK(context != nullptr);
  const OSSL_PARAM params[] = {DigestParam(), OSSL_PARAM_construct_end()};
  CHECK(EVP_MAC_CTX_set_params(context.get(), params) == 1);
  return context;
}

Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> NewHkdfContext() {
  static EVP_KDF* const hkdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
  CHECK(hkdf != nullptr);
  Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> context(EVP_KDF_CTX_new(hkdf));
  CHECK(context != nullptr);
  return context;
}

}  // namespace

const EVP_MD* FetchedSha256() {
  // Never freed: used until the process ends.
  static const EVP_MD* const sha256 =
      EVP_MD_fetch(nullptr, OSSL_DIGEST_NAME_SHA2_256, nullptr);
  CHECK(sha256 != nullptr);
  return sha256;
}

std::string Sha256(absl::string_view data) {
  std::string digest(kSha256Size, '\0');
  CHECK(EVP_Digest(Bytes(data), data.size(), Writable(digest), nullptr,
                   FetchedSha256(), nullptr) == 1);
  return digest;
}

std::string HmacSha256(absl::string_view key, absl::string_view data) {
  // A context of each thread's own, its digest set once: naming it again would
  // cost more than the digest.
  thread_local const Handle<EVP_MAC_CTX, EVP_MAC_CTX_free> context =
      NewHmacContext();
  CHECK(EVP_MAC_init(context.get(), Bytes(key), key.size(), nullptr) == 1);
  CHECK(EVP_MAC_update(context.get(), Bytes(data), data.size()) == 1);
  std::string mac(kSha256Size, '\0');
  size_t size = 0;
  CHECK(EVP_MAC_final(context.get(), Writable(mac), &size, mac.size()) == 1);
  CHECK(size == kSha256Size);
  return mac;
}

std::string HkdfSha256(absl::string_view key, absl::string_view info,
                       size_t size) {
  CHECK(size > 0 && size <= kHkdfMaxSize);
  // A new one each time: OpenSSL 3.0 reads freed memory where a context that
  // had an info before is given an empty one.
  const Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> context = NewHkdfContext();
  const OSSL_PARAM params[] = {
      DigestParam(), BytesParam(OSSL_KDF_PARAM_KEY, key),
      BytesParam(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
  std::string output(size, '\0');
  CHECK(EVP_KDF_derive(context.get(), Writable(output), size, params) == 1);
  return output;
}

}  // namespace tasuki::crypto
