#include "gateway/exchange/exposure.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "gateway/exchange/ground_inputs.h"
#include "gateway/exchange/imagined_reader.h"
#include "gateway/exchange/unit.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// A section, as read in the widened state.
struct Held {
  v1::SectionRow row;
  std::optional<FoundCase> a_case;
  CategorySet content;
  std::vector<consent::Statement> statements;
  // What its subject's consents name, and none.
  std::set<std::string> series = {""};
  // Persons that count by themselves: who wrote it, who is named in the team,
  // who opened the case for danger.
  std::set<std::string> named;
};

using Most = std::array<v1::DisclosedCategory, v1::Category_ARRAYSIZE>;

// The most that one party could read, and in which role.
struct Tally {
  Most most;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  int best = 0;  // of that role: sum of levels
  int64_t from = 0, to = 0;
};

absl::Status AddNamed(Reading& state, Held& held) {
  held.named.insert(held.row.recorded_by());
  if (!held.a_case.has_value()) return absl::OkStatus();
  for (const v1::TeamEntry& entry : held.a_case->row.team()) {
    held.named.insert(entry.persons().begin(), entry.persons().end());
  }
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> openings,
                   state.List(Index::kOpeningsOfCase, held.a_case->id));
  for (const IndexEntry& entry : openings) {
    ASSIGN_OR_RETURN(const v1::OpeningRow& opening,
                     state.Get<v1::OpeningRow>(Table::kOpening, entry.id));
    held.named.insert(opening.person());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Held>> HeldIn(Reading& state,
                                           const std::string& id,
                                           const Window& window) {
  Held held;
  ASSIGN_OR_RETURN(held.row, state.Get<v1::SectionRow>(Table::kSection, id));
  if (held.row.state() != v1::SECTION_STATE_CONFIRMED ||
      held.row.confirmed_at() >= window.to) {
    return std::optional<Held>();
  }
  ASSIGN_OR_RETURN(held.a_case, CaseOf(state, held.row));
  ASSIGN_OR_RETURN(const v1::EditionsRow& editions,
                   state.Get<v1::EditionsRow>(Table::kEditions, id));
  ASSIGN_OR_RETURN(held.content, disclosure::CategoriesIn(editions.full()));
  held.content = held.content | CategorySet::Of(v1::CATEGORY_C01);
  ASSIGN_OR_RETURN(held.statements, StatementsOf(state, id));
  for (const consent::Statement& one : held.statements) {
    held.named.insert(one.persons.begin(), one.persons.end());
  }
  ASSIGN_OR_RETURN(const std::vector<consent::StoredConsent> consents,
                   ConsentsOf(state, held.row.subject()));
  for (const consent::StoredConsent& consent : consents) {
    held.series.insert(consent.terms.series().begin(),
                       consent.terms.series().end());
  }
  RETURN_IF_ERROR(AddNamed(state, held));
  return std::optional<Held>(std::move(held));
}

absl::StatusOr<UnitOutcome> OutcomeFor(Reading& state,
                                       const policy::Policy& policy,
                                       const Reader& reader, const Held& held,
                                       v1::Purpose purpose,
                                       const std::string& series) {
  ASSIGN_OR_RETURN(
      policy::Situation situation,
      SituationOf(state, reader, purpose, held.row, held.a_case, series));
  std::vector<policy::Situation> stated;
  if (purpose == v1::PURPOSE_CONFERENCE) {
    // As if it had been released where the reader was in the room.
    situation.facts.Set(v1::FACT_ATTENDEE, true);
    situation.facts.Set(v1::FACT_ITEM_RELEASED, true);
  } else {
    ASSIGN_OR_RETURN(
        stated, StatedSituationsOf(state, reader, purpose, held.row,
                                   held.a_case, situation, held.statements));
  }
  return Decide(policy, std::move(situation), held.row, held.content,
                std::move(stated));
}

void Add(const UnitOutcome& outcome, CategorySet categories, Most& most) {
  const LevelSet disclosed = outcome.disclosed();
  for (const policy::CategoryReason& reason : outcome.reasons) {
    v1::DisclosedCategory& entry = most[reason.category];
    const v1::Level level = disclosed.At(reason.category);
    if (!categories.Contains(reason.category) ||
        level <= std::max(entry.level(), v1::LEVEL_WITHHELD)) {
      continue;
    }
    entry.set_category(reason.category);
    entry.set_level(level);
    entry.set_basis(reason.basis);
    entry.set_source(reason.ground_source);
  }
}

int SumOf(const Most& most) {
  int sum = 0;
  for (const v1::DisclosedCategory& entry : most) sum += entry.level();
  return sum;
}

// What one reader could read of one section.
absl::Status AddSection(Reading& state, const policy::Policy& policy,
                        const Reader& reader, const Held& held,
                        CategorySet categories, Most& most) {
  for (int purpose = 1; purpose < v1::Purpose_ARRAYSIZE; ++purpose) {
    const bool conference = purpose == v1::PURPOSE_CONFERENCE;
    for (const std::string& series :
         conference ? held.series : std::set<std::string>{""}) {
      ASSIGN_OR_RETURN(const UnitOutcome outcome,
                       OutcomeFor(state, policy, reader, held,
                                  static_cast<v1::Purpose>(purpose), series));
      Add(outcome, categories, most);
    }
  }
  return absl::OkStatus();
}

void Join(const Reader& reader, const Most& read, const Held& held,
          Tally& tally) {
  const int sum = SumOf(read);
  if (sum == 0) return;
  if (sum > tally.best) {
    tally.best = sum;
    tally.role = reader.role;
  }
  for (size_t i = 0; i < read.size(); ++i) {
    if (read[i].level() > tally.most[i].level()) tally.most[i] = read[i];
  }
  const bool first = tally.to == 0;
  const int64_t ended = held.row.ended_at();
  tally.from = first ? held.row.confirmed_at()
                     : std::min(tally.from, held.row.confirmed_at());
  tally.to = std::max(tally.to,
                      ended == 0 ? std::numeric_limits<int64_t>::max() : ended);
}

// One party in one widened state.
absl::Status AddParty(Context& context, const std::string& name,
                      const std::set<std::string>& sections, Window window,
                      bool lift_limits, CategorySet categories, Tally& tally) {
  const WindowedSnapshot widened(context.snapshot, window,
                                 context.state.now_seconds(), lift_limits);
  Reading state(widened, context.state.now());
  ASSIGN_OR_RETURN(const v1::PartyEntry& party,
                   state.Get<v1::PartyEntry>(Table::kParty, name));
  for (const std::string& id : sections) {
    ASSIGN_OR_RETURN(const std::optional<Held> held, HeldIn(state, id, window));
    if (!held.has_value()) continue;
    ASSIGN_OR_RETURN(const std::vector<Reader> readers,
                     ReadersOf(state, party, held->named));
    for (const Reader& reader : readers) {
      Most read;
      RETURN_IF_ERROR(
          AddSection(state, context.policy, reader, *held, categories, read));
      Join(reader, read, *held, tally);
    }
  }
  return absl::OkStatus();
}

v1::Exposed ExposedOf(const std::string& party, const Tally& tally,
                      const Window& window) {
  v1::Exposed exposed;
  exposed.set_party(party);
  exposed.set_role(tally.role);
  for (const v1::DisclosedCategory& entry : tally.most) {
    if (entry.level() > v1::LEVEL_WITHHELD) *exposed.add_could() = entry;
  }
  exposed.set_from(std::max(tally.from, window.from));
  exposed.set_to(std::min(tally.to, window.to));
  return exposed;
}

}  // namespace

absl::StatusOr<std::vector<v1::Exposed>> ExposedIn(
    Context& context, const std::set<std::string>& sections, Window window,
    CategorySet categories) {
  Reading state(context.snapshot, context.state.now());
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   state.List(Index::kParties, ""));
  std::set<std::string> names;
  for (const IndexEntry& entry : parties) names.insert(entry.id);
  std::vector<v1::Exposed> exposed;
  for (const std::string& name : names) {
    Tally tally;
    for (const bool lift_limits : {false, true}) {
      RETURN_IF_ERROR(AddParty(context, name, sections, window, lift_limits,
                               categories, tally));
    }
    if (tally.best != 0) exposed.push_back(ExposedOf(name, tally, window));
  }
  return exposed;
}

}  // namespace tasuki::exchange
