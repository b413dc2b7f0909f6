#include "absl/container/inlined_vector.h"
#include "gateway/base/status_macros.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/field_cursor.h"
#include "gateway/disclosure/varint.h"

namespace tasuki::disclosure {
namespace {

constexpr uint64_t kLengthDelimited = 2;

absl::Status NotCanonical() {
  return absl::DataLossError("an edition of a record is not canonical");
}

// The group of a record: its tag, its table, its bytes.
struct Group {
  uint64_t tag = 0;
  const MessageTable* table = nullptr;
  absl::string_view bytes;
};

// False: there is no group in canonical form.
bool Open(absl::string_view record, Group& group) {
  const char* at = record.data();
  const char* const end = at + record.size();
  uint64_t size;
  if (!ReadVarint(at, end, group.tag) || !ReadVarint(at, end, size) ||
      size != static_cast<uint64_t>(end - at)) {
    return false;
  }
  group.table = RecordTable::OfRecord().Group(group.tag >> 3);
  group.bytes = absl::string_view(at, size);
  return (group.tag & 7) == kLengthDelimited && group.table != nullptr;
}

// False: as above, or the two are not editions of one record.
bool OpenBoth(absl::string_view full_edition, absl::string_view reduced_edition,
              Group& full, Group& reduced) {
  return Open(full_edition, full) && Open(reduced_edition, reduced) &&
         full.tag == reduced.tag;
}

bool HasEnum(const FieldRow& row, uint64_t number) {
  return number < 64 && (row.numbers >> number & 1) != 0;
}

bool IsCanonicalList(const FieldRow& row, absl::string_view list) {
  const char* at = list.data();
  const char* const end = at + list.size();
  while (at != end) {
    uint64_t number;
    if (!ReadVarint(at, end, number)) return false;
    const bool may_have = row.kind == WireKind::kPackedEnums
                              ? HasEnum(row, number)
                              : number <= row.most;
    if (!may_have) return false;
  }
  return !list.empty();
}

// Looking into a field that is about to leave. Limits are no part of it: a
// later schema may have narrowed them.
enum class Finding {
  kMayLeave,
  kWithheld,  // no part of this view, or by a later schema no more
  kNotCanonical,
};

Finding Canonical(bool canonical) {
  return canonical ? Finding::kMayLeave : Finding::kNotCanonical;
}

Finding LookIntoMessage(const FieldRow& row, absl::string_view bytes,
                        View view);

// Only what would be copied is looked into: nothing may depend on what is
// withheld.
Finding LookInto(const FieldCursor& field, View view) {
  const FieldRow& row = field.row();
  if (!row.LeavesIn(view)) return Finding::kWithheld;
  switch (row.kind) {
    case WireKind::kUndeclared:
      return Finding::kNotCanonical;
    case WireKind::kNumber:
      return Canonical(field.value() != 0 && field.value() <= row.most);
    case WireKind::kEnum:
      return Canonical(HasEnum(row, field.value()));
    case WireKind::kText:
      return Canonical(!field.content().empty());
    case WireKind::kMessage:
      return LookIntoMessage(row, field.content(), view);
    case WireKind::kPackedNumbers:
    case WireKind::kPackedEnums:
      return Canonical(IsCanonicalList(row, field.content()));
  }
  return Finding::kNotCanonical;
}

// A nested message leaves whole or not at all.
Finding LookIntoMessage(const FieldRow& row, absl::string_view bytes,
                        View view) {
  if (bytes.empty()) return Finding::kNotCanonical;
  Finding whole = Finding::kMayLeave;
  FieldCursor field(*row.nested, bytes);
  while (field.Advance()) {
    if (field.done()) return whole;
    // A field of another category must not leave with its parent.
    if (field.row().category != row.category) return Finding::kNotCanonical;
    const Finding finding = LookInto(field, view);
    if (finding == Finding::kNotCanonical) return finding;
    if (finding == Finding::kWithheld) whole = finding;
  }
  return Finding::kNotCanonical;
}

// A field that will leave.
struct Piece {
  uint64_t number;
  absl::string_view range;
};
using Pieces = absl::InlinedVector<Piece, 24>;

// The fields of one edition whose category is in `leaves`, ascending. False:
// the edition is not canonical. An edition that nothing is taken from is not
// walked.
bool Select(const Group& group, CategorySet leaves, View view, Pieces& pieces) {
  if (leaves.empty()) return true;
  FieldCursor field(*group.table, group.bytes);
  while (field.Advance()) {
    if (field.done()) return true;
    if ((field.row().category & leaves).empty()) continue;
    const Finding finding = LookInto(field, view);
    if (finding == Finding::kNotCanonical) return false;
    if (finding == Finding::kMayLeave) {
      pieces.push_back({field.number(), field.range()});
    }
  }
  return false;
}

// Ranges of stored bytes in the order in which they leave, neighbours joined.
class Ranges {
 public:
  // A category comes from one edition only, and so does a number: merging by
  // number keeps the elements of a list together.
  static Ranges Merge(const Pieces& full, const Pieces& reduced) {
    Ranges ranges;
    const Piece* other = reduced.begin();
    for (const Piece& piece : full) {
      while (other != reduced.end() && other->number < piece.number) {
        ranges.Add((other++)->range);
      }
      ranges.Add(piece.range);
    }
    while (other != reduced.end()) ranges.Add((other++)->range);
    return ranges;
  }

