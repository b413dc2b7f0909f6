#include "gateway/audit/receipt.h"

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/audit/merkle.h"
#include "tests/gateway/audit/memory_tree.h"
#include "tests/gateway/audit/mutations.h"
#include "tests/status_matchers.h"
#include "tests/vectors.h"

namespace tasuki::audit {
namespace {

using absl::StatusCode;
using nlohmann::json;

constexpr absl::string_view kOrigin = "gw.example.jp/audit/2026h2";

TEST(TlogProofTest, WritesAndReadsWhatOthersDo) {
  const json file = ReadJson("vectors/tlog-proof/format.json");
  ASSERT_EQ(file["marshal"].size(), 3u);
  for (const json& test : file["marshal"]) {
    TlogProof proof;
    proof.index = test["index"].get<uint64_t>();
    if (test.contains("extra_utf8")) {
      proof.extra = test["extra_utf8"].get<std::string>();
    }
    for (const json& hash : test["hashes_b64"]) {
      proof.hashes.push_back(Base64(hash));
    }
    proof.checkpoint = test["checkpoint"].get<std::string>();
    EXPECT_EQ(proof.ToText(), test["text"].get<std::string>());

    const auto parsed = TlogProof::Parse(test["text"].get<std::string>());
    ASSERT_THAT(parsed, IsOk());
    EXPECT_EQ(parsed->index, proof.index);
    EXPECT_EQ(parsed->extra, proof.extra);
    EXPECT_EQ(parsed->hashes, proof.hashes);
    EXPECT_EQ(parsed->checkpoint, proof.checkpoint);
  }
}

TEST(TlogProofTest, RefusesWhatOthersDo) {
  const json file = ReadJson("vectors/tlog-proof/format.json");
  ASSERT_EQ(file["reject"].size(), 7u);
  for (const json& test : file["reject"]) {
    EXPECT_THAT(TlogProof::Parse(test["text"].get<std::string>()),
                StatusIs(StatusCode::kInvalidArgument))
        << test["why"];
  }
}

TEST(TlogProofTest, TakesOneSpellingOfAProof) {
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  const std::string hash = absl::Base64Escape(HashLeaf("x")) + "\n";
  std::string path;
  for (int i = 0; i < 63; ++i) path += hash;
  EXPECT_THAT(TlogProof::Parse(head + "index 1\n" + path + "\nnote\n"), IsOk());
  for (const std::string& text :
       {head + "index 1\n" + path + hash + "\nnote\n", head + "index 1\n\n",
        head + "index 1\n" + hash, head + "extra \nindex 1\n\nnote\n",
        head + "extra\nindex 1\n\nnote\n", head + "index 01\n\nnote\n",
        head + "index 1\nextra YQ==\n\nnote\n", head + "index  1\n\nnote\n",
        head + "extra YQ==\nextra YQ==\nindex 1\n\nnote\n",
        head + "index 9223372036854775808\n\nnote\n",
        "\n" + head + "index 1\n\nnote\n", std::string()}) {
    EXPECT_THAT(TlogProof::Parse(text), StatusIs(StatusCode::kInvalidArgument))
        << text;
  }
}

// A log of padding in which one leaf stands for something.
class ReceiptTest : public ::testing::Test {
 protected:
  static constexpr uint64_t kIndex = 5;
  static constexpr uint64_t kSize = 13;

  ReceiptTest() {
    std::array<std::string, kGroups> digests;
    for (const Group group : kAllGroups) {
      const size_t i = static_cast<size_t>(group) - 1;
      const SealedGroup sealed = leaf_.Seal(group, absl::StrCat("value ", i));
      digests[i] = groups_[i].digest = sealed.digest;
      salts_[i] = std::string(sealed.secret.Reveal().substr(0, 32));
    }
    while (tree_.size() < kSize) {
      tree_.Append(tree_.size() == kIndex ? LeafData(digests)
                                          : PaddingLeafData());
    }
    Open(Group::kExchange);
  }

  void Open(Group group) {
    const size_t i = static_cast<size_t>(group) - 1;
    groups_[i].digest.clear();
    groups_[i].salt = salts_[i];
    groups_[i].value = absl::StrCat("value ", i);
  }

