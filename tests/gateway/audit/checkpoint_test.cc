#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/note.h"
#include "tests/gateway/audit/memory_tree.h"
#include "tests/gateway/audit/mutations.h"
#include "tests/status_matchers.h"
#include "tests/vectors.h"

namespace tasuki::audit {
namespace {

using absl::StatusCode;
using nlohmann::json;

NoteVerifier VerifierOf(const json& vkey) {
  return *NoteVerifier::Parse(vkey.get<std::string>());
}

// One log that others run as a test: 15 entries, a checkpoint at each size.
class TesseraLog {
 public:
  TesseraLog()
      : about_(ReadJson("vectors/tlog-tiles/tessera-testdata-log.json")),
        verifier_(VerifierOf(about_["vkey"])) {
    for (const json& entry : about_["entries_utf8"]) {
      tree_.Append(entry.get<std::string>());
    }
  }

  static std::string File(absl::string_view name) {
    return ReadData(
        absl::StrCat("vectors/tlog-tiles/tessera-testdata-log/", name));
  }
  static std::string NoteAt(uint64_t size) {
    return File(absl::StrCat("checkpoint.", size));
  }
  Checkpoint At(uint64_t size) const {
    const auto checkpoint = OpenCheckpoint(NoteAt(size), verifier_);
    EXPECT_THAT(checkpoint, IsOk()) << size;
    return *checkpoint;
  }
  const NoteVerifier& verifier() const { return verifier_; }
  const MemoryTree& tree() const { return tree_; }

