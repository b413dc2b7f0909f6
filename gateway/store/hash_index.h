#ifndef GATEWAY_STORE_HASH_INDEX_H_
#define GATEWAY_STORE_HASH_INDEX_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gateway/store/sqlite.h"

// Finds leaves by their hash. Hashes come in no order: a row of its own for
// each would touch a page for each. So the newest leaves are searched one by
// one; of the others there are sorted runs, and when many of one size have come
// together they are merged (docs/formats/state.md).
namespace tasuki::store {

// After leaves were appended, `size` of them in all: inside the same
// transaction.
absl::Status IndexHashes(Connection& connection, uint64_t size);

// The leaf's index. NOT_FOUND: no such leaf. DATA_LOSS: a run is damaged.
absl::StatusOr<uint64_t> FindLeaf(Connection& connection,
                                  absl::string_view hash);

// What of a hash a run keeps.
inline constexpr size_t kPrefixSize = 8;

// Whether the runs say of each leaf that they cover what is true: `prefixes` of
// the hashes of all leaves. DATA_LOSS: they do not.
absl::Status CheckIndex(Connection& connection,
                        absl::Span<const std::string> prefixes);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_HASH_INDEX_H_
