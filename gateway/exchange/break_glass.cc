#include "gateway/exchange/break_glass.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "gateway/consent/vital_interest.h"
#include "gateway/exchange/facts.h"
#include "gateway/exchange/periods.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

consent::StoredOpening StoredOpeningOf(const std::string& id,
                                       const v1::OpeningRow& row) {
  consent::StoredOpening opening{
      .id = id,
      .a_case = row.case_(),
      .party = row.party(),
      .person = row.person(),
      .role = row.role(),
      .ends_at = absl::FromUnixSeconds(row.ends_at())};
  for (const int category : row.categories()) {
    opening.categories.push_back(static_cast<v1::Category>(category));
  }
  return opening;
}

// What is known where the ground of an opening stands alone: whether its reader
// goes to the place itself, and nothing of consents.
void AddOpeningFacts(bool to_the_place, KnownFacts& facts) {
  facts.Set(v1::FACT_RESCUER, to_the_place);
  SupposeNoConsent(facts);
}

// Through which assignment the person can be told now: of the caller's own
// party first, else one of its body in a role that reviews.
absl::StatusOr<std::optional<Colleague>> ReachedThrough(Context& context,
                                                        const std::string& id,
                                                        bool reviews) {
  ASSIGN_OR_RETURN(const Found<v1::PersonEntry> person,
                   context.state.Find<v1::PersonEntry>(Table::kPerson, id));
  std::optional<Colleague> found;
  if (!person.has_value() || person->disabled()) return found;
  for (const v1::Assignment& assignment : person->assignments()) {
    const bool own = assignment.party() == context.party();
    if (BodyOf(assignment.party()) != context.reader().body()) continue;
    if (!InPeriod(context.state, assignment.period())) continue;
    ASSIGN_OR_RETURN(const Found<v1::PartyEntry> party,
                     FindEnabledParty(context.state, assignment.party()));
    if (!party.has_value()) continue;
    const bool may_review = context.policy.Allows(
        party->audience(), assignment.role(), v1::RELATION_UNSPECIFIED,
        v1::ACTION_REVIEW_BREAK_GLASS);
    if (!may_review && (reviews || !own)) continue;
    if (!found.has_value() || own) found = {id, assignment.party()};
  }
  return found;
}

}  // namespace

bool MayOpen(const Context& context) {
  for (int r = v1::Relation_MIN; r <= v1::Relation_MAX; ++r) {
    if (v1::Relation_IsValid(r) && context.May(v1::ACTION_OPEN_BREAK_GLASS,
                                               static_cast<v1::Relation>(r))) {
      return true;
    }
  }
  return false;
}

bool IsShownTo(const Context& context, const v1::OpeningRow& row) {
  if (row.party() == context.party() && MayOpen(context)) return true;
  return BodyOf(row.party()) == context.reader().body() &&
         (row.second_person() == context.reader().person ||
          context.May(v1::ACTION_REVIEW_BREAK_GLASS));
}

absl::StatusOr<FoundOpening> FindOpening(Context& context,
                                         const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("openings", name, "name"));
  ASSIGN_OR_RETURN(std::optional<v1::OpeningRow> row,
                   context.state.Find<v1::OpeningRow>(Table::kOpening, id));
  FoundOpening found{.id = id, .row = {}, .hidden_because = std::nullopt};
  if (!row.has_value()) {
    found.hidden_because = v1::REFUSAL_CODE_NO_SUCH_OBJECT;
  } else if (!IsShownTo(context, *row)) {
    found.hidden_because = v1::REFUSAL_CODE_NO_BASIS;
  } else {
    found.row = *std::move(row);
  }
  return found;
}

bool WaitsForReview(const v1::OpeningRow& row) {
  return row.reviewed_at() == 0;
}

bool IsOverdue(Reading& state, const v1::OpeningRow& row) {
  return WaitsForReview(row) &&
         !state.Before(absl::FromUnixSeconds(row.review_by()));
}

absl::StatusOr<std::string> SubjectOf(Reading& state,
                                      const v1::OpeningRow& row) {
  ASSIGN_OR_RETURN(const v1::CaseRow& a_case,
                   state.Get<v1::CaseRow>(Table::kCase, row.case_()));
  return a_case.subjects(0);
}

absl::StatusOr<std::vector<Colleague>> ReviewersIn(Context& context) {
  std::vector<Colleague> reviewers;
  ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                   PartiesOf(context.state, context.reader().body()));
  for (const std::string& party : parties) {
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> persons,
                     context.state.List(Index::kPersonsOfParty, party));
    for (const IndexEntry& entry : persons) {
      ASSIGN_OR_RETURN(const std::optional<Colleague> reviewer,
                       ReachedThrough(context, entry.id, /*reviews=*/true));
      const auto same = [&](const Colleague& known) {
        return known.person == entry.id;
      };
      if (reviewer.has_value() && absl::c_none_of(reviewers, same)) {
        reviewers.push_back(*reviewer);
      }
    }
  }
  return reviewers;
}

absl::StatusOr<std::optional<Colleague>> FindColleague(
    Context& context, const std::string& person) {
  return ReachedThrough(context, person, /*reviews=*/false);
}

absl::StatusOr<std::vector<policy::Situation>> OpenedSituationsOf(
    Reading& state, const Reader& reader,
    const std::optional<FoundCase>& a_case, const policy::Situation& base) {
  std::vector<policy::Situation> situations;
  // Whoever is only imagined opened nothing.
  if (!a_case.has_value() || reader.person.empty()) return situations;
  const consent::OpeningReader who{.party = reader.party.name(),
                                   .person = reader.person,
                                   .role = reader.role,
                                   .a_case = a_case->id};
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(Index::kOpeningsOfCase, a_case->id));
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::OpeningRow& row,
                     state.Get<v1::OpeningRow>(Table::kOpening, entry.id));
    const consent::StoredOpening opening = StoredOpeningOf(entry.id, row);
    if (!consent::IsFor(opening, who) || !state.Before(opening.ends_at)) {
      continue;
    }
    policy::Situation situation = base;
    situation.grounds = {consent::VitalGround(opening)};
    AddOpeningFacts(row.to_the_place(), situation.facts);
    situations.push_back(std::move(situation));
  }
  return situations;
}

}  // namespace tasuki::exchange