 private:
  json about_;
  NoteVerifier verifier_;
  MemoryTree tree_;
};

TEST(TesseraLogTest, EveryCheckpointHasTheRootOfItsEntries) {
  const TesseraLog log;
  ASSERT_EQ(log.tree().size(), 15u);
  for (uint64_t size = 0; size <= 15; ++size) {
    const Checkpoint checkpoint = log.At(size);
    EXPECT_EQ(checkpoint.origin, "example.com/log/testdata");
    EXPECT_EQ(checkpoint.size, size);
    EXPECT_EQ(checkpoint.root, *RootAt(size, log.tree().Nodes()));
  }
}

TEST(TesseraLogTest, EveryTileHasTheLeafHashes) {
  const TesseraLog log;
  std::string hashes;
  for (size_t width = 1; width <= 15; ++width) {
    hashes += log.tree().leaves()[width - 1];
    EXPECT_EQ(hashes, TesseraLog::File(absl::StrCat("tile/0/000.p/", width)));
  }
}

TEST(TesseraLogTest, EveryProofHoldsUnderTheSignedRoots) {
  const TesseraLog log;
  int inclusions = 0, consistencies = 0;
  for (uint64_t size = 1; size <= 15; ++size) {
    const Checkpoint now = log.At(size);
    for (uint64_t index = 0; index < size; ++index, ++inclusions) {
      const auto proof = *InclusionProof(index, size, log.tree().Nodes());
      EXPECT_THAT(VerifyInclusion(index, size, log.tree().leaves()[index],
                                  proof, now.root),
                  IsOk());
    }
    for (uint64_t old_size = 1; old_size <= size; ++old_size) {
      const auto proof = *ConsistencyProof(old_size, size, log.tree().Nodes());
      EXPECT_THAT(VerifyConsistency(old_size, size, log.At(old_size).root,
                                    now.root, proof),
                  IsOk());
      ++consistencies;
    }
  }
  EXPECT_EQ(inclusions, 120);
  EXPECT_EQ(consistencies, 120);
}

TEST(OpenCheckpointTest, AnyOtherBytesAreRefused) {
  const TesseraLog log;
  for (const uint64_t size : {0, 15}) {
    ExpectEveryMutationRefused(TesseraLog::NoteAt(size), [&](const auto& note) {
      return OpenCheckpoint(note, log.verifier()).status();
    });
  }
}

TEST(OpenCheckpointTest, OpensWhatLogsInServiceSign) {
  const json file = ReadJson("vectors/checkpoints/real-logs-ed25519.json");
  ASSERT_EQ(file["checkpoints"].size(), 5u);
  for (const json& test : file["checkpoints"]) {
    const std::string note = test["note"];
    const NoteVerifier verifier = VerifierOf(test["vkey"]);
    const auto text = OpenNote(note, {verifier});
    ASSERT_THAT(text, IsOk()) << test["id"];
    const auto checkpoint = Checkpoint::Parse(*text);
    ASSERT_THAT(checkpoint, IsOk()) << test["id"];
    EXPECT_TRUE(absl::StrContains(test["id"].get<std::string>(),
                                  absl::StrCat("-", checkpoint->size)));
    EXPECT_EQ(checkpoint->ToText(), *text);
    // sum.golang.org calls its tree by another name than its key, which is
    // more freedom than we allow a log of ours.
    EXPECT_EQ(OpenCheckpoint(note, verifier).ok(),
              checkpoint->origin == verifier.name());
  }
}

TEST(OpenCheckpointTest, TheKeyOfAnotherLogDoesNotOpen) {
  const TesseraLog log;
  const json monkeys = ReadJson("vectors/checkpoints/monkeys-5-to-8.json");
  EXPECT_THAT(
      OpenCheckpoint(TesseraLog::NoteAt(15), VerifierOf(monkeys["vkey"])),
      StatusIs(StatusCode::kInvalidArgument));
}

TEST(OpenCheckpointTest, AnotherOriginUnderTheSameKeyIsRefused) {
  const auto key = crypto::Ed25519Key::Generate();
  const NoteVerifier verifier = NoteVerifier::Of("log/a", key.public_key());
  const Checkpoint own{"log/a", 1, HashLeaf("x")}, other{"log/b", 1, own.root};
  EXPECT_THAT(OpenCheckpoint(SignNote(own.ToText(), "log/a", key), verifier),
              IsOk());
  EXPECT_THAT(OpenCheckpoint(SignNote(other.ToText(), "log/a", key), verifier),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST(OpenCheckpointTest, PassesOverSignaturesOfTypesItDoesNotKnow) {
  const auto key = crypto::Ed25519Key::Generate();
  const json file = ReadJson("vectors/cosignature/ed25519-type04.json");
  const std::string theirs = file["cases"][0]["checkpoint"];
  const std::string text = theirs.substr(0, theirs.find("\n\n") + 1);
  const std::string origin = text.substr(0, text.find('\n'));
  const std::string note = SignNote(text, origin, key);
  const auto checkpoint =
      OpenCheckpoint(theirs + note.substr(text.size() + 1),
                     NoteVerifier::Of(origin, key.public_key()));
  ASSERT_THAT(checkpoint, IsOk());
  EXPECT_EQ(checkpoint->size, 300u);
}

TEST(VerifyConsistencyTest, HoldsBetweenThePublishedCheckpoints) {
  const json file = ReadJson("vectors/checkpoints/monkeys-5-to-8.json");
  const NoteVerifier verifier = VerifierOf(file["vkey"]);
  const auto old_one =
      OpenCheckpoint(file["checkpoint_old"].get<std::string>(), verifier);
  const auto new_one =
      OpenCheckpoint(file["checkpoint_new"].get<std::string>(), verifier);
  ASSERT_THAT(old_one, IsOk());
  ASSERT_THAT(new_one, IsOk());
  std::vector<std::string> proof;
  for (const json& hash : file["consistency_proof_hex"]) {
    proof.push_back(Hex(hash));
  }
  EXPECT_THAT(VerifyConsistency(old_one->size, new_one->size, old_one->root,
                                new_one->root, proof),
              IsOk());
}

TEST(CheckpointTest, WritesATreeHeadAsGo) {
  const json file = ReadJson("vectors/checkpoints/go-tlog-tree-head.json");
  const std::string root = HashLeaf(file["leaf_utf8"].get<std::string>());
  EXPECT_EQ(root, Base64(file["leaf_hash_b64"]));
  const Checkpoint head{"go.sum database tree", file["size"].get<uint64_t>(),
                        root};
  EXPECT_EQ(head.ToText(), file["tree_text"].get<std::string>());
}

TEST(CheckpointTest, ParsesAndRefusesBodiesAsPublished) {
  const json file = ReadJson("vectors/checkpoints/parse-body.json");
  ASSERT_EQ(file["ok"].size(), 3u);
  for (const json& test : file["ok"]) {
    const std::string text = test["text"];
    // Their roots are not hashes: refused as they are, good with a hash.
    EXPECT_THAT(Checkpoint::Parse(text),
                StatusIs(StatusCode::kInvalidArgument));
    const std::string root = HashLeaf("x");
    const auto checkpoint = Checkpoint::Parse(absl::StrCat(
        test["origin"].get<std::string>(), "\n", test["size"].get<uint64_t>(),
        "\n", absl::Base64Escape(root), "\n", test["rest"].get<std::string>()));
    ASSERT_THAT(checkpoint, IsOk()) << test;
    EXPECT_EQ(checkpoint->origin, test["origin"].get<std::string>());
    EXPECT_EQ(checkpoint->size, test["size"].get<uint64_t>());
    EXPECT_EQ(checkpoint->root, root);
  }
  ASSERT_EQ(file["reject"].size(), 7u);
  for (const json& test : file["reject"]) {
    EXPECT_THAT(Checkpoint::Parse(test["text"].get<std::string>()),
                StatusIs(StatusCode::kInvalidArgument))
        << test["why"];
  }
}

TEST(CheckpointTest, TakesOneSpellingOfOneTree) {
  const std::string root = absl::Base64Escape(HashLeaf("x"));
  const std::string empty = absl::Base64Escape(EmptyRoot());
  const auto body = [](absl::string_view size, absl::string_view hash,
                       absl::string_view rest) {
    return absl::StrCat("log\n", size, "\n", hash, "\n", rest);
  };
  EXPECT_THAT(Checkpoint::Parse(body("0", empty, "")), IsOk());
  EXPECT_THAT(Checkpoint::Parse(body("9223372036854775807", root, "")), IsOk());
  for (const std::string& text :
       {body("0", root, ""), body("00", empty, ""), body("01", root, ""),
        body("+1", root, ""), body("9223372036854775808", root, ""),
        body("1", root.substr(0, 43), ""), body("1", "", ""),
        body("1", root, "\n"), body("1", root, "no end"),
        body("1", root, "one\n\ntwo\n"), std::string("log\n1\n"),
        "\n1\n" + root + "\n", std::string()}) {
    EXPECT_THAT(Checkpoint::Parse(text), StatusIs(StatusCode::kInvalidArgument))
        << text;
  }
}

}  // namespace
}  // namespace tasuki::audit
