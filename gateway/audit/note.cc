#include "gateway/audit/note.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/audit/encoding.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"

namespace tasuki::audit {
namespace {

// U+2014 and a space open every signature line.
constexpr absl::string_view kSignaturePrefix = "\xE2\x80\x94 ";
constexpr size_t kIdSize = 4;
constexpr int kMaxSignatures = 100;

struct SignatureLine {
  absl::string_view name;
  uint32_t id;
  std::string signature;
};

struct SplitNote {
  absl::string_view text;
  std::vector<SignatureLine> signatures;
};

absl::Status Malformed(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("note: ", why));
}

absl::StatusOr<SignatureLine> ParseSignatureLine(absl::string_view line) {
  if (!absl::ConsumePrefix(&line, kSignaturePrefix)) {
    return Malformed("a line after the text is not a signature");
  }
  const size_t space = line.find(' ');
  if (space == absl::string_view::npos) return Malformed("no signature");
  const absl::string_view name = line.substr(0, space);
  if (!IsKeyName(name)) return Malformed("a signature has no key name");
  ASSIGN_OR_RETURN(const std::string bytes,
                   DecodeBase64(line.substr(space + 1)));
  if (bytes.size() <= kIdSize) return Malformed("a signature is too short");
  return SignatureLine{name,
                       ReadU32(absl::string_view(bytes).substr(0, kIdSize)),
                       bytes.substr(kIdSize)};
}

absl::StatusOr<SplitNote> Split(absl::string_view note) {
  if (!IsNoteText(note)) return Malformed("not plain UTF-8 text");
  // The text may have empty lines of its own: the last one separates.
  const size_t end = note.rfind("\n\n");
  if (end == absl::string_view::npos) return Malformed("no signature block");
  SplitNote split{note.substr(0, end + 1), {}};
  absl::string_view rest = note.substr(end + 2);
  while (!rest.empty()) {
    if (split.signatures.size() == kMaxSignatures) {
      return Malformed("too many signatures");
    }
    ASSIGN_OR_RETURN(const absl::string_view line, TakeLine(rest));
    ASSIGN_OR_RETURN(SignatureLine signature, ParseSignatureLine(line));
    split.signatures.push_back(std::move(signature));
  }
  return split;
}

// The id has only four bytes, which anybody can make collide: the name counts.
bool IsBy(const SignatureLine& line, const NoteVerifier& verifier) {
  return line.id == verifier.id() && line.name == verifier.name();
}

}  // namespace

std::string SignNote(absl::string_view text, absl::string_view name,
                     const crypto::Ed25519Key& key) {
  CHECK(IsNoteText(text) && absl::EndsWith(text, "\n"));
  const NoteVerifier verifier = NoteVerifier::Of(name, key.public_key());
  const std::string signature =
      absl::StrCat(U32(verifier.id()), key.Sign(text));
  return absl::StrCat(text, "\n", kSignaturePrefix, name, " ",
                      absl::Base64Escape(signature), "\n");
}

absl::StatusOr<std::string> OpenNote(
    absl::string_view note, const std::vector<NoteVerifier>& verifiers) {
  ASSIGN_OR_RETURN(const SplitNote split, Split(note));
  bool verified = false;
  for (const SignatureLine& line : split.signatures) {
    for (const NoteVerifier& verifier : verifiers) {
      if (!IsBy(line, verifier)) continue;
      if (!verifier.Verify(split.text, line.signature)) {
        return Malformed("the signature of a known key does not hold");
      }
      verified = true;
    }
  }
  if (!verified) return Malformed("no known key signed it");
  return std::string(split.text);
}

}  // namespace tasuki::audit
