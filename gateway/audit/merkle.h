#ifndef GATEWAY_AUDIT_MERKLE_H_
#define GATEWAY_AUDIT_MERKLE_H_

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::audit {

inline constexpr size_t kHashSize = 32;

// RFC 6962 section 2.1.
std::string HashLeaf(absl::string_view leaf_data);
std::string HashNode(absl::string_view left, absl::string_view right);
std::string EmptyRoot();

// The roots of the perfect subtrees of a tree, largest first: all that
// appending needs. Value type.
class Frontier {
 public:
  Frontier() = default;
  // INVALID_ARGUMENT: not one 32-byte hash per 1 bit of `size`.
  static absl::StatusOr<Frontier> FromHashes(uint64_t size,
                                             std::vector<std::string> hashes);

  // A perfect subtree completed by an append: root of leaves
  // [index << level, (index + 1) << level). Level 0 is the leaf itself.
  struct Node {
    int level;
    uint64_t index;
    std::string hash;
  };
  // Appends a leaf hash; returns the nodes it completed, the leaf first.
  std::vector<Node> Append(absl::string_view leaf_hash);

  uint64_t size() const { return size_; }
  std::string Root() const;
  const std::vector<std::string>& hashes() const { return hashes_; }

 private:
  uint64_t size_ = 0;
  std::vector<std::string> hashes_;
};

// How many nodes the first `size` leaves complete, the leaves included.
inline uint64_t NodesWithin(uint64_t size) {
  return 2 * size - static_cast<uint64_t>(std::popcount(size));
}

// Gives the hash of a perfect subtree as in Frontier::Node.
using NodeSource =
    absl::FunctionRef<absl::StatusOr<std::string>(int level, uint64_t index)>;

// RFC 6962 2.1: MTH(D[n]), PATH(m, D[n]), PROOF(m, D[n]), each reading
// O(log n) nodes. OUT_OF_RANGE: index >= size; old_size is 0 or > size.
absl::StatusOr<std::string> RootAt(uint64_t size, NodeSource nodes);
absl::StatusOr<std::vector<std::string>> InclusionProof(uint64_t index,
                                                        uint64_t size,
                                                        NodeSource nodes);
absl::StatusOr<std::vector<std::string>> ConsistencyProof(uint64_t old_size,
                                                          uint64_t size,
                                                          NodeSource nodes);

// RFC 9162 2.1.3.2 and 2.1.4.2. INVALID_ARGUMENT: the proof does not hold.
absl::Status VerifyInclusion(uint64_t index, uint64_t size,
                             absl::string_view leaf_hash,
                             const std::vector<std::string>& proof,
                             absl::string_view root);
absl::Status VerifyConsistency(uint64_t old_size, uint64_t size,
                               absl::string_view old_root,
                               absl::string_view root,
                               const std::vector<std::string>& proof);

}  // namespace tasuki::audit

#endif  // GATEWAY_AUDIT_MERKLE_H_
