#ifndef GATEWAY_CRYPTO_PEM_H_
#define GATEWAY_CRYPTO_PEM_H_

#include <openssl/bio.h>
#include <openssl/pem.h>

#include "absl/strings/string_view.h"
#include "gateway/crypto/openssl_handle.h"

// Reading PEM with OpenSSL; only for the sources of this folder.
namespace tasuki::crypto {

using BioHandle = Handle<BIO, BIO_free_all>;

// A reader over `bytes`, which must outlive it.
BioHandle ReadFrom(absl::string_view bytes);

// Null if there is none. A key under a passphrase is none: a server has nobody
// to ask, and OpenSSL would otherwise ask on the terminal.
PKey ReadPrivateKey(absl::string_view pem);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_PEM_H_
