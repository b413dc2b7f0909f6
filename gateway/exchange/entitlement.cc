#include "gateway/exchange/entitlement.h"

#include <utility>
#include <vector>

#include "gateway/exchange/relation.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/view.h"

namespace tasuki::exchange {
namespace {

// As confirmed now, and free to be passed on: nothing of the section itself
// narrows what may be known.
v1::SectionRow AnySectionOf(Reading& state, const std::string& subject,
                            const std::string& holder) {
  v1::SectionRow row;
  row.set_subject(subject);
  row.set_holder(holder);
  row.set_state(v1::SECTION_STATE_CONFIRMED);
  row.set_confirmed_at(state.now_seconds());
  row.set_onward_rule(v1::ONWARD_RULE_FREE);
  return row;
}

absl::StatusOr<bool> TellsOfTheSeal(Context& context, const std::string& id,
                                    const std::string& subject) {
  ASSIGN_OR_RETURN(const v1::SectionRow& row,
                   context.state.Get<v1::SectionRow>(Table::kSection, id));
  if (row.subject() != subject) return false;
  ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                   CaseOf(context.state, row));
  ASSIGN_OR_RETURN(const SectionView view, ViewSection(context, id, a_case));
  const CategorySet told =
      view.outcome.levels.existence() & view.outcome.content;
  if (told.Contains(v1::CATEGORY_C30)) return true;
  v1::Record record;
  if (!record.ParseFromString(view.record)) {
    return absl::DataLossError("a stored record does not parse");
  }
  return SpeaksOfConfidentialBirth(record);
}

}  // namespace

absl::StatusOr<std::optional<FoundCase>> CaseWorkedOn(
    Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   context.state.List(Index::kCasesOfSubject, subject));
  std::optional<FoundCase> found;
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     context.state.Get<v1::CaseRow>(Table::kCase, entry.id));
    const Standing standing =
        StandingOf(context.state, context.reader(), row, context.purpose);
    if (standing.relation == v1::RELATION_UNSPECIFIED) continue;
    if (found.has_value() && row.closed_at() != 0) continue;
    const bool open = row.closed_at() == 0;
    found = FoundCase{entry.id, row};
    if (open) break;
  }
  return found;
}

absl::StatusOr<std::set<std::string>> SectionsInReach(
    Context& context, const std::string& subject,
    const std::optional<FoundCase>& a_case) {
  ASSIGN_OR_RETURN(std::set<std::string> ids,
                   SectionsHeld(context.state, context.party(), subject));
  if (!a_case.has_value()) return ids;
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kSectionsOfCase, a_case->id));
  for (const IndexEntry& entry : entries) ids.insert(entry.id);
  return ids;
}

absl::StatusOr<UnitOutcome> OutcomeAbout(Context& context,
                                         const std::string& subject,
                                         const std::string& holder,
                                         v1::Category category) {
  ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                   CaseWorkedOn(context, subject));
  const v1::SectionRow section = AnySectionOf(context.state, subject, holder);
  ASSIGN_OR_RETURN(policy::Situation situation,
                   SituationOf(context.state, context.reader(), context.purpose,
                               section, a_case));
  situation.facts.Set(v1::FACT_OWN_LOG_PART, holder == context.party());
  return Decide(context.policy, std::move(situation), section,
                CategorySet::Of(category));
}

absl::StatusOr<bool> MayKnowOfTheSeal(Context& context,
                                      const std::string& subject) {
  ASSIGN_OR_RETURN(
      const Found<v1::SubjectRow> row,
      context.state.Find<v1::SubjectRow>(Table::kSubject, subject));
  // Who registered a child of sealed origin said it.
  if (row.has_value() && row->sealed_origin() &&
      row->registered_by() == context.party()) {
    return true;
  }
  ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                   CaseWorkedOn(context, subject));
  ASSIGN_OR_RETURN(const std::set<std::string> ids,
                   SectionsInReach(context, subject, a_case));
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(const bool tells, TellsOfTheSeal(context, id, subject));
    if (tells) return true;
  }
  return false;
}

absl::StatusOr<Answer> RefuseSealedIdentity(Context& context,
                                            const std::string& subject,
                                            const v1::Record& said) {
  Answer answer = SealedIdentityRefused();
  answer.events.push_back({subject, "SEALED_IDENTITY_ATTEMPT"});
  if (SpeaksOfConfidentialBirth(said)) return answer;
  ASSIGN_OR_RETURN(const bool may_know, MayKnowOfTheSeal(context, subject));
  if (may_know) return answer;
  const Answer neutral = RecognisableRefused(subject);
  answer.status = neutral.status;
  answer.outward_code = neutral.outward_code;
  return answer;
}

Answer RecognisableRefused(const std::string& subject) {
  Answer answer = Refused(v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED,
                          "somebody may be recognised in what is written");
  answer.events.push_back({subject, "RECOGNISABLE_TEXT"});
  return answer;
}

}  // namespace tasuki::exchange
