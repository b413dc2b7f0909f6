#include "gateway/exchange/section_effects.h"

#include <algorithm>

#include "gateway/consent/calendar.h"
#include "gateway/disclosure/sealed_name.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/view.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxParties = 20;

bool StatesBirth(const v1::Record& record) {
  const v1::Birth& birth = record.pregnancy().birth();
  return !birth.born_on().empty() &&
         birth.outcome() != v1::BIRTH_OUTCOME_STILLBIRTH &&
         birth.outcome() != v1::BIRTH_OUTCOME_MISCARRIAGE;
}

// Names that the caller sees in the case, whoever holds them: the chief writes
// a sheet of somebody whose name the unit beside it wrote down.
absl::Status AddSpellingsSeen(Context& context, const std::string& subject,
                              const FoundCase& a_case,
                              disclosure::Spellings& known) {
  ASSIGN_OR_RETURN(const std::vector<SectionView> views,
                   ViewCase(context, a_case));
  for (const SectionView& view : views) {
    if (view.row->subject() != subject) continue;
    v1::Record record;
    if (!record.ParseFromString(view.record)) {
      return absl::DataLossError("a disclosed record does not parse");
    }
    const disclosure::Spellings seen = disclosure::SpellingsIn(record);
    known.names.insert(known.names.end(), seen.names.begin(), seen.names.end());
    known.aliases.insert(known.aliases.end(), seen.aliases.begin(),
                         seen.aliases.end());
  }
  return absl::OkStatus();
}

// The earliest day that a record states counts, from its first moment: what
// ends with her birth goes on for nobody longer than she said. Whether it
// changed.
absl::StatusOr<bool> NoteBirth(const v1::Record& record, v1::SubjectRow& row) {
  if (!StatesBirth(record)) return false;
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   consent::ParseDay(record.pregnancy().birth().born_on()));
  const int64_t at = absl::ToUnixSeconds(consent::StartOfDay(day));
  const bool first = !row.child_born();
  row.set_child_born(true);
  if (row.child_born_at() != 0 && row.child_born_at() <= at) return first;
  row.set_child_born_at(at);
  return true;
}

// A holder's newest word on the measure goes over its word before; a record
// that says nothing of it leaves it. Whether one changed.
absl::StatusOr<bool> NoteAddressProtection(const std::string& holder,
                                           const v1::Record& record,
                                           v1::SubjectRow& row) {
  const v1::AddressProtection* stated = nullptr;
  if (record.subject_profile().has_address_protection()) {
    stated = &record.subject_profile().address_protection();
  } else if (record.safety().has_address_protection()) {
    stated = &record.safety().address_protection();
  }
  if (stated == nullptr) return false;
  auto& notes = *row.mutable_address_protections();
  const int before = notes.size();
  notes.erase(std::remove_if(notes.begin(), notes.end(),
                             [&](const v1::AddressProtectionNote& note) {
                               return note.holder() == holder;
                             }),
              notes.end());
  if (!stated->active()) return notes.size() != before;
  v1::AddressProtectionNote& note = *notes.Add();
  note.set_holder(holder);
  if (!stated->until().empty()) {
    ASSIGN_OR_RETURN(const absl::CivilDay last,
                     consent::ParseDay(stated->until()));
    note.set_until(absl::ToUnixSeconds(consent::StartOfDay(last + 1)));
  }
  return true;
}

}  // namespace

absl::Status CheckMarks(const v1::ConfirmSectionRequest& request,
                        v1::SectionKind kind) {
  if (request.deidentified() && kind != v1::SECTION_KIND_CASE_SHEET) {
    return absl::InvalidArgumentError("deidentified: is said of a case sheet");
  }
  if (request.parties_concerned_size() > kMaxParties) {
    return absl::InvalidArgumentError("parties_concerned: at most 20");
  }
  for (const std::string& party : request.parties_concerned()) {
    RETURN_IF_ERROR(PartyName::Parse(party, "parties_concerned").status());
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> IsRecognisable(Context& context,
                                    const std::string& subject,
                                    const std::optional<FoundCase>& a_case,
                                    const v1::Record& sheet) {
  if (disclosure::HoldsIdentityFields(sheet)) return true;
  ASSIGN_OR_RETURN(disclosure::Spellings known,
                   SpellingsHeld(context, subject));
  if (a_case.has_value()) {
    RETURN_IF_ERROR(AddSpellingsSeen(context, subject, *a_case, known));
  }
  return disclosure::TextsMayNamePerson(sheet, known);
}

absl::StatusOr<int64_t> NoteConfirmed(Context& context,
                                      const std::string& subject,
                                      const v1::Record& record) {
  ASSIGN_OR_RETURN(v1::SubjectRow row,
                   context.state.Get<v1::SubjectRow>(Table::kSubject, subject));
  const int64_t now = context.state.now_seconds();
  const bool seals = SpeaksOfConfidentialBirth(record) && !row.sealed_birth();
  if (seals) {
    row.set_sealed_birth(true);
    // Time stamps are whole seconds: the seal begins with the next one, so that
    // all that was confirmed before it in this second is older than the seal,
    // and what is confirmed with it or after it is not.
    row.set_sealed_at(now + 1);
  }
  ASSIGN_OR_RETURN(const bool bears, NoteBirth(record, row));
  ASSIGN_OR_RETURN(const bool hides,
                   NoteAddressProtection(context.party(), record, row));
  if (seals || bears || hides) context.Write(Table::kSubject, subject, row);
  return std::max(now, row.sealed_at());
}

}  // namespace tasuki::exchange
