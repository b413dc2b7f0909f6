#include "gateway/exchange/address_protection.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/consent/calendar.h"
#include "gateway/exchange/newer_word.h"
#include "gateway/exchange/view.h"

namespace tasuki::exchange {
namespace {

constexpr char kOfProfile[] = "tasuki.v1.SubjectProfile.address_protection";
constexpr char kOfSafety[] = "tasuki.v1.Safety.address_protection";

// Null: the record has none.
const v1::AddressProtection* MeasureIn(const v1::Record& record) {
  if (record.subject_profile().has_address_protection()) {
    return &record.subject_profile().address_protection();
  }
  if (record.safety().has_address_protection()) {
    return &record.safety().address_protection();
  }
  return nullptr;
}

// It is on, or it is over. That it was applied for says neither.
bool SaysWhether(const v1::AddressProtection& measure) {
  return measure.active() || !measure.until().empty();
}

// The first moment after its last day, seconds since 1970 UTC; 0: open.
absl::StatusOr<int64_t> EndOf(const v1::AddressProtection& measure) {
  if (measure.until().empty()) return 0;
  ASSIGN_OR_RETURN(const absl::CivilDay last,
                   consent::ParseDay(measure.until()));
  return absl::ToUnixSeconds(consent::StartOfDay(last + 1));
}

// Does the version that is mended state the very same measure?
absl::StatusOr<bool> StoodBefore(Context& context,
                                 const v1::AddressProtection& measure,
                                 const std::string& corrects) {
  if (corrects.empty()) return false;
  ASSIGN_OR_RETURN(const v1::Record before, RecordOf(context.state, corrects));
  const v1::AddressProtection* const stated = MeasureIn(before);
  return stated != nullptr && Canonical(*stated) == Canonical(measure);
}

// A newer word of its own. One that put the measure on stands when its record
// is taken back; one that took it off does not.
Word NewerWord() {
  return {.kinds = {v1::SECTION_KIND_SUBJECT_PROFILE, v1::SECTION_KIND_SAFETY},
          .is_said = [](const v1::Record& record, bool taken_back) {
            const v1::AddressProtection* const measure = MeasureIn(record);
            return measure != nullptr && SaysWhether(*measure) &&
                   (measure->active() || !taken_back);
          }};
}

}  // namespace

absl::Status CheckAddressProtection(Context& context, const v1::Record& record,
                                    const std::string& corrects) {
  const v1::AddressProtection* const measure = MeasureIn(record);
  if (measure == nullptr) return absl::OkStatus();
  const char* const field = record.has_safety() ? kOfSafety : kOfProfile;
  // Stored it is none at all: whoever sent `active: false` alone would believe
  // the measure taken off.
  if (!SaysWhether(*measure) && measure->applied_on().empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        field, ": says nothing; one that is over gives its `until` too"));
  }
  if (!measure->active()) return absl::OkStatus();
  const absl::StatusOr<int64_t> end = EndOf(*measure);
  if (!end.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, ".until: ", end.status().message()));
  }
  if (*end == 0 || context.state.Before(absl::FromUnixSeconds(*end))) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const bool stood, StoodBefore(context, *measure, corrects));
  if (stood) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, ".until: is past; one that is over is not `active`"));
}

absl::StatusOr<bool> NoteAddressProtection(Context& context,
                                           const v1::SectionRow& draft,
                                           const v1::Record& record,
                                           v1::SubjectRow& row) {
  const v1::AddressProtection* const stated = MeasureIn(record);
  if (stated == nullptr || !SaysWhether(*stated)) return false;
  ASSIGN_OR_RETURN(const bool newer,
                   IsSaidSince(context, {context.party()}, draft, NewerWord()));
  if (newer) return false;
  auto& notes = *row.mutable_address_protections();
  const int before = notes.size();
  notes.erase(std::remove_if(notes.begin(), notes.end(),
                             [&](const v1::AddressProtectionNote& note) {
                               return note.holder() == context.party();
                             }),
              notes.end());
  if (!stated->active()) return notes.size() != before;
  v1::AddressProtectionNote& note = *notes.Add();
  note.set_holder(context.party());
  ASSIGN_OR_RETURN(const int64_t end, EndOf(*stated));
  note.set_until(end);
  return true;
}

}  // namespace tasuki::exchange
