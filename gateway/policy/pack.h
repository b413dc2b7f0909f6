#ifndef GATEWAY_POLICY_PACK_H_
#define GATEWAY_POLICY_PACK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::policy {

// Both read protobuf text. INVALID_ARGUMENT: not such a text; the message has
// line and column of the first error, never what stands there.
absl::StatusOr<v1::PolicyPack> LoadPack(absl::string_view text);
absl::StatusOr<v1::PolicyCases> LoadCases(absl::string_view text);

// SHA-256 (32 bytes) over the digests of the packs' canonical bytes, sorted.
std::string HashOf(const std::vector<v1::PolicyPack>& packs);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_PACK_H_
