#ifndef TESTS_GATEWAY_AUDIT_MEMORY_TREE_H_
#define TESTS_GATEWAY_AUDIT_MEMORY_TREE_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gateway/audit/merkle.h"

namespace tasuki::audit {

// A tree that keeps every node that its frontier completes, as a store would.
class MemoryTree {
 public:
  void Append(absl::string_view leaf_data) { AppendHash(HashLeaf(leaf_data)); }
  void AppendHash(absl::string_view leaf_hash) {
    for (Frontier::Node& node : frontier_.Append(leaf_hash)) {
      nodes_[{node.level, node.index}] = std::move(node.hash);
    }
    leaves_.emplace_back(leaf_hash);
  }

  absl::StatusOr<std::string> Node(int level, uint64_t index) const {
    ++reads_;
    const auto node = nodes_.find({level, index});
    if (node == nodes_.end()) return absl::NotFoundError("no such node");
    return node->second;
  }
  // For the functions that take a NodeSource.
  auto Nodes() const {
    return [this](int level, uint64_t index) { return Node(level, index); };
  }

  void Corrupt(int level, uint64_t index, std::string hash) {
    nodes_[{level, index}] = std::move(hash);
  }

  uint64_t size() const { return frontier_.size(); }
  const Frontier& frontier() const { return frontier_; }
  const std::vector<std::string>& leaves() const { return leaves_; }
  int reads() const { return reads_; }

 private:
  Frontier frontier_;
  std::map<std::pair<int, uint64_t>, std::string> nodes_;
  std::vector<std::string> leaves_;
  mutable int reads_ = 0;
};

// MTH(D[begin : end]) by the definition of RFC 6962, over leaf hashes.
inline std::string NaiveRoot(const std::vector<std::string>& leaves,
                             size_t begin, size_t end) {
  if (begin == end) return EmptyRoot();
  if (end - begin == 1) return leaves[begin];
  size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  return HashNode(NaiveRoot(leaves, begin, begin + k),
                  NaiveRoot(leaves, begin + k, end));
}

}  // namespace tasuki::audit

#endif  // TESTS_GATEWAY_AUDIT_MEMORY_TREE_H_