  TlogProof Proof() const {
    const Checkpoint checkpoint{std::string(kOrigin), kSize,
                                tree_.frontier().Root()};
    return {EncodeOpenings(groups_), kIndex,
            *InclusionProof(kIndex, kSize, tree_.Nodes()),
            SignNote(checkpoint.ToText(), kOrigin, key_)};
  }
  absl::StatusOr<VerifiedReceipt> Verify(const TlogProof& proof) const {
    return VerifyReceipt(proof.ToText(), log_);
  }

  const crypto::Ed25519Key key_ = crypto::Ed25519Key::Generate();
  const NoteVerifier log_ = NoteVerifier::Of(kOrigin, key_.public_key());
  const LeafBuilder leaf_;
  MemoryTree tree_;
  std::array<std::string, kGroups> salts_;
  std::array<DisclosedGroup, kGroups> groups_;
};

TEST_F(ReceiptTest, ShowsTheOpenedGroupsOfALeafInTheLog) {
  Open(Group::kVector);
  const auto receipt = Verify(Proof());
  ASSERT_THAT(receipt, IsOk());
  EXPECT_EQ(receipt->leaf_hash, tree_.leaves()[kIndex]);
  EXPECT_EQ(receipt->checkpoint.size, kSize);
  EXPECT_EQ(receipt->checkpoint.origin, kOrigin);
  EXPECT_EQ(receipt->groups[0].value, "value 0");
  EXPECT_EQ(receipt->groups[1].value, "");
  EXPECT_EQ(receipt->groups[2].value, "");
  EXPECT_EQ(receipt->groups[3].value, "value 3");
}

TEST_F(ReceiptTest, AnyOtherBytesAreRefused) {
  ExpectEveryMutationRefused(Proof().ToText(), [this](const auto& text) {
    return VerifyReceipt(text, log_).status();
  });
}

TEST_F(ReceiptTest, ALeafOfAnotherIndexOrTreeIsRefused) {
  TlogProof moved = Proof();
  moved.index = kIndex + 1;
  EXPECT_THAT(Verify(moved), StatusIs(StatusCode::kInvalidArgument));

  TlogProof borrowed = Proof();
  borrowed.hashes = *InclusionProof(kIndex + 1, kSize, tree_.Nodes());
  EXPECT_THAT(Verify(borrowed), StatusIs(StatusCode::kInvalidArgument));

  TlogProof foreign = Proof();
  foreign.extra =
      EncodeOpenings({DisclosedGroup{std::string(32, '1'), "", ""},
                      DisclosedGroup{std::string(32, '2'), "", ""},
                      DisclosedGroup{std::string(32, '3'), "", ""},
                      DisclosedGroup{std::string(32, '4'), "", ""}});
  EXPECT_THAT(Verify(foreign), StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(ReceiptTest, AnotherValueUnderTheSameSaltIsRefused) {
  groups_[0].value = "value 9";
  EXPECT_THAT(Verify(Proof()), StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(ReceiptTest, TheCheckpointOfAnotherSignerIsRefused) {
  const auto other = crypto::Ed25519Key::Generate();
  const NoteVerifier stranger = NoteVerifier::Of(kOrigin, other.public_key());
  EXPECT_THAT(VerifyReceipt(Proof().ToText(), stranger),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(VerifyReceipt(Proof().ToText(),
                            NoteVerifier::Of("other", key_.public_key())),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(ReceiptTest, AProofWithoutOpeningsShowsNothing) {
  TlogProof bare = Proof();
  bare.extra.clear();
  EXPECT_THAT(TlogProof::Parse(bare.ToText()), IsOk());
  EXPECT_THAT(Verify(bare), StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(ReceiptTest, RefusalsDoNotRepeatTheOpenedValues) {
  groups_[0].value = "MARKER";
  const auto receipt = Verify(Proof());
  ASSERT_FALSE(receipt.ok());
  EXPECT_FALSE(absl::StrContains(receipt.status().ToString(), "MARKER"));
}

}  // namespace
}  // namespace tasuki::audit
