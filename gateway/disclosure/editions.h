#ifndef GATEWAY_DISCLOSURE_EDITIONS_H_
#define GATEWAY_DISCLOSURE_EDITIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/model/level_set.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::disclosure {

// The two canonical byte strings of a record (docs/model.md): fields ascending,
// no unknown fields, deterministic. Both are serialized `Record`s.
struct Editions {
  std::string full;
  std::string reduced;
};

// Builds both editions of a valid record.
// INVALID_ARGUMENT: no group set, an unknown field or enum number anywhere, a
// value outside its limits (length, format of dates and gestational ages,
// sizes of lists); the message names the field, never its value.
absl::StatusOr<Editions> BuildEditions(const v1::Record& record);

// The kind of a record's group. INVALID_ARGUMENT: none set.
absl::StatusOr<v1::SectionKind> KindOf(const v1::Record& record);

// The disclosed record: fields whose category is FULL come from the full
// edition, REDUCED from the reduced one, all others are absent. Copies ranges
// of the stored bytes; fields without an option, and everything unknown, are
// absent. Empty if no field remains. O(bytes), no parsing of messages.
// DATA_LOSS: the editions are not canonical.
absl::StatusOr<std::string> ConstructFrom(absl::string_view full_edition,
                                          absl::string_view reduced_edition,
                                          const LevelSet& levels);
inline absl::StatusOr<std::string> Construct(const Editions& editions,
                                             const LevelSet& levels) {
  return ConstructFrom(editions.full, editions.reduced, levels);
}

// What a conference sees of the record: fields whose category is REDUCED or
// FULL, from the reduced edition, if their option says conference. A level
// above REDUCED opens no more. DATA_LOSS: as Construct.
absl::StatusOr<std::string> ConstructForConference(const Editions& editions,
                                                   const LevelSet& levels);

// The editions of a copy that holds what these levels disclose and no more. Its
// reduced edition is taken from the origin's, so that nothing is reduced twice.
// `full` is empty if nothing is disclosed. DATA_LOSS: as Construct.
absl::StatusOr<Editions> CopyOf(const Editions& origin, const LevelSet& levels);

// The categories that have a field with a value in these canonical bytes of a
// Record.
absl::StatusOr<CategorySet> CategoriesIn(absl::string_view record);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_EDITIONS_H_
