#include "gateway/crypto/random.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <pthread.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <limits>

#include "gateway/base/check.h"

namespace tasuki::crypto {

namespace {

// The generator kept apart for what must stay secret: keys and salts come from
// here, and nonces do no harm beside them.
void Draw(char* bytes, size_t size) {
  CHECK(size <= static_cast<size_t>(std::numeric_limits<int>::max()));
  CHECK(RAND_priv_bytes(reinterpret_cast<unsigned char*>(bytes),
                        static_cast<int>(size)) == 1);
}

// How often this process was forked off: a child must not hand out again what
// its parent drew ahead.
std::atomic<uint64_t> forks = 0;
void CountFork() { ++forks; }

// Drawn ahead, because a draw costs far more than its bytes. What is handed out
// is wiped here.
class DrawnAhead {
 public:
  static constexpr size_t kSize = 1024;
  static constexpr size_t kLargest = 64;

  ~DrawnAhead() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

  void Take(char* bytes, size_t size) {
    static const bool watched =
        pthread_atfork(nullptr, nullptr, CountFork) == 0;
    CHECK(watched);
    if (left_ < size || forks_ != forks) {
      Draw(bytes_.data(), bytes_.size());
      left_ = bytes_.size();
      forks_ = forks;
    }
    char* const from = bytes_.data() + (left_ -= size);
    std::memcpy(bytes, from, size);
    OPENSSL_cleanse(from, size);
  }

 private:
  std::array<char, kSize> bytes_;
  size_t left_ = 0;
  uint64_t forks_ = 0;
};

}  // namespace

std::string RandomBytes(size_t size) {
  std::string bytes(size, '\0');
  if (size > DrawnAhead::kLargest) {
    Draw(bytes.data(), size);
  } else {
    thread_local DrawnAhead ahead;
    ahead.Take(bytes.data(), size);
  }
  return bytes;
}

}  // namespace tasuki::crypto
