#include "gateway/audit/merkle.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "gateway/base/check.h"
#include "gateway/crypto/digest.h"

namespace tasuki::audit {
namespace {

// RFC 6962 prefixes leaves with 0x00 and inner nodes with 0x01. Without the
// prefixes an inner node could be passed off as a leaf, and a proof for an
// entry that was never written would verify.
constexpr absl::string_view kLeafPrefix("\x00", 1);
constexpr absl::string_view kNodePrefix("\x01", 1);

}  // namespace

std::string HashLeaf(absl::string_view leaf_data) {
  return crypto::Sha256Of({kLeafPrefix, leaf_data});
}

std::string HashNode(absl::string_view left, absl::string_view right) {
  CHECK(left.size() == kHashSize && right.size() == kHashSize);
  return crypto::Sha256Of({kNodePrefix, left, right});
}

std::string EmptyRoot() { return crypto::Sha256(""); }

absl::StatusOr<Frontier> Frontier::FromHashes(uint64_t size,
                                              std::vector<std::string> hashes) {
  const bool hashes_fit = std::all_of(
      hashes.begin(), hashes.end(),
      [](const std::string& hash) { return hash.size() == kHashSize; });
  if (!hashes_fit ||
      hashes.size() != static_cast<size_t>(std::popcount(size))) {
    return absl::InvalidArgumentError(
        "a frontier has one 32-byte hash per 1 bit of the tree's size");
  }
  Frontier frontier;
  frontier.size_ = size;
  frontier.hashes_ = std::move(hashes);
  return frontier;
}

std::vector<Frontier::Node> Frontier::Append(absl::string_view leaf_hash) {
  CHECK(leaf_hash.size() == kHashSize);
  std::vector<Node> completed = {{0, size_, std::string(leaf_hash)}};
  // Like adding 1 to a binary number: each 1 bit at the end is a subtree that
  // the new one, of the same height, completes to the next height.
  for (uint64_t bits = size_; bits % 2 == 1; bits /= 2) {
    const Node& right = completed.back();
    completed.push_back({right.level + 1, right.index / 2,
                         HashNode(hashes_.back(), right.hash)});
    hashes_.pop_back();
  }
  hashes_.push_back(completed.back().hash);
  ++size_;
  return completed;
}

std::string Frontier::Root() const {
  if (hashes_.empty()) return EmptyRoot();
  std::string root = hashes_.back();
  for (auto left = hashes_.rbegin() + 1; left != hashes_.rend(); ++left) {
    root = HashNode(*left, root);
  }
  return root;
}

}  // namespace tasuki::audit
