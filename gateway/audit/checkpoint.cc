#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/note.h"
#include "gateway/base/status_macros.h"

namespace tasuki::audit {
namespace {

absl::Status Malformed(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("checkpoint: ", why));
}

// Extension lines say nothing to us, yet each must be a line.
absl::Status CheckExtensions(absl::string_view rest) {
  while (!rest.empty()) {
    ASSIGN_OR_RETURN(const absl::string_view line, TakeLine(rest));
    if (line.empty()) return Malformed("an empty extension line");
  }
  return absl::OkStatus();
}

}  // namespace

std::string Checkpoint::ToText() const {
  return absl::StrCat(origin, "\n", size, "\n", absl::Base64Escape(root), "\n");
}

absl::StatusOr<Checkpoint> Checkpoint::Parse(absl::string_view text) {
  ASSIGN_OR_RETURN(const absl::string_view origin, TakeLine(text));
  ASSIGN_OR_RETURN(const absl::string_view size_line, TakeLine(text));
  ASSIGN_OR_RETURN(const absl::string_view root_line, TakeLine(text));
  RETURN_IF_ERROR(CheckExtensions(text));
  if (origin.empty()) return Malformed("no origin");
  ASSIGN_OR_RETURN(const uint64_t size, ParseDecimal(size_line));
  ASSIGN_OR_RETURN(std::string root, DecodeBase64(root_line));
  if (root.size() != kHashSize) return Malformed("the root is not 32 bytes");
  if (size == 0 && root != EmptyRoot()) {
    return Malformed("size 0 with the root of a tree that is not empty");
  }
  return Checkpoint{std::string(origin), size, std::move(root)};
}

absl::StatusOr<Checkpoint> OpenCheckpoint(absl::string_view note,
                                          const NoteVerifier& verifier) {
  ASSIGN_OR_RETURN(const std::string text, OpenNote(note, {verifier}));
  ASSIGN_OR_RETURN(Checkpoint checkpoint, Checkpoint::Parse(text));
  if (checkpoint.origin != verifier.name()) {
    return Malformed("of another log than the key's");
  }
  return checkpoint;
}

}  // namespace tasuki::audit
