#include "gateway/exchange/child_measure.h"

#include <optional>

#include "gateway/exchange/newer_word.h"
#include "gateway/exchange/view.h"

namespace tasuki::exchange {
namespace {

bool IsOfMeasures(v1::SectionKind kind) {
  return kind == v1::SECTION_KIND_GUIDANCE_POLICY ||
         kind == v1::SECTION_KIND_PLACEMENT;
}

// Corrected to an empty one it prepares nothing.
bool SaysAnything(const v1::Record& record) {
  return record.guidance_policy().ByteSizeLong() > 0 ||
         record.placement().ByteSizeLong() > 0;
}

absl::StatusOr<bool> IsGuidanceCentre(Reading& state,
                                      const std::string& party) {
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> entry,
                   state.Find<v1::PartyEntry>(Table::kParty, party));
  return entry.has_value() && entry->audience() == v1::AUDIENCE_TYPE_CGC;
}

// Opened again a case begins without a measure; what was said before stays.
absl::StatusOr<bool> IsOfThisTime(Reading& state, const std::string& id,
                                  const v1::CaseRow& a_case) {
  if (a_case.closed_and_reopened().empty()) return true;
  ASSIGN_OR_RETURN(const Version first, FirstVersion(state, id));
  const int64_t opened = *a_case.closed_and_reopened().rbegin();
  return first.row.confirmed_at() >= opened;
}

absl::StatusOr<bool> Prepares(Context& context, const std::string& id,
                              const v1::CaseRow& a_case) {
  ASSIGN_OR_RETURN(const v1::SectionRow& row,
                   context.state.Get<v1::SectionRow>(Table::kSection, id));
  if (row.state() != v1::SECTION_STATE_CONFIRMED || !row.origin().empty() ||
      !IsOfMeasures(row.kind())) {
    return false;
  }
  ASSIGN_OR_RETURN(const bool said_by_a_centre,
                   IsGuidanceCentre(context.state, row.holder()));
  if (!said_by_a_centre) return false;
  ASSIGN_OR_RETURN(const bool now, IsOfThisTime(context.state, id, a_case));
  if (!now) return false;
  ASSIGN_OR_RETURN(const v1::Record record, RecordOf(context.state, id));
  return SaysAnything(record);
}

// Does a section of the case, but this one, prepare a measure?
absl::StatusOr<bool> AnotherPrepares(Context& context, const FoundCase& a_case,
                                     const std::string& but) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> sections,
                   context.state.List(Index::kSectionsOfCase, a_case.id));
  for (const IndexEntry& entry : sections) {
    if (entry.id == but) continue;
    ASSIGN_OR_RETURN(const bool prepares,
                     Prepares(context, entry.id, a_case.row));
    if (prepares) return true;
  }
  return false;
}

// Does the record that is confirmed prepare one, or one that stands beside it?
absl::StatusOr<bool> IsPrepared(Context& context, const v1::SectionRow& draft,
                                const FoundCase& a_case,
                                const v1::Record& record) {
  if (SaysAnything(record)) {
    if (draft.corrects().empty()) return true;
    ASSIGN_OR_RETURN(const bool now,
                     IsOfThisTime(context.state, draft.corrects(), a_case.row));
    if (now) return true;
  }
  if (!a_case.row.child_measure_prepared()) return false;
  return AnotherPrepares(context, a_case, draft.corrects());
}

void Write(Context& context, const FoundCase& a_case, bool prepared) {
  if (a_case.row.child_measure_prepared() == prepared) return;
  v1::CaseRow row = a_case.row;
  row.set_child_measure_prepared(prepared);
  context.Write(Table::kCase, a_case.id, row);
}

}  // namespace

// Who is on the case before the placed child is its birth family: only a birth
// puts a second person on a case.
absl::Status NoteMeasure(Context& context, const v1::SectionRow& draft,
                         const FoundCase& a_case, const v1::Record& record) {
  ASSIGN_OR_RETURN(const bool prepared,
                   IsPrepared(context, draft, a_case, record));
  Write(context, a_case, prepared);
  const std::string& first = a_case.row.subjects(0);
  if (!record.has_placement() || first == draft.subject()) {
    return absl::OkStatus();
  }
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

absl::Status NoteTakenBack(Context& context, const Version& version) {
  if (!IsOfMeasures(version.row.kind())) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                   CaseOf(context.state, version.row));
  if (!a_case.has_value() || !a_case->row.child_measure_prepared()) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const bool another,
                   AnotherPrepares(context, *a_case, version.id));
  Write(context, *a_case, another);
  return absl::OkStatus();
}

absl::StatusOr<std::set<std::string>> GuidanceCentresOn(
    Context& context, const FoundCase& a_case) {
  std::set<std::string> centres;
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> sections,
                   context.state.List(Index::kSectionsOfCase, a_case.id));
  for (const IndexEntry& entry : sections) {
    ASSIGN_OR_RETURN(
        const v1::SectionRow& row,
        context.state.Get<v1::SectionRow>(Table::kSection, entry.id));
    ASSIGN_OR_RETURN(const bool is_one,
                     IsGuidanceCentre(context.state, row.holder()));
    if (is_one) centres.insert(row.holder());
  }
  return centres;
}

}  // namespace tasuki::exchange
