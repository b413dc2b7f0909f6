#include "gateway/crypto/secret.h"

#include <openssl/crypto.h>

namespace tasuki::crypto {

Secret::Secret(Secret&& other) noexcept {
  bytes_.swap(other.bytes_);
  // Short bytes lie in the string itself, and a swap leaves a copy of them.
  other.bytes_.resize(other.bytes_.capacity(), '\0');
  OPENSSL_cleanse(other.bytes_.data(), other.bytes_.size());
  other.bytes_.clear();
}

Secret::~Secret() {
  // A plain memset here may be removed: nobody reads the bytes afterwards.
  OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

}  // namespace tasuki::crypto
