#ifndef GATEWAY_STORE_OPENING_H_
#define GATEWAY_STORE_OPENING_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/audit/leaf.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// A leaf as stored, with every group open whose key still exists. A group whose
// key was destroyed has its digest only.
struct StoredLeaf {
  uint64_t index = 0;
  std::string hash;
  std::array<audit::DisclosedGroup, audit::kGroups> groups;
};

// The digests of the groups, as a LeafRecord holds them.
// DATA_LOSS: not four.
absl::StatusOr<std::array<std::string, audit::kGroups>> SplitDigests(
    absl::string_view digests);

// NOT_FOUND: no such leaf, or padding. DATA_LOSS: an opening does not open.
absl::StatusOr<StoredLeaf> ReadLeaf(Connection& connection, const KeyRing& keys,
                                    absl::string_view leaf_hash);
// At most `limit` leaves with index >= `from`, ascending, without padding.
absl::StatusOr<std::vector<StoredLeaf>> ReadLeaves(Connection& connection,
                                                   const KeyRing& keys,
                                                   uint64_t from, int limit);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_OPENING_H_
