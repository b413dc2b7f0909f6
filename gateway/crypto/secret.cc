#include "gateway/crypto/secret.h"

#include <openssl/crypto.h>

namespace tasuki::crypto {

Secret::~Secret() {
  // A plain memset here may be removed: nobody reads the bytes afterwards.
  OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

}  // namespace tasuki::crypto
