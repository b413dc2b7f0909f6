#include "gateway/exchange/section_effects.h"

#include <algorithm>
#include <set>

#include "gateway/consent/calendar.h"
#include "gateway/disclosure/sealed_name.h"
#include "gateway/exchange/address_protection.h"
#include "gateway/exchange/child_measure.h"
#include "gateway/exchange/moment.h"
#include "gateway/exchange/newer_word.h"
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

// A word on the route of an adoption; that it is withdrawn ends one.
bool SaysRoute(const v1::Placement& placement) {
  return placement.adoption_route() != v1::ADOPTION_ROUTE_UNSPECIFIED ||
         placement.adoption_state() == v1::ADOPTION_STATE_WITHDRAWN;
}

// Has a guidance centre said another route since what this one mends?
absl::StatusOr<bool> IsRouteSaidSince(Context& context,
                                      const std::optional<FoundCase>& a_case,
                                      const v1::SectionRow& draft) {
  std::set<std::string> centres = {context.party()};
  if (a_case.has_value()) {
    ASSIGN_OR_RETURN(const std::set<std::string> others,
                     GuidanceCentresOn(context, *a_case));
    centres.insert(others.begin(), others.end());
  }
  const Word route = {.kinds = {v1::SECTION_KIND_PLACEMENT},
                      .is_said = [](const v1::Record& record, bool taken_back) {
                        return !taken_back && SaysRoute(record.placement());
                      }};
  return IsSaidSince(context, centres, draft, route);
}

// What the guidance centre's record of a placement says of an adoption; one
// that says nothing of it leaves it, and so does the correction of one that is
// older than what is said by now. Whether it changed.
absl::StatusOr<bool> NoteAdoption(Context& context,
                                  const std::optional<FoundCase>& a_case,
                                  const v1::SectionRow& draft,
                                  const v1::Placement& placement,
                                  v1::SubjectRow& row) {
  const std::string before = Canonical(row);
  if (placement.adoption_state() == v1::ADOPTION_STATE_DONE) {
    row.set_adoption_final(true);
  }
  if (!SaysRoute(placement)) return Canonical(row) != before;
  if (!draft.corrects().empty()) {
    ASSIGN_OR_RETURN(const bool newer,
                     IsRouteSaidSince(context, a_case, draft));
    if (newer) return Canonical(row) != before;
  }
  const bool ends = placement.adoption_state() == v1::ADOPTION_STATE_WITHDRAWN;
  const v1::AdoptionRoute route = placement.adoption_route();
  row.set_adoption_by_cgc(!ends && route == v1::ADOPTION_ROUTE_CGC);
  row.set_adoption_by_agency(!ends && route == v1::ADOPTION_ROUTE_AGENCY);
  return Canonical(row) != before;
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
                                      const v1::SectionRow& draft,
                                      const std::optional<FoundCase>& a_case,
                                      const v1::Record& record) {
  const std::string& subject = draft.subject();
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
                   NoteAddressProtection(context, draft, record, row));
  bool adopts = false;
  if (IsGuidanceCentre(context)) {
    ASSIGN_OR_RETURN(
        adopts, NoteAdoption(context, a_case, draft, record.placement(), row));
  }
  if (seals || bears || hides || adopts) {
    context.Write(Table::kSubject, subject, row);
  }
  if (!a_case.has_value()) return std::max(now, row.sealed_at());
  if (IsGuidanceCentre(context) &&
      (record.has_guidance_policy() || record.has_placement())) {
    RETURN_IF_ERROR(NoteMeasure(context, draft, *a_case, record));
  }
  return std::max({now, row.sealed_at(), a_case->row.upgraded_at()});
}

}  // namespace tasuki::exchange
