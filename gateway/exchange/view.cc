#include "gateway/exchange/view.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "gateway/base/check.h"
#include "gateway/exchange/copy_use.h"
#include "gateway/exchange/descent.h"
#include "gateway/exchange/facts.h"
#include "gateway/exchange/relay.h"
#include "gateway/exchange/scopes.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/wire.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"
#include "tasuki/v1/section.pb.h"

namespace tasuki::exchange {
namespace {

// Of a section without its record, roughly.
constexpr size_t kSizeOfEnvelope = 256;

// Documents about several people are keyed by the case once there is one.
bool SpeaksOfSeveral(v1::SectionKind kind) {
  return kind == v1::SECTION_KIND_CASE_MANAGEMENT ||
         kind == v1::SECTION_KIND_FAMILY || kind == v1::SECTION_KIND_VISIT ||
         kind == v1::SECTION_KIND_MEETING;
}

std::string KeyScopeOf(const v1::SectionRow& row) {
  const std::string body = BodyOf(row.holder());
  return SpeaksOfSeveral(row.kind()) && !row.case_().empty()
             ? CaseScope(row.case_(), body)
             : SubjectScope(row.subject(), body);
}

// As if the consent had been withdrawn: its grounds are gone, and the use of
// what came under it stops.
void TakeAway(const std::string& consent, const v1::SectionRow& row,
              policy::Situation& situation, LevelSet& still) {
  const std::string source = ResourceName("consents", consent);
  std::erase_if(situation.grounds, [&](const policy::Ground& ground) {
    return ground.source == source;
  });
  const std::vector<std::string> under = ConsentsOfCopy(row);
  if (std::find(under.begin(), under.end(), consent) == under.end()) return;
  still = LevelSet();
  situation.facts.Set(v1::FACT_STOP_USE, true);
}

// Fields of other categories than places have, by which she is found.
bool NamesAPlace(const v1::Record& record) {
  const auto& rules = record.subject_profile().safe_contact_rules();
  return !record.pregnancy().clinic().empty() ||
         !record.pregnancy().planned_hospital().empty() ||
         !record.livelihood().employer().empty() ||
         std::any_of(rules.begin(), rules.end(),
                     [](const v1::SafeContactRule& rule) {
                       return !rule.safe_place().empty();
                     });
}

// While her address is protected, what names a place of hers implies one
// without its holder's mark (SR-05). Who wrote it down works on with it.
absl::Status AddImpliedPlace(const std::string& full_edition,
                             policy::Situation& situation) {
  const bool protects =
      situation.facts.known_true().Contains(v1::FACT_ADDRESS_PROTECTED);
  if (!protects || situation.reader_is_holder) {
    return absl::OkStatus();
  }
  v1::Record record;
  if (!record.ParseFromString(full_edition)) {
    return absl::DataLossError("a stored edition does not parse");
  }
  if (NamesAPlace(record)) {
    situation.facts.Set(v1::FACT_SECTION_IMPLIES_PLACE, true);
  }
  return absl::OkStatus();
}

}  // namespace

bool IsOver(const v1::SectionRow& row) {
  return row.state() == v1::SECTION_STATE_CORRECTED ||
         row.state() == v1::SECTION_STATE_RETRACTED;
}

bool IsExpiredDraft(Reading& state, const v1::SectionRow& row) {
  return row.state() == v1::SECTION_STATE_DRAFT &&
         !state.Before(absl::FromUnixSeconds(row.draft_expires_at()));
}

void AppendField(int number, absl::string_view bytes, std::string* out) {
  WireWriter(*out).Message(number, bytes);
}

absl::StatusOr<disclosure::Editions> EditionsOf(Reading& state,
                                                const std::string& id) {
  ASSIGN_OR_RETURN(const v1::EditionsRow& row,
                   state.Get<v1::EditionsRow>(Table::kEditions, id));
  return disclosure::Editions{.full = row.full(), .reduced = row.reduced()};
}

absl::StatusOr<v1::Record> RecordOf(Reading& state, const std::string& id) {
  ASSIGN_OR_RETURN(const disclosure::Editions editions, EditionsOf(state, id));
  v1::Record record;
  if (!record.ParseFromString(editions.full)) {
    return absl::DataLossError("a stored edition does not parse");
  }
  return record;
}

absl::StatusOr<std::vector<v1::Record>> RecordsHeld(
    Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const std::set<std::string> held,
                   SectionsHeld(context.state, context.party(), subject));
  std::vector<v1::Record> records;
  for (const std::string& id : held) {
    ASSIGN_OR_RETURN(records.emplace_back(), RecordOf(context.state, id));
  }
  return records;
}