  // As a record with this group; empty if there is none.
  std::string AsRecord(uint64_t tag) const {
    std::string record;
    if (size_ == 0) return record;
    record.reserve(2 + 10 + size_);
    AppendVarint(tag, record);
    AppendVarint(size_, record);
    for (const absl::string_view range : ranges_) {
      record.append(range.data(), range.size());
    }
    return record;
  }

 private:
  void Add(absl::string_view range) {
    size_ += range.size();
    if (!ranges_.empty()) {
      absl::string_view& last = ranges_.back();
      if (last.data() + last.size() == range.data()) {
        last = absl::string_view(last.data(), last.size() + range.size());
        return;
      }
    }
    ranges_.push_back(range);
  }

  absl::InlinedVector<absl::string_view, 24> ranges_;
  size_t size_ = 0;
};

}  // namespace

absl::StatusOr<std::string> ConstructFrom(absl::string_view full_edition,
                                          absl::string_view reduced_edition,
                                          const LevelSet& levels) {
  Group whole, lesser;
  if (!OpenBoth(full_edition, reduced_edition, whole, lesser)) {
    return NotCanonical();
  }
  Pieces full, reduced;
  if (!Select(whole, levels.full(), View::kFull, full) ||
      !Select(lesser, levels.reduced() & ~levels.full(), View::kReduced,
              reduced)) {
    return NotCanonical();
  }
  return Ranges::Merge(full, reduced).AsRecord(whole.tag);
}

absl::StatusOr<std::string> ConstructForConference(const Editions& editions,
                                                   const LevelSet& levels) {
  Group whole, lesser;
  if (!OpenBoth(editions.full, editions.reduced, whole, lesser)) {
    return NotCanonical();
  }
  Pieces shown;
  if (!Select(lesser, levels.full() | levels.reduced(), View::kConference,
              shown)) {
    return NotCanonical();
  }
  return Ranges::Merge({}, shown).AsRecord(lesser.tag);
}

absl::StatusOr<CategorySet> CategoriesIn(absl::string_view record) {
  CategorySet categories;
  if (record.empty()) return categories;
  Group group;
  if (!Open(record, group)) return NotCanonical();
  FieldCursor field(*group.table, group.bytes);
  while (field.Advance()) {
    if (field.done()) return categories;
    categories = categories | field.row().category;
  }
  return NotCanonical();
}

absl::StatusOr<Editions> CopyOf(const Editions& origin,
                                const LevelSet& levels) {
  Editions copy;
  ASSIGN_OR_RETURN(copy.full, Construct(origin, levels));
  if (copy.full.empty()) return copy;
  const LevelSet at_most_reduced =
      levels.Meet(LevelSet::Of(CategorySet::All(), v1::LEVEL_REDUCED));
  ASSIGN_OR_RETURN(copy.reduced, Construct(origin, at_most_reduced));
  // Nothing of it has a reduction: the edition is the group without a field, as
  // BuildEditions writes it. No bytes at all would be no edition.
  if (copy.reduced.empty()) {
    Group group;
    if (!Open(copy.full, group)) return NotCanonical();
    AppendVarint(group.tag, copy.reduced);
    AppendVarint(0, copy.reduced);
  }
  return copy;
}

}  // namespace tasuki::disclosure
