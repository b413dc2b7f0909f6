#ifndef GATEWAY_CRYPTO_OPENSSL_HANDLE_H_
#define GATEWAY_CRYPTO_OPENSSL_HANDLE_H_

#include <openssl/evp.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "gateway/base/check.h"

// For the sources of this folder only: other layers see no OpenSSL.
namespace tasuki::crypto {

template <auto kFree>
struct FreeWith {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};

// An OpenSSL object and the function that frees it.
template <typename T, auto kFree>
using Handle = std::unique_ptr<T, FreeWith<kFree>>;

using PKey = Handle<EVP_PKEY, EVP_PKEY_free>;
using MdContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using CipherContext = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

// OpenSSL wants bytes as unsigned char, and some calls take a null pointer to
// mean "not given", which an empty string_view must not turn into.
inline const unsigned char* Bytes(absl::string_view data) {
  static constexpr unsigned char kNothing = 0;
  return data.empty() ? &kNothing
                      : reinterpret_cast<const unsigned char*>(data.data());
}

inline unsigned char* Writable(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

// `encode` is an i2d function: called once for the size, once for the bytes.
template <typename T, typename Encode>
std::string Der(const T* value, Encode encode) {
  std::string der(encode(value, nullptr), '\0');
  unsigned char* end = Writable(der);
  CHECK(encode(value, &end) == static_cast<int>(der.size()));
  return der;
}

// SHA-256, looked up in the provider once.
const EVP_MD* FetchedSha256();

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_OPENSSL_HANDLE_H_
