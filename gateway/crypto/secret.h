#ifndef GATEWAY_CRYPTO_SECRET_H_
#define GATEWAY_CRYPTO_SECRET_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace tasuki::crypto {

// Bytes that must not be printed or compared by accident: there is no operator
// for either. Wiped when destroyed.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;  // leaves `other` empty
  // By value: what was held before is wiped with `other`.
  Secret& operator=(Secret other) noexcept {
    bytes_.swap(other.bytes_);
    return *this;
  }
  ~Secret();

  // The bytes themselves; the name says that the caller takes care.
  absl::string_view Reveal() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }

 private:
  std::string bytes_;
};

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_SECRET_H_
