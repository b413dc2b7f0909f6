// Signed notes, checkpoints and verifier keys, as partners and witnesses hand
// them on.
#include "gateway/audit/note.h"

#include <string>

#include "absl/strings/match.h"
#include "gateway/base/check.h"
#include "tests/fuzz/fuzz.h"

namespace tasuki::fuzz {
namespace {

// Of the published example of signed-note; it signed one file of the corpus.
constexpr char kKey[] =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

void Try(absl::string_view bytes) {
  static const auto* const verifier =
      new audit::NoteVerifier(*audit::NoteVerifier::Parse(kKey));
  const auto text = audit::OpenNote(bytes, {*verifier});
  if (text.ok()) {
    CHECK(absl::StartsWith(bytes, *text + "\n"));
  } else {
    CHECK(absl::IsInvalidArgument(text.status()));
  }
  const auto opened = audit::OpenCheckpoint(bytes, *verifier);
  CHECK(!opened.ok() || (text.ok() && opened->origin == verifier->name()));

  // One spelling each: what was read, written again, is what was there.
  const auto checkpoint = audit::Checkpoint::Parse(bytes);
  if (checkpoint.ok()) CHECK(absl::StartsWith(bytes, checkpoint->ToText()));
  const auto key = audit::NoteVerifier::Parse(bytes);
  if (key.ok()) CHECK(key->ToString() == bytes);
}

}  // namespace
}  // namespace tasuki::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tasuki::fuzz::Try(tasuki::fuzz::Bytes(data, size));
  return 0;
}
