#include "gateway/crypto/jose.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>

#include <utility>

#include "absl/strings/escaping.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/jose_key.h"
#include "gateway/crypto/pem.h"

namespace tasuki::crypto {
namespace {

constexpr size_t kScalarSize = 32;
constexpr size_t kSignatureSize = 2 * kScalarSize;  // of both algorithms

using EcdsaSignature = Handle<ECDSA_SIG, ECDSA_SIG_free>;
using Number = Handle<BIGNUM, BN_free>;

// Empty for a key that is neither P-256 nor Ed25519.
absl::string_view AlgorithmOf(const EVP_PKEY* key) {
  if (key == nullptr) return "";
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519) return kEdDsa;
  char group[32];
  const bool is_p256 =
      EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
      EVP_PKEY_get_group_name(key, group, sizeof(group), nullptr) == 1 &&
      absl::string_view(group) == SN_X9_62_prime256v1;
  return is_p256 ? kEs256 : "";
}

absl::StatusOr<absl::string_view> SigningAlgorithm(const EVP_PKEY* key) {
  const absl::string_view algorithm = AlgorithmOf(key);
  if (!algorithm.empty()) return algorithm;
  return absl::InvalidArgumentError("not a P-256 or Ed25519 private key");
}

// Ed25519 hashes by itself.
const EVP_MD* DigestOf(absl::string_view algorithm) {
  return algorithm == kEs256 ? FetchedSha256() : nullptr;
}

std::string ToDer(absl::string_view fixed) {
  const EcdsaSignature parts(ECDSA_SIG_new());
  Number r(BN_bin2bn(Bytes(fixed), kScalarSize, nullptr));
  Number s(BN_bin2bn(Bytes(fixed.substr(kScalarSize)), kScalarSize, nullptr));
  CHECK(ECDSA_SIG_set0(parts.get(), r.release(), s.release()) == 1);
  return Der(parts.get(), i2d_ECDSA_SIG);
}

std::string FromDer(absl::string_view der) {
  const unsigned char* begin = Bytes(der);
  const EcdsaSignature parts(
      d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
  CHECK(parts != nullptr);
  std::string fixed(kSignatureSize, '\0');
  CHECK(BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), Writable(fixed),
                     kScalarSize) == kScalarSize);
  CHECK(BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()),
                     Writable(fixed) + kScalarSize,
                     kScalarSize) == kScalarSize);
  return fixed;
}

std::string SignWith(EVP_PKEY* key, absl::string_view algorithm,
                     absl::string_view message) {
  const MdContext context(EVP_MD_CTX_new());
  CHECK(EVP_DigestSignInit(context.get(), nullptr, DigestOf(algorithm), nullptr,
                           key) == 1);
  size_t size = 0;
  CHECK(EVP_DigestSign(context.get(), nullptr, &size, Bytes(message),
                       message.size()) == 1);
  std::string signature(size, '\0');
  CHECK(EVP_DigestSign(context.get(), Writable(signature), &size,
                       Bytes(message), message.size()) == 1);
  signature.resize(size);
  return signature;
}

}  // namespace

std::string EncodeBase64Url(absl::string_view bytes) {
  return absl::WebSafeBase64Escape(bytes);
}

absl::StatusOr<std::string> DecodeBase64Url(absl::string_view text) {
  std::string bytes;
  // The library is lenient in several ways; only what encodes back is ours.
  if (!absl::WebSafeBase64Unescape(text, &bytes) ||
      EncodeBase64Url(bytes) != text) {
    return absl::InvalidArgumentError("not base64url");
  }
  return bytes;
}

bool VerifyJoseSignature(absl::string_view algorithm,
                         absl::string_view public_key_pem,
                         absl::string_view message,
                         absl::string_view signature) {
  const JosePublicKey key = ReadJosePublicKey(public_key_pem);
  // The key decides; the token's word for it must only agree. "" is what both
  // say if there is none.
  if (algorithm.empty() || algorithm != key.algorithm ||
      signature.size() != kSignatureSize) {
    return false;
  }
  const std::string given =
      algorithm == kEs256 ? ToDer(signature) : std::string(signature);
  const MdContext context(EVP_MD_CTX_new());
  const bool valid =
      EVP_DigestVerifyInit(context.get(), nullptr, DigestOf(algorithm), nullptr,
                           key.key.get()) == 1 &&
      EVP_DigestVerify(context.get(), Bytes(given), given.size(),
                       Bytes(message), message.size()) == 1;
  ERR_clear_error();
  return valid;
}

absl::StatusOr<std::string> JoseAlgorithm(absl::string_view private_key_pem) {
  const PKey key = ReadPrivateKey(private_key_pem);
  ASSIGN_OR_RETURN(const absl::string_view algorithm,
                   SigningAlgorithm(key.get()));
  return std::string(algorithm);
}

absl::StatusOr<JoseSignature> SignJose(absl::string_view private_key_pem,
                                       absl::string_view message) {
  const PKey key = ReadPrivateKey(private_key_pem);
  ASSIGN_OR_RETURN(const absl::string_view algorithm,
                   SigningAlgorithm(key.get()));
  std::string signature = SignWith(key.get(), algorithm, message);
  if (algorithm == kEs256) signature = FromDer(signature);
  return JoseSignature{std::string(algorithm), std::move(signature)};
}

}  // namespace tasuki::crypto
