// Receipts (tlog-proof) and their openings, as a partner's verifier gets them.
#include <string>

#include "gateway/audit/leaf.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/receipt.h"
#include "gateway/base/check.h"
#include "tests/fuzz/fuzz.h"

namespace tasuki::fuzz {
namespace {

void TryOpenings(absl::string_view extra) {
  const auto groups = audit::DecodeOpenings(extra);
  if (groups.ok()) CHECK(audit::EncodeOpenings(*groups) == extra);
}

void TryReceipt(absl::string_view bytes) {
  const auto proof = audit::TlogProof::Parse(bytes);
  if (!proof.ok()) {
    CHECK(absl::IsInvalidArgument(proof.status()));
    return;
  }
  // One spelling only: else two verifiers could read two things.
  CHECK(proof->ToText() == bytes);
  TryOpenings(proof->extra);
  // Nobody signed it for this log.
  static const auto* const log =
      new audit::NoteVerifier(audit::NoteVerifier::Of(
          "gw.example.jp/audit/fuzz", std::string(32, 'k')));
  CHECK(!audit::VerifyReceipt(bytes, *log).ok());

  const std::string root = audit::HashLeaf("root");
  CHECK(!audit::VerifyInclusion(proof->index, proof->index + 1,
                                audit::HashLeaf("leaf"), proof->hashes, root)
             .ok());
  CHECK(!audit::VerifyConsistency(proof->index, proof->index + 100,
                                  audit::HashLeaf("old"), root, proof->hashes)
             .ok());
}

}  // namespace
}  // namespace tasuki::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tasuki::fuzz::TryReceipt(tasuki::fuzz::Bytes(data, size));
  tasuki::fuzz::TryOpenings(tasuki::fuzz::Bytes(data, size));
  return 0;
}
