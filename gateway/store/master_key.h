#ifndef GATEWAY_STORE_MASTER_KEY_H_
#define GATEWAY_STORE_MASTER_KEY_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gateway/crypto/ed25519.h"
#include "gateway/crypto/secret.h"

namespace tasuki::store {

// The key that wraps every other key, for one epoch. It is never in the
// database: a copy of the database alone opens nothing.
struct MasterKey {
  int64_t epoch = 1;
  crypto::Secret key;
};

// Key files are text: a first line that says what it is, then base64.
// FAILED_PRECONDITION: the file is missing or is not such a file.
absl::StatusOr<MasterKey> ReadMasterKey(const std::string& path);
absl::StatusOr<crypto::Ed25519Key> ReadLogKey(const std::string& path);

// Makes the file with a new key. ALREADY_EXISTS: there is a file.
absl::Status MakeMasterKey(const std::string& path);
absl::Status MakeLogKey(const std::string& path);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_MASTER_KEY_H_
