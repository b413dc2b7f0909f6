#include "gateway/audit/merkle.h"

#include <random>

#include "tests/gateway/audit/memory_tree.h"
#include "tests/status_matchers.h"

namespace tasuki::audit {
namespace {

using absl::StatusCode;

constexpr uint64_t kSizes = 200;

// Leaves of eight bytes and more, for no two of them may be the same: a proof
// for the one would rightly hold for the other.
MemoryTree RandomTree(uint64_t size) {
  const unsigned seed = std::random_device()();
  ::testing::Test::RecordProperty("seed", std::to_string(seed));
  std::printf("seed %u\n", seed);
  std::mt19937 random(seed);
  MemoryTree tree;
  while (tree.size() < size) {
    std::string leaf(8 + random() % 80, '\0');
    for (char& byte : leaf) byte = static_cast<char>(random());
    tree.Append(leaf);
  }
  return tree;
}

TEST(FrontierTest, RootIsTheDefinitionsAtEverySize) {
  const MemoryTree tree = RandomTree(kSizes);
  Frontier frontier;
  for (uint64_t size = 0; size <= kSizes; ++size) {
    const std::string root = NaiveRoot(tree.leaves(), 0, size);
    EXPECT_EQ(frontier.size(), size);
    EXPECT_EQ(frontier.Root(), root) << size;
    const auto read = RootAt(size, tree.Nodes());
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(*read, root) << size;
    if (size < kSizes) frontier.Append(tree.leaves()[size]);
  }
}

TEST(FrontierTest, AppendGivesTheNodesThatItCompletes) {
  Frontier frontier;
  const std::string leaf = HashLeaf("leaf");
  EXPECT_EQ(frontier.Append(leaf).size(), 1u);
  EXPECT_EQ(frontier.Append(leaf).size(), 2u);
  EXPECT_EQ(frontier.Append(leaf).size(), 1u);
  const std::vector<Frontier::Node> completed = frontier.Append(leaf);
  ASSERT_EQ(completed.size(), 3u);
  EXPECT_EQ(completed[0].level, 0);
  EXPECT_EQ(completed[0].index, 3u);
  EXPECT_EQ(completed[0].hash, leaf);
  EXPECT_EQ(completed[1].level, 1);
  EXPECT_EQ(completed[1].index, 1u);
  EXPECT_EQ(completed[2].level, 2);
  EXPECT_EQ(completed[2].index, 0u);
  EXPECT_EQ(completed[2].hash, frontier.Root());
}

TEST(FrontierTest, GoesOnFromItsHashesWhereItStopped) {
  const MemoryTree tree = RandomTree(kSizes);
  Frontier frontier;
  for (const std::string& leaf : tree.leaves()) {
    auto again = Frontier::FromHashes(frontier.size(), frontier.hashes());
    ASSERT_THAT(again, IsOk());
    frontier = *std::move(again);
    frontier.Append(leaf);
  }
  EXPECT_EQ(frontier.Root(), tree.frontier().Root());
}

TEST(FrontierTest, HashesThatDoNotFitTheSizeAreRefused) {
  const std::string hash(kHashSize, 'h');
  EXPECT_THAT(Frontier::FromHashes(0, {}), IsOk());
  EXPECT_THAT(Frontier::FromHashes(6, {hash, hash}), IsOk());
  EXPECT_THAT(Frontier::FromHashes(6, {hash}),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Frontier::FromHashes(0, {hash}),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Frontier::FromHashes(6, {hash, "short"}),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST(InclusionProofTest, VerifiesForEveryLeafOfEverySize) {
  const MemoryTree tree = RandomTree(kSizes);
  for (uint64_t size = 1; size <= kSizes; ++size) {
    const std::string root = *RootAt(size, tree.Nodes());
    for (uint64_t index = 0; index < size; ++index) {
      const auto proof = InclusionProof(index, size, tree.Nodes());
      ASSERT_THAT(proof, IsOk());
      ASSERT_THAT(
          VerifyInclusion(index, size, tree.leaves()[index], *proof, root),
          IsOk())
          << index << " of " << size;
    }
  }
}

TEST(ConsistencyProofTest, VerifiesBetweenAnyTwoSizes) {
  const MemoryTree tree = RandomTree(kSizes);
  std::vector<std::string> roots;
  for (uint64_t size = 0; size <= kSizes; ++size) {
    roots.push_back(*RootAt(size, tree.Nodes()));
  }
  for (uint64_t size = 1; size <= kSizes; ++size) {
    for (uint64_t old_size = 1; old_size <= size; ++old_size) {
      const auto proof = ConsistencyProof(old_size, size, tree.Nodes());
      ASSERT_THAT(proof, IsOk());
      ASSERT_THAT(VerifyConsistency(old_size, size, roots[old_size],
                                    roots[size], *proof),
                  IsOk())
          << old_size << " to " << size;
    }
  }
}

// Every change that one bit, one hash or one step of a number can make.
template <typename Verify>
void ExpectOnlyTheTrueProofHolds(const std::vector<std::string>& proof,
                                 Verify verify) {
  ASSERT_THAT(verify(proof), IsOk());
  for (size_t i = 0; i < proof.size(); ++i) {
    for (size_t bit = 0; bit < kHashSize * 8; ++bit) {
      auto changed = proof;
      changed[i][bit / 8] =
          static_cast<char>(changed[i][bit / 8] ^ (1 << bit % 8));
      EXPECT_THAT(verify(changed), StatusIs(StatusCode::kInvalidArgument));
    }
    auto shorter = proof, doubled = proof, cut = proof;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_THAT(verify(shorter), StatusIs(StatusCode::kInvalidArgument));
    doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
    EXPECT_THAT(verify(doubled), StatusIs(StatusCode::kInvalidArgument));
    cut[i].pop_back();
    EXPECT_THAT(verify(cut), StatusIs(StatusCode::kInvalidArgument));
  }
  auto longer = proof;
  longer.push_back(HashLeaf("surplus"));
  EXPECT_THAT(verify(longer), StatusIs(StatusCode::kInvalidArgument));
}

TEST(InclusionProofTest, AnyOtherProofIndexSizeLeafOrRootIsRefused) {
  const MemoryTree tree = RandomTree(40);
  for (const uint64_t size : {1, 2, 7, 8, 13, 40}) {
    const std::string root = *RootAt(size, tree.Nodes());
    for (uint64_t index = 0; index < size; ++index) {
      const std::string leaf = tree.leaves()[index];
      const auto proof = *InclusionProof(index, size, tree.Nodes());
      ExpectOnlyTheTrueProofHolds(proof, [&](const auto& changed) {
        return VerifyInclusion(index, size, leaf, changed, root);
      });
      const absl::Status refusals[] = {
          VerifyInclusion(index, size, HashLeaf("x"), proof, root),
          VerifyInclusion(index, size, leaf, proof, HashLeaf("x")),
          VerifyInclusion(index, size, "", proof, ""),
          VerifyInclusion(index + size, size, leaf, proof, root),
      };
      for (const absl::Status& refusal : refusals) {
        EXPECT_THAT(refusal, StatusIs(StatusCode::kInvalidArgument));
      }
      for (uint64_t other = 0; other < size; ++other) {
        if (other == index) continue;
        EXPECT_THAT(VerifyInclusion(other, size, leaf, proof, root),
                    StatusIs(StatusCode::kInvalidArgument));
      }
    }
  }
}

TEST(ConsistencyProofTest, AnyOtherProofOrRootIsRefused) {
  const MemoryTree tree = RandomTree(40);
  for (const uint64_t size : {1, 2, 7, 8, 13, 40}) {
    const std::string root = *RootAt(size, tree.Nodes());
    for (uint64_t old_size = 1; old_size <= size; ++old_size) {
      const std::string old_root = *RootAt(old_size, tree.Nodes());
      const auto proof = *ConsistencyProof(old_size, size, tree.Nodes());
      ExpectOnlyTheTrueProofHolds(proof, [&](const auto& changed) {
        return VerifyConsistency(old_size, size, old_root, root, changed);
      });
      EXPECT_THAT(VerifyConsistency(old_size, size, HashLeaf("x"), root, proof),
                  StatusIs(StatusCode::kInvalidArgument));
      EXPECT_THAT(
          VerifyConsistency(old_size, size, old_root, HashLeaf("x"), proof),
          StatusIs(StatusCode::kInvalidArgument));
      EXPECT_THAT(VerifyConsistency(0, size, old_root, root, proof),
                  StatusIs(StatusCode::kInvalidArgument));
    }
  }
}

// Hashes that climb beyond the tree of the size stated would make a node of a
// larger tree pass for one of a smaller.
TEST(InclusionProofTest, OfALargerTreeDoesNotHoldInASmaller) {
  const MemoryTree tree = RandomTree(8);
  const auto proof = *InclusionProof(7, 8, tree.Nodes());
  const std::string root = *RootAt(8, tree.Nodes());
  EXPECT_THAT(VerifyInclusion(7, 8, tree.leaves()[7], proof, root), IsOk());
  EXPECT_THAT(VerifyInclusion(3, 4, tree.leaves()[7], proof, root),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(VerifyInclusion(0, 1, tree.leaves()[7], proof, root),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST(ConsistencyProofTest, OfLargerTreesDoesNotHoldBetweenSmaller) {
  const MemoryTree tree = RandomTree(8);
  const auto proof = *ConsistencyProof(7, 8, tree.Nodes());
  const std::string old_root = *RootAt(7, tree.Nodes());
  const std::string root = *RootAt(8, tree.Nodes());
  EXPECT_THAT(VerifyConsistency(7, 8, old_root, root, proof), IsOk());
  EXPECT_THAT(VerifyConsistency(3, 4, old_root, root, proof),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST(ProofTest, WhatTheTreeDoesNotHaveIsOutOfRange) {
  const MemoryTree tree = RandomTree(5);
  EXPECT_THAT(InclusionProof(5, 5, tree.Nodes()),
              StatusIs(StatusCode::kOutOfRange));
  EXPECT_THAT(InclusionProof(0, 0, tree.Nodes()),
              StatusIs(StatusCode::kOutOfRange));
  EXPECT_THAT(ConsistencyProof(0, 5, tree.Nodes()),
              StatusIs(StatusCode::kOutOfRange));
  EXPECT_THAT(ConsistencyProof(6, 5, tree.Nodes()),
              StatusIs(StatusCode::kOutOfRange));
}

TEST(ProofTest, AStoreThatCannotGiveANodeIsReported) {
  MemoryTree tree = RandomTree(5);
  EXPECT_THAT(RootAt(6, tree.Nodes()), StatusIs(StatusCode::kNotFound));
  tree.Corrupt(2, 0, "not a hash");
  EXPECT_THAT(RootAt(5, tree.Nodes()), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(InclusionProof(4, 5, tree.Nodes()),
              StatusIs(StatusCode::kDataLoss));
}

TEST(ProofTest, ReadsAFewNodesHoweverLargeTheTree) {
  // Every node is the same: what counts is how many are read, and where.
  int reads = 0;
  const auto nodes = [&reads](int level, uint64_t index) {
    ++reads;
    EXPECT_LE((index + 1) << level, (uint64_t{1} << 40) - 1);
    return absl::StatusOr<std::string>(std::string(kHashSize, 'n'));
  };
  const uint64_t size = (uint64_t{1} << 40) - 1;
  EXPECT_THAT(InclusionProof(12345678901, size, nodes), IsOk());
  EXPECT_LE(reads, 80);
  reads = 0;
  EXPECT_THAT(ConsistencyProof(12345678901, size, nodes), IsOk());
  EXPECT_LE(reads, 80);
}

}  // namespace
}  // namespace tasuki::audit
