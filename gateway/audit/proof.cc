#include <algorithm>
#include <bit>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/merkle.h"
#include "gateway/base/status_macros.h"

// Building proofs (RFC 6962 sections 2.1.1 and 2.1.2). The names n and k
// are the RFC's; k is always the largest power of two smaller than n.
namespace tasuki::audit {
namespace {

uint64_t SplitPoint(uint64_t n) { return std::bit_floor(n - 1); }

absl::StatusOr<std::string> ReadNode(int level, uint64_t index,
                                     NodeSource nodes) {
  ASSIGN_OR_RETURN(std::string hash, nodes(level, index));
  if (hash.size() != kHashSize) {
    return absl::DataLossError(absl::StrCat("the stored node at level ", level,
                                            ", index ", index,
                                            " is not a hash"));
  }
  return hash;
}

// MTH(D[begin : begin + n]). `begin` is a multiple of a power of two that is at
// least n, as every split of a whole tree makes it.
absl::StatusOr<std::string> RangeRoot(uint64_t begin, uint64_t n,
                                      NodeSource nodes) {
  if (std::has_single_bit(n)) {
    const int level = std::countr_zero(n);
    return ReadNode(level, begin >> level, nodes);
  }
  const uint64_t k = SplitPoint(n);
  ASSIGN_OR_RETURN(const std::string left, RangeRoot(begin, k, nodes));
  ASSIGN_OR_RETURN(const std::string right, RangeRoot(begin + k, n - k, nodes));
  return HashNode(left, right);
}

struct Range {
  uint64_t begin, n;
};

// Goes from the root of `tree` down to the half that holds `leaf`. The root of
// the half that it passes by goes into the proof.
Range Descend(const Range& tree, uint64_t leaf, std::vector<Range>& path) {
  const uint64_t k = SplitPoint(tree.n);
  const Range left{tree.begin, k}, right{tree.begin + k, tree.n - k};
  const bool goes_left = leaf < right.begin;
  path.push_back(goes_left ? right : left);
  return goes_left ? left : right;
}

// Reads the roots of `path`, which was walked from the root down; proofs list
// them from the leaf up.
absl::StatusOr<std::vector<std::string>> RootsFromBottom(
    std::vector<Range> path, NodeSource nodes) {
  std::reverse(path.begin(), path.end());
  std::vector<std::string> hashes;
  hashes.reserve(path.size());
  for (const Range& range : path) {
    ASSIGN_OR_RETURN(std::string hash, RangeRoot(range.begin, range.n, nodes));
    hashes.push_back(std::move(hash));
  }
  return hashes;
}

}  // namespace

absl::StatusOr<std::string> RootAt(uint64_t size, NodeSource nodes) {
  if (size == 0) return EmptyRoot();
  return RangeRoot(0, size, nodes);
}

absl::StatusOr<std::vector<std::string>> InclusionProof(uint64_t index,
                                                        uint64_t size,
                                                        NodeSource nodes) {
  if (index >= size) {
    return absl::OutOfRangeError(
        absl::StrCat("no leaf ", index, " in a tree of ", size, " leaves"));
  }
  std::vector<Range> path;
  Range tree{0, size};
  while (tree.n > 1) tree = Descend(tree, index, path);
  return RootsFromBottom(std::move(path), nodes);
}

absl::StatusOr<std::vector<std::string>> ConsistencyProof(uint64_t old_size,
                                                          uint64_t size,
                                                          NodeSource nodes) {
  if (old_size == 0 || old_size > size) {
    return absl::OutOfRangeError(absl::StrCat(
        "no consistency proof from ", old_size, " to ", size, " leaves"));
  }
  std::vector<Range> path;
  Range tree{0, size};
  // Until the subtree ends where the old tree ends: its last leaf is the guide.
  while (tree.begin + tree.n != old_size) {
    tree = Descend(tree, old_size - 1, path);
  }
  // The subtree where the walk ends is the whole old tree if nothing lies left
  // of it; the verifier has that root already.
  if (tree.begin != 0) path.push_back(tree);
  return RootsFromBottom(std::move(path), nodes);
}

}  // namespace tasuki::audit