absl::StatusOr<SectionView> ViewSectionAs(
    Context& context, const Reader& reader, v1::Purpose purpose,
    const std::string& id, const std::optional<FoundCase>& a_case,
    const Supposed& supposed) {
  ASSIGN_OR_RETURN(const v1::SectionRow& row,
                   context.state.Get<v1::SectionRow>(Table::kSection, id));
  SectionView view{.id = id, .row = &row, .outcome = {}, .record = {}};
  if (IsOver(row) || IsExpiredDraft(context.state, row)) return view;
  ASSIGN_OR_RETURN(const v1::EditionsRow& editions,
                   context.state.Get<v1::EditionsRow>(Table::kEditions, id));
  ASSIGN_OR_RETURN(CategorySet content,
                   disclosure::CategoriesIn(editions.full()));
  ASSIGN_OR_RETURN(policy::Situation situation,
                   SituationOf(context.state, reader, purpose, row, a_case));
  if (supposed.nothing_but_born.has_value()) {
    SupposeNothingOfHer(*supposed.nothing_but_born, situation.facts);
  }
  ASSIGN_OR_RETURN(LevelSet still, StillInUse(context.state, row,
                                              reader.party.name(), purpose));
  if (!supposed.without_consent.empty()) {
    TakeAway(supposed.without_consent, row, situation, still);
  }
  if (!supposed.names_no_place) {
    RETURN_IF_ERROR(AddImpliedPlace(editions.full(), situation));
  }
  ASSIGN_OR_RETURN(view.mark, StateOfOrigin(context.state, row));
  ASSIGN_OR_RETURN(std::vector<consent::Statement> statements,
                   StatementsOf(context.state, id));
  if (supposed.stated.has_value()) statements.push_back(*supposed.stated);
  ASSIGN_OR_RETURN(std::vector<policy::Situation> stated_situations,
                   StatedSituationsOf(context.state, reader, purpose, row,
                                      a_case, situation, statements));
  KeepToUse(context.policy, still, situation);
  for (policy::Situation& stated : stated_situations) {
    KeepToUse(context.policy, still, stated);
  }
  // That there is a section at all is a fact about the existence of the case.
  content = content | CategorySet::Of(v1::CATEGORY_C01);
  view.outcome = Decide(context.policy, std::move(situation), row, content,
                        std::move(stated_situations));
  RETURN_IF_ERROR(NameRelay(context.state, reader, row, a_case, view.outcome));
  ASSIGN_OR_RETURN(view.record, disclosure::ConstructFrom(editions.full(),
                                                          editions.reduced(),
                                                          view.outcome.levels));
  return view;
}

absl::StatusOr<SectionView> ViewSection(
    Context& context, const std::string& id,
    const std::optional<FoundCase>& a_case) {
  return ViewSectionAs(context, context.reader(), context.purpose, id, a_case);
}

absl::StatusOr<std::vector<SectionView>> ViewCase(
    Context& context, const std::optional<FoundCase>& a_case) {
  CHECK(a_case.has_value());
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kSectionsOfCase, a_case->id));
  std::vector<SectionView> views;
  views.reserve(entries.size());
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(SectionView view, ViewSection(context, entry.id, a_case));
    views.push_back(std::move(view));
  }
  std::sort(views.begin(), views.end(),
            [](const SectionView& a, const SectionView& b) {
              const v1::SectionKind a_kind = a.row->kind();
              const v1::SectionKind b_kind = b.row->kind();
              return std::tie(a.row->holder(), a_kind, a.id) <
                     std::tie(b.row->holder(), b_kind, b.id);
            });
  return views;
}

bool ShowsExistence(const std::vector<SectionView>& views) {
  return std::any_of(views.begin(), views.end(), [](const SectionView& view) {
    return view.outcome.levels.existence().Contains(v1::CATEGORY_C01);
  });
}

