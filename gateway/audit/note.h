#ifndef GATEWAY_AUDIT_NOTE_H_
#define GATEWAY_AUDIT_NOTE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/crypto/ed25519.h"

namespace tasuki::audit {

// A key that verifies signed notes (C2SP signed-note; Ed25519, type 0x01).
class NoteVerifier {
 public:
  // "name+id+base64". INVALID_ARGUMENT: malformed, or the id does not match.
  static absl::StatusOr<NoteVerifier> Parse(absl::string_view vkey);
  static NoteVerifier Of(absl::string_view name, absl::string_view public_key);

  const std::string& name() const { return name_; }
  uint32_t id() const { return id_; }
  std::string ToString() const;  // the vkey text
  bool Verify(absl::string_view text, absl::string_view signature) const;

 private:
  NoteVerifier(std::string name, std::string public_key, uint32_t id);
  std::string name_, public_key_;
  uint32_t id_;
};

// Signs `text` (ends in LF) as `name`; the whole note.
std::string SignNote(absl::string_view text, absl::string_view name,
                     const crypto::Ed25519Key& key);

// The text of a note that at least one of `verifiers` signed.
// INVALID_ARGUMENT: malformed, no known signature, or a known key's fails.
absl::StatusOr<std::string> OpenNote(
    absl::string_view note, const std::vector<NoteVerifier>& verifiers);

// A checkpoint's body (C2SP tlog-checkpoint): origin, size, root hash.
struct Checkpoint {
  std::string origin;
  uint64_t size = 0;
  std::string root;  // 32 bytes

  std::string ToText() const;
  // INVALID_ARGUMENT: not exactly such a body (extension lines are allowed and
  // ignored).
  static absl::StatusOr<Checkpoint> Parse(absl::string_view text);
};

// Opens and parses a signed checkpoint of the log `verifier` names; the origin
// must be the verifier's name. INVALID_ARGUMENT otherwise.
absl::StatusOr<Checkpoint> OpenCheckpoint(absl::string_view note,
                                          const NoteVerifier& verifier);

}  // namespace tasuki::audit

#endif  // GATEWAY_AUDIT_NOTE_H_
