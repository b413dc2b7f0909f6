#include "gateway/audit/receipt.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/audit/encoding.h"
#include "gateway/audit/merkle.h"
#include "gateway/base/status_macros.h"

namespace tasuki::audit {
namespace {

constexpr absl::string_view kHeader = "c2sp.org/tlog-proof@v1";
constexpr absl::string_view kExtra = "extra ";
constexpr absl::string_view kIndex = "index ";
// A path in a tree of at most 2^63 - 1 leaves is never longer.
constexpr size_t kMaxHashes = 63;

absl::Status Malformed(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("receipt: ", why));
}

absl::StatusOr<std::string> ParseExtra(absl::string_view text) {
  ASSIGN_OR_RETURN(std::string extra, DecodeBase64(text));
  if (extra.empty()) return Malformed("an extra line without content");
  return extra;
}

// Takes the hashes and the empty line that ends them.
absl::StatusOr<std::vector<std::string>> TakeHashes(absl::string_view& text) {
  std::vector<std::string> hashes;
  while (true) {
    ASSIGN_OR_RETURN(const absl::string_view line, TakeLine(text));
    if (line.empty()) return hashes;
    if (hashes.size() == kMaxHashes) return Malformed("too many hashes");
    ASSIGN_OR_RETURN(std::string hash, DecodeBase64(line));
    if (hash.size() != kHashSize) return Malformed("a hash is not 32 bytes");
    hashes.push_back(std::move(hash));
  }
}

}  // namespace

std::string TlogProof::ToText() const {
  std::string text = absl::StrCat(kHeader, "\n");
  if (!extra.empty()) {
    absl::StrAppend(&text, kExtra, absl::Base64Escape(extra), "\n");
  }
  absl::StrAppend(&text, kIndex, index, "\n");
  for (const std::string& hash : hashes) {
    absl::StrAppend(&text, absl::Base64Escape(hash), "\n");
  }
  return absl::StrCat(text, "\n", checkpoint);
}

absl::StatusOr<TlogProof> TlogProof::Parse(absl::string_view text) {
  ASSIGN_OR_RETURN(const absl::string_view header, TakeLine(text));
  if (header != kHeader) return Malformed("not a tlog-proof, version 1");
  TlogProof proof;
  ASSIGN_OR_RETURN(absl::string_view line, TakeLine(text));
  if (absl::ConsumePrefix(&line, kExtra)) {
    ASSIGN_OR_RETURN(proof.extra, ParseExtra(line));
    ASSIGN_OR_RETURN(line, TakeLine(text));
  }
  if (!absl::ConsumePrefix(&line, kIndex)) return Malformed("no index");
  ASSIGN_OR_RETURN(proof.index, ParseDecimal(line));
  ASSIGN_OR_RETURN(proof.hashes, TakeHashes(text));
  if (text.empty()) return Malformed("no checkpoint");
  proof.checkpoint = std::string(text);
  return proof;
}

absl::StatusOr<VerifiedReceipt> VerifyReceipt(absl::string_view text,
                                              const NoteVerifier& log) {
  ASSIGN_OR_RETURN(const TlogProof proof, TlogProof::Parse(text));
  VerifiedReceipt verified;
  ASSIGN_OR_RETURN(verified.checkpoint, OpenCheckpoint(proof.checkpoint, log));
  ASSIGN_OR_RETURN(verified.groups, DecodeOpenings(proof.extra));
  verified.leaf_hash = HashLeaf(LeafDataOf(verified.groups));
  RETURN_IF_ERROR(VerifyInclusion(proof.index, verified.checkpoint.size,
                                  verified.leaf_hash, proof.hashes,
                                  verified.checkpoint.root));
  return verified;
}

}  // namespace tasuki::audit