absl::StatusOr<std::vector<v1::RefusalCode>> WhyHidden(
    Context& context, const std::optional<FoundCase>& a_case,
    const std::vector<SectionView>& views) {
  std::set<v1::RefusalCode> codes;
  const auto add = [&codes](const std::vector<v1::RefusalCode>& more) {
    codes.insert(more.begin(), more.end());
  };
  for (const SectionView& view : views) {
    const UnitOutcome& unit = view.outcome;
    const auto reason = std::find_if(
        unit.reasons.begin(), unit.reasons.end(),
        [](const auto& one) { return one.category == v1::CATEGORY_C01; });
    if (reason != unit.reasons.end()) {
      add(reason->refusals);
      continue;
    }
    add(context.policy.WhyClosed(unit.situation,
                                 CategorySet::Of(v1::CATEGORY_C01)));
    ASSIGN_OR_RETURN(
        const v1::RefusalCode ended,
        WhyNoGround(context.state, context.reader(), context.purpose, *view.row,
                    a_case, unit.content));
    // Whoever was never consented to may have had other grounds.
    if (ended == v1::REFUSAL_CODE_CONSENT_WITHDRAWN ||
        ended == v1::REFUSAL_CODE_CONSENT_EXPIRED) {
      codes.insert(ended);
    }
  }
  if (codes.empty()) codes.insert(v1::REFUSAL_CODE_NO_BASIS);
  return std::vector<v1::RefusalCode>(codes.begin(), codes.end());
}

std::string SectionBytes(const Context& context, const SectionView& view) {
  const v1::SectionRow& row = *view.row;
  std::string bytes;
  bytes.reserve(kSizeOfEnvelope + view.record.size());
  WireWriter section(bytes);
  section.Text(v1::Section::kNameFieldNumber, ResourceName("sections", view.id))
      .Text(v1::Section::kSubjectFieldNumber,
            ResourceName("subjects", row.subject()));
  if (view.names_case) {
    section.Text(v1::Section::kCaseFieldNumber,
                 ResourceName("cases", row.case_()));
  }
  section.Number(v1::Section::kKindFieldNumber, row.kind())
      .Text(v1::Section::kHolderFieldNumber, row.holder());
  if (row.holder() == context.party()) {
    section.Text(v1::Section::kOriginFieldNumber, row.origin())
        .Number(v1::Section::kOnwardRuleFieldNumber, row.onward_rule());
  }
  const bool stale = view.mark != v1::SECTION_STATE_CONFIRMED;
  section
      .Number(v1::Section::kStateFieldNumber, stale ? view.mark : row.state())
      .Message(v1::Section::kRecordFieldNumber, view.record);
  return bytes;
}

std::vector<SubjectOutcome> OutcomesOf(std::vector<SectionView> views) {
  std::vector<SubjectOutcome> outcomes;
  for (SectionView& view : views) {
    const auto same = [&](const SubjectOutcome& outcome) {
      return outcome.subject == view.row->subject();
    };
    auto found = std::find_if(outcomes.begin(), outcomes.end(), same);
    if (found == outcomes.end()) {
      found = outcomes.insert(found, Named(view.row->subject()));
    }
    if (!view.record.empty()) view.outcome.section = std::move(view.id);
    found->units.push_back(std::move(view.outcome));
  }
  return outcomes;
}

std::vector<SubjectOutcome> OutcomesTold(std::vector<SectionView> views,
                                         const std::string& asked) {
  std::vector<SubjectOutcome> outcomes = OutcomesOf(std::move(views));
  std::erase_if(outcomes, [&](const SubjectOutcome& outcome) {
    return outcome.subject != asked &&
           std::all_of(outcome.units.begin(), outcome.units.end(),
                       [](const UnitOutcome& unit) { return unit.hidden; });
  });
  return outcomes;
}

void WriteSection(Context& context, const std::string& id,
                  const v1::SectionRow& row,
                  const disclosure::Editions& editions) {
  context.Write(Table::kSection, id, row);
  v1::EditionsRow stored;
  stored.set_full(editions.full);
  stored.set_reduced(editions.reduced);
  context.Write(Table::kEditions, id, stored, KeyScopeOf(row));
}

}  // namespace tasuki::exchange
