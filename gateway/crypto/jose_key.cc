#include "gateway/crypto/jose_key.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "gateway/crypto/pem.h"

namespace tasuki::crypto {
namespace {

using KeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

// What comes before the key in the DER of a SubjectPublicKeyInfo. It is the
// same for all keys of a kind, so comparing it is parsing it; OpenSSL 3 tries
// every decoder it has and takes fifteen times as long for it.
constexpr absl::string_view kP256Prefix(
    "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01"
    "\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00",
    26);
constexpr absl::string_view kEd25519Prefix(
    "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12);
constexpr size_t kP256PointSize = 65;
constexpr char kUncompressed = 4;

// The DER of a "PUBLIC KEY" block; empty if the first block is none.
std::string ReadPublicDer(absl::string_view pem) {
  const BioHandle bio = ReadFrom(pem);
  char *label = nullptr, *headers = nullptr;
  unsigned char* bytes = nullptr;
  long size = 0;
  std::string der;
  if (PEM_read_bio(bio.get(), &label, &headers, &bytes, &size) == 1 &&
      absl::string_view(label) == PEM_STRING_PUBLIC && *headers == '\0') {
    der.assign(reinterpret_cast<const char*>(bytes), size);
  }
  OPENSSL_free(label);
  OPENSSL_free(headers);
  OPENSSL_free(bytes);
  return der;
}

// Null if the point is not on the curve.
PKey ReadP256(absl::string_view point) {
  if (point.size() != kP256PointSize || point.front() != kUncompressed) {
    return nullptr;
  }
  std::string group(SN_X9_62_prime256v1), bytes(point);
  const OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                       group.size()),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes.data(),
                                        bytes.size()),
      OSSL_PARAM_construct_end()};
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY,
                        const_cast<OSSL_PARAM*>(params)) != 1) {
    return nullptr;
  }
  return PKey(key);
}

// Null if it is not 32 bytes.
PKey ReadEd25519(absl::string_view raw) {
  return PKey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(raw),
                                          raw.size()));
}

}  // namespace

JosePublicKey ReadJosePublicKey(absl::string_view pem) {
  const std::string der = ReadPublicDer(pem);
  absl::string_view raw(der);
  JosePublicKey result;
  if (absl::ConsumePrefix(&raw, kP256Prefix)) {
    result = {kEs256, ReadP256(raw)};
  } else if (absl::ConsumePrefix(&raw, kEd25519Prefix)) {
    result = {kEdDsa, ReadEd25519(raw)};
  }
  if (result.key == nullptr) result.algorithm = "";
  ERR_clear_error();
  return result;
}

}  // namespace tasuki::crypto
