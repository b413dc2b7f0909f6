#include "gateway/exchange/section_effects.h"

#include <algorithm>

#include "gateway/consent/calendar.h"
#include "gateway/disclosure/sealed_name.h"
#include "gateway/exchange/moment.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/view.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxParties = 20;

bool IsGuidanceCentre(const Context& context) {
  return context.reader().party.audience() == v1::AUDIENCE_TYPE_CGC;
}

bool HasGrasp(v1::SectionKind kind) {
  return kind == v1::SECTION_KIND_GUIDANCE_POLICY ||
         kind == v1::SECTION_KIND_PLACEMENT ||
         kind == v1::SECTION_KIND_JUVENILE_OFFENCE;
}

// What the guidance centre's record of a placement says of an adoption; one
// that says nothing of it leaves it. Whether it changed.
bool NoteAdoption(const v1::Placement& placement, v1::SubjectRow& row) {
  const std::string before = Canonical(row);
  const bool by_cgc = placement.adoption_route() == v1::ADOPTION_ROUTE_CGC;
  if (by_cgc || placement.adoption_route() == v1::ADOPTION_ROUTE_AGENCY) {
    row.set_adoption_by_cgc(by_cgc);
    row.set_adoption_by_agency(!by_cgc);
  }
  if (placement.adoption_state() == v1::ADOPTION_STATE_WITHDRAWN) {
    row.set_adoption_by_cgc(false);
    row.set_adoption_by_agency(false);
  }
  if (placement.adoption_state() == v1::ADOPTION_STATE_DONE) {
    row.set_adoption_final(true);
  }
  return Canonical(row) != before;
}

// The case in which the guidance centre confirmed a policy or a placement: it
// prepares a measure, and who is on the case before the placed child is its
// birth family. Only a birth puts a second person on a case.
absl::Status NoteMeasure(Context& context, const std::string& subject,
                         const FoundCase& a_case, const v1::Record& record) {
  if (!a_case.row.child_measure_prepared()) {
    v1::CaseRow row = a_case.row;
    row.set_child_measure_prepared(true);
    context.Write(Table::kCase, a_case.id, row);
  }
  const std::string& first = a_case.row.subjects(0);
  if (!record.has_placement() || first == subject) return absl::OkStatus();
  ASSIGN_OR_RETURN(v1::SubjectRow mother,
                   context.state.Get<v1::SubjectRow>(Table::kSubject, first));
  mother.set_birth_family(true);
  // What was planned before the birth is the child's from now on.
  if (record.placement().adoption_route() != v1::ADOPTION_ROUTE_UNSPECIFIED) {
    mother.set_adoption_by_cgc(false);
    mother.set_adoption_by_agency(false);
  }
  context.Write(Table::kSubject, first, mother);
  return absl::OkStatus();
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

bool StatesBirth(const v1::Record& record) {
  const v1::Birth& birth = record.pregnancy().birth();
  return !birth.born_on().empty() &&
         birth.outcome() != v1::BIRTH_OUTCOME_STILLBIRTH &&
         birth.outcome() != v1::BIRTH_OUTCOME_MISCARRIAGE;
}

absl::Status CheckMarks(const Context& context,
                        const v1::ConfirmSectionRequest& request,
                        v1::SectionKind kind) {
  if (!v1::GraspLevel_IsValid(request.grasp_level())) {
    return absl::InvalidArgumentError("grasp_level: unknown");
  }
  if (request.grasp_level() != v1::GRASP_LEVEL_UNSPECIFIED &&
      !(HasGrasp(kind) && IsGuidanceCentre(context))) {
    return absl::InvalidArgumentError(
        "grasp_level: is said by the guidance centre of a policy, a placement "
        "or an offence");
  }
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
                                      const std::optional<FoundCase>& a_case,
                                      const v1::Record& record) {
  ASSIGN_OR_RETURN(v1::SubjectRow row,
                   context.state.Get<v1::SubjectRow>(Table::kSubject, subject));
  const int64_t now = context.state.now_seconds();
  const bool seals = SpeaksOfConfidentialBirth(record) && !row.sealed_birth();
  if (seals) {
    row.set_sealed_birth(true);
    // All that was confirmed before it is older than the seal, and what is
    // confirmed with it or after it is not.
    ASSIGN_OR_RETURN(const int64_t moment,
                     MomentAfterCasesOf(context.state, subject));
    row.set_sealed_at(moment);
  }
  ASSIGN_OR_RETURN(const bool bears, NoteBirth(record, row));
  ASSIGN_OR_RETURN(const bool hides,
                   NoteAddressProtection(context.party(), record, row));
  const bool adopts =
      IsGuidanceCentre(context) && NoteAdoption(record.placement(), row);
  if (seals || bears || hides || adopts) {
    context.Write(Table::kSubject, subject, row);
  }
  if (!a_case.has_value()) return std::max(now, row.sealed_at());
  if (IsGuidanceCentre(context) &&
      (record.has_guidance_policy() || record.has_placement())) {
    RETURN_IF_ERROR(NoteMeasure(context, subject, *a_case, record));
  }
  return std::max({now, row.sealed_at(), a_case->row.upgraded_at()});
}

}  // namespace tasuki::exchange
