#include <algorithm>
#include <bit>

#include "gateway/audit/merkle.h"

// Checking proofs (RFC 9162 sections 2.1.3.2 and 2.1.4.2), with the RFC's names
// fn and sn: the positions, at the level reached, of the node that is being
// recomputed and of the last node of the tree.
namespace tasuki::audit {
namespace {

bool IsHash(absl::string_view bytes) { return bytes.size() == kHashSize; }

bool AreHashes(const std::vector<std::string>& proof) {
  return std::all_of(proof.begin(), proof.end(), IsHash);
}

absl::Status Refused(absl::string_view why) {
  return absl::InvalidArgumentError(why);
}

// The way up the right edge and towards it.
struct Climb {
  uint64_t fn, sn;

  bool Done() const { return sn == 0; }
  // True if the next hash of the proof stands to the left of the current node.
  bool SiblingIsLeft() const { return fn % 2 == 1 || fn == sn; }
  void Up() {
    fn /= 2;
    sn /= 2;
  }
  // Where the last node of a level has no sibling it rises unhashed.
  void SkipLevelsWithoutSibling() {
    while (fn % 2 == 0 && fn != 0) Up();
  }
};

}  // namespace

absl::Status VerifyInclusion(uint64_t index, uint64_t size,
                             absl::string_view leaf_hash,
                             const std::vector<std::string>& proof,
                             absl::string_view root) {
  if (index >= size) return Refused("the leaf's index is not in the tree");
  if (!IsHash(leaf_hash) || !IsHash(root) || !AreHashes(proof)) {
    return Refused("a hash of the inclusion proof is not 32 bytes long");
  }
  Climb climb{index, size - 1};
  std::string node(leaf_hash);
  for (const std::string& sibling : proof) {
    if (climb.Done()) return Refused("the inclusion proof is too long");
    if (climb.SiblingIsLeft()) {
      node = HashNode(sibling, node);
      climb.SkipLevelsWithoutSibling();
    } else {
      node = HashNode(node, sibling);
    }
    climb.Up();
  }
  if (!climb.Done()) return Refused("the inclusion proof is too short");
  if (node != root) return Refused("the inclusion proof gives another root");
  return absl::OkStatus();
}

absl::Status VerifyConsistency(uint64_t old_size, uint64_t size,
                               absl::string_view old_root,
                               absl::string_view root,
                               const std::vector<std::string>& proof) {
  if (old_size == 0 || old_size > size) {
    return Refused("no proof can lead from the old size to the new one");
  }
  if (!IsHash(old_root) || !IsHash(root) || !AreHashes(proof)) {
    return Refused("a hash of the consistency proof is not 32 bytes long");
  }
  if (old_size == size) {
    if (!proof.empty()) return Refused("a tree needs no proof against itself");
    if (old_root != root) return Refused("two roots for one size");
    return absl::OkStatus();
  }
  if (proof.empty()) return Refused("the consistency proof is empty");

  // An old tree that is a perfect subtree is itself the node to start from.
  const bool starts_at_old_root = std::has_single_bit(old_size);
  Climb climb{old_size - 1, size - 1};
  while (climb.fn % 2 == 1) climb.Up();
  std::string old_node(starts_at_old_root ? old_root : proof[0]);
  std::string node = old_node;
  for (size_t i = starts_at_old_root ? 0 : 1; i < proof.size(); ++i) {
    if (climb.Done()) return Refused("the consistency proof is too long");
    if (climb.SiblingIsLeft()) {
      old_node = HashNode(proof[i], old_node);
      node = HashNode(proof[i], node);
      climb.SkipLevelsWithoutSibling();
    } else {
      node = HashNode(node, proof[i]);
    }
    climb.Up();
  }
  if (!climb.Done()) return Refused("the consistency proof is too short");
  if (old_node != old_root || node != root) {
    return Refused("the consistency proof gives other roots");
  }
  return absl::OkStatus();
}

}  // namespace tasuki::audit
