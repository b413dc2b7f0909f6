#ifndef GATEWAY_CRYPTO_RANDOM_H_
#define GATEWAY_CRYPTO_RANDOM_H_

#include <cstddef>
#include <string>

namespace tasuki::crypto {

// `size` bytes of OpenSSL's generator, which the operating system seeds. Ends
// the process if there are none: going on without randomness would disclose.
// Thread-safe.
std::string RandomBytes(size_t size);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_RANDOM_H_
