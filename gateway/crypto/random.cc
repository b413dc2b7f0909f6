#include "gateway/crypto/random.h"

#include <openssl/rand.h>

#include <limits>

#include "gateway/base/check.h"

namespace tasuki::crypto {

std::string RandomBytes(size_t size) {
  CHECK(size <= static_cast<size_t>(std::numeric_limits<int>::max()));
  std::string bytes(size, '\0');
  // The generator kept apart for what must stay secret: keys and salts come
  // from here, and nonces do no harm beside them.
  CHECK(RAND_priv_bytes(reinterpret_cast<unsigned char*>(bytes.data()),
                        static_cast<int>(size)) == 1);
  return bytes;
}

}  // namespace tasuki::crypto
