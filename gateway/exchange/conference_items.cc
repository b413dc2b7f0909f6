#include <optional>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/crypto/digest.h"
#include "gateway/exchange/conference.h"
#include "gateway/exchange/conference_view.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// As many as one party can put before a meeting. Each party has its own: nobody
// can fill up, or count, what is another's.
constexpr int kMaxItemsOfParty = 50;

// A section of the caller's party, with what a conference could show of it.
struct OwnSection {
  std::string id;
  v1::SectionRow row;
  v1::Relation relation;
  LevelSet levels;
};

// Only what is confirmed and belongs to a case is shown in a conference.
bool IsReady(const v1::SectionRow& row) {
  return row.state() == v1::SECTION_STATE_CONFIRMED && !row.case_().empty();
}

// Absent, alike to the caller: not there, another party's, or closed to the
// caller whatever she consented to (stopped, in conflict, closed case).
absl::StatusOr<std::optional<OwnSection>> FindOwn(Context& context,
                                                  const std::string& name) {
  OwnSection own;
  ASSIGN_OR_RETURN(own.id, ParseResourceId("sections", name, "section"));
  ASSIGN_OR_RETURN(std::optional<v1::SectionRow> row,
                   context.state.Find<v1::SectionRow>(Table::kSection, own.id));
  if (!row.has_value() || row->holder() != context.party()) {
    return std::optional<OwnSection>();
  }
  own.row = *std::move(row);
  // What is not ready is said to be, whatever else there is to know of her.
  if (!IsReady(own.row)) return std::optional<OwnSection>(std::move(own));
  ASSIGN_OR_RETURN(const policy::Situation situation,
                   AtTheMost(context, own.row));
  own.relation = situation.relation;
  own.levels = context.policy.Evaluate(situation);
  if (own.levels.empty()) return std::optional<OwnSection>();
  return std::optional<OwnSection>(std::move(own));
}

// What stands in the way of showing this section in any conference.
std::optional<Answer> WhyNot(const Context& context, const OwnSection& own,
                             const std::string& shown) {
  if (!IsReady(own.row)) {
    return Refused(v1::REFUSAL_CODE_RECORD_UNCONFIRMED,
                   "section: confirmed and bound to a case");
  }
  if (!context.May(v1::ACTION_RELEASE_ITEM, own.relation)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not release sections here");
  }
  if (shown.empty()) {
    return Refused(v1::REFUSAL_CODE_AUDIENCE_LEVEL,
                   "nothing of this section can be shown in a conference");
  }
  return std::nullopt;
}

// In a meeting that is open now the case of a new item is called something.
absl::Status DrawAliasInOpenMeeting(Context& context, const FoundSeries& series,
                                    const std::string& a_case) {
  const std::string& id = series.row.open_meeting();
  if (id.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(v1::MeetingRow meeting,
                   context.state.Get<v1::MeetingRow>(Table::kMeeting, id));
  ASSIGN_OR_RETURN(const bool open, IsOpen(context.state, meeting));
  if (!open) return absl::OkStatus();
  DrawAlias(meeting, a_case);
  context.Write(Table::kMeeting, id, meeting);
  return absl::OkStatus();
}

std::string StoreItem(Context& context, const FoundSeries& series,
                      const OwnSection& own,
                      const disclosure::Editions& editions) {
  v1::ItemRow row;
  row.set_series(series.id);
  row.set_section(own.id);
  row.set_released_by(context.party());
  row.set_person(context.reader().person);
  row.set_released_at(context.state.now_seconds());
  row.set_edition_sha256(crypto::Sha256(editions.reduced));
  const std::string id = NewId();
  context.Write(Table::kItem, id, row);
  context.Enter(Index::kItemsOfSeries, series.id, id);
  return id;
}

Answer ReleasedAnswer(const std::string& subject, const std::string& item,
                      const std::string& shown) {
  v1::ReleaseItemResponse response;
  response.set_item(ResourceName("items", item));
  Answer answer = About(subject, Canonical(response));
  answer.kept_body = answer.body;
  AppendField(v1::ReleaseItemResponse::kShownFieldNumber, shown, &answer.body);
  return answer;
}

}  // namespace

absl::StatusOr<Answer> ReleaseItem(Context& context,
                                   const v1::ReleaseItemRequest& request) {
  ASSIGN_OR_RETURN(const FoundSeries series,
                   FindSeries(context, request.series(), "series"));
  if (series.hidden()) return series.refusal();
  ASSIGN_OR_RETURN(const std::optional<OwnSection> own,
                   FindOwn(context, request.section()));
  if (!own.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   EditionsOf(context.state, own->id));
  ASSIGN_OR_RETURN(const std::string shown,
                   ConferenceRecord(editions, own->levels));
  if (std::optional<Answer> refusal = WhyNot(context, *own, shown)) {
    return *std::move(refusal);
  }
  ASSIGN_OR_RETURN(const bool stale, IsStale(context.state, own->row));
  if (stale) {
    return FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        "section: a copy whose origin was corrected or taken back");
  }
  ASSIGN_OR_RETURN(const std::vector<StandingItem> items,
                   StandingItems(context.state, series.id));
  for (const StandingItem& item : items) {
    if (item.row.section() != own->id) continue;
    return ReleasedAnswer(own->row.subject(), item.id, shown);
  }
  const auto own_items = absl::c_count_if(items, [&](const StandingItem& item) {
    return item.row.released_by() == context.party();
  });
  if (own_items >= kMaxItemsOfParty) {
    return FailedPrecondition(
        v1::REFUSAL_CODE_NO_BASIS,
        "the party has as many items in the series as it may have");
  }
  RETURN_IF_ERROR(DrawAliasInOpenMeeting(context, series, own->row.case_()));
  return ReleasedAnswer(own->row.subject(),
                        StoreItem(context, series, *own, editions), shown);
}

absl::StatusOr<Answer> WithdrawItem(Context& context,
                                    const v1::WithdrawItemRequest& request) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("items", request.name(), "name"));
  ASSIGN_OR_RETURN(std::optional<v1::ItemRow> row,
                   context.state.Find<v1::ItemRow>(Table::kItem, id));
  if (!row.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  if (row->released_by() != context.party()) {
    return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  }
  ASSIGN_OR_RETURN(
      const v1::SectionRow& section,
      context.state.Get<v1::SectionRow>(Table::kSection, row->section()));
  // Whatever became of the party's relation to the case: this only narrows.
  if (!context.May(v1::ACTION_RELEASE_ITEM, v1::RELATION_MEMBER)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not take items back");
  }
  if (row->withdrawn_at() == 0) {
    row->set_withdrawn_at(context.state.now_seconds());
    context.Write(Table::kItem, id, *row);
    context.changes.entries.push_back(
        {.key = {Index::kItemsOfSeries, row->series()},
         .id = id,
         .erase = true});
  }
  return About(section.subject());
}

}  // namespace tasuki::exchange
