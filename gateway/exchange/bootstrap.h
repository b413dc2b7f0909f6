#ifndef GATEWAY_EXCHANGE_BOOTSTRAP_H_
#define GATEWAY_EXCHANGE_BOOTSTRAP_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gateway/exchange/ports.h"
#include "tasuki/v1/directory.pb.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::exchange {

// Fills an empty state: deployment, directory, active policy; one leaf. Waits
// for the commit. Done by the operator at `tasuki init`, before any party is
// connected; later changes go through the use cases.
// ALREADY_EXISTS: the state is not empty. INVALID_ARGUMENT: the directory or
// the packs are not sound; names the entry or rule.
absl::Status Bootstrap(Ledger& ledger, const v1::DirectoryFile& directory,
                       const std::vector<v1::PolicyPack>& packs,
                       const std::string& ca_pem);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_BOOTSTRAP_H_
