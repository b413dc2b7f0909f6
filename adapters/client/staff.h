#ifndef ADAPTERS_CLIENT_STAFF_H_
#define ADAPTERS_CLIENT_STAFF_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/crypto/secret.h"
#include "tasuki/v1/client_profile.pb.h"

namespace tasuki::client {

// Signs the assertions of one person who works through one connection.
// Thread-compatible.
class Staff {
 public:
  // A profile without a key file is of a person with a certificate of their
  // own; the assertions are empty then.
  // NOT_FOUND: the key file is missing. INVALID_ARGUMENT: no party or role.
  static absl::StatusOr<Staff> Load(const v1::ClientProfile& profile,
                                    std::string thumbprint);

  // For reads: one assertion until it is near its end.
  absl::StatusOr<std::string> AssertionForRead(absl::Time now);
  // For a write: a new one, since the gateway takes each `jti` once.
  absl::StatusOr<std::string> AssertionForWrite(absl::Time now) const;

 private:
  Staff(v1::ClientProfile profile, crypto::Secret key, std::string thumbprint);

  v1::ClientProfile profile_;
  crypto::Secret key_;
  std::string thumbprint_;
  std::string for_reads_;
  absl::Time renew_at_ = absl::InfinitePast();
};

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_STAFF_H_
