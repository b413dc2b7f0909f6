#include <optional>

#include "absl/container/inlined_vector.h"
#include "gateway/base/status_macros.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/field_cursor.h"
#include "gateway/disclosure/varint.h"

namespace tasuki::disclosure {
namespace {

constexpr char kLengthDelimited = 2;

absl::Status NotCanonical() {
  return absl::DataLossError("an edition of a record is not canonical");
}

// The group of a record: its number, its table, its bytes.
struct Group {
  char tag;
  const MessageTable* table;
  absl::string_view bytes;
};

std::optional<Group> Open(absl::string_view record) {
  if (record.empty()) return std::nullopt;
  const char tag = record[0];
  const MessageTable* const group =
      RecordTable::OfRecord().Group(static_cast<unsigned char>(tag) >> 3);
  const char* at = record.data() + 1;
  const char* const end = record.data() + record.size();
  uint64_t size;
  if ((tag & 7) != kLengthDelimited || group == nullptr ||
      !ReadVarint(at, end, size) || size != static_cast<uint64_t>(end - at)) {
    return std::nullopt;
  }
  return Group{tag, group, absl::string_view(at, size)};
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
  kWithheld,  // a later schema keeps it out of the reduced edition
  kNotCanonical,
};

Finding Canonical(bool canonical) {
  return canonical ? Finding::kMayLeave : Finding::kNotCanonical;
}

Finding LookIntoMessage(const FieldRow& row, absl::string_view bytes,
                        bool reduced);

// Only what would be copied is looked into: nothing may depend on what is
// withheld.
Finding LookInto(const FieldCursor& field, bool reduced) {
  const FieldRow& row = field.row();
  if (reduced && !row.in_reduced) return Finding::kWithheld;
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
      return LookIntoMessage(row, field.content(), reduced);
    case WireKind::kPackedNumbers:
    case WireKind::kPackedEnums:
      return Canonical(IsCanonicalList(row, field.content()));
  }
  return Finding::kNotCanonical;
}

// A nested message leaves whole or not at all.
Finding LookIntoMessage(const FieldRow& row, absl::string_view bytes,
                        bool reduced) {
  if (bytes.empty()) return Finding::kNotCanonical;
  Finding whole = Finding::kMayLeave;
  FieldCursor field(*row.nested, bytes);
  while (field.Advance()) {
    if (field.done()) return whole;
    // A field of another category must not leave with its parent.
    if (field.row().category != row.category) return Finding::kNotCanonical;
    const Finding finding = LookInto(field, reduced);
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
bool Select(const Group& group, CategorySet leaves, bool reduced,
            Pieces& pieces) {
  if (leaves.empty()) return true;
  FieldCursor field(*group.table, group.bytes);
  while (field.Advance()) {
    if (field.done()) return true;
    if ((field.row().category & leaves).empty()) continue;
    const Finding finding = LookInto(field, reduced);
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
  std::string AsRecord(char tag) const {
    std::string record;
    if (size_ == 0) return record;
    record.reserve(1 + 10 + size_);
    record.push_back(tag);
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

absl::StatusOr<std::string> Construct(const Editions& editions,
                                      const LevelSet& levels) {
  const std::optional<Group> whole = Open(editions.full);
  const std::optional<Group> lesser = Open(editions.reduced);
  if (!whole.has_value() || !lesser.has_value() || whole->tag != lesser->tag) {
    return NotCanonical();
  }
  Pieces full, reduced;
  if (!Select(*whole, levels.full(), false, full) ||
      !Select(*lesser, levels.reduced() & ~levels.full(), true, reduced)) {
    return NotCanonical();
  }
  return Ranges::Merge(full, reduced).AsRecord(whole->tag);
}

absl::StatusOr<CategorySet> CategoriesIn(absl::string_view record) {
  CategorySet categories;
  if (record.empty()) return categories;
  const std::optional<Group> group = Open(record);
  if (!group.has_value()) return NotCanonical();
  FieldCursor field(*group->table, group->bytes);
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
  if (copy.reduced.empty()) copy.reduced = {copy.full[0], '\0'};
  return copy;
}

}  // namespace tasuki::disclosure
