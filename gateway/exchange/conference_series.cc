#include <set>
#include <string>

#include "gateway/consent/calendar.h"
#include "gateway/disclosure/value_format.h"
#include "gateway/exchange/conference.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kMaxTitleBytes = 100;
constexpr int kMaxMembers = 30;

absl::Status CheckTitle(const std::string& title) {
  const bool one_line =
      disclosure::CountCharacters(title, /*line_feeds=*/false).has_value();
  if (title.empty() || title.size() > kMaxTitleBytes || !one_line) {
    return absl::InvalidArgumentError("title: one line of 1 to 100 bytes");
  }
  return absl::OkStatus();
}

absl::Status CheckMembers(Context& context,
                          const v1::CreateSeriesRequest& request) {
  if (request.members().empty() || request.members_size() > kMaxMembers) {
    return absl::InvalidArgumentError("members: 1 to 30 parties");
  }
  std::set<std::string> seen = {context.party()};
  for (const std::string& name : request.members()) {
    RETURN_IF_ERROR(PartyName::Parse(name, "members").status());
    ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                     FindEnabledParty(context.state, name));
    if (!party.has_value() || !seen.insert(name).second) {
      return absl::InvalidArgumentError("members: unknown or repeated party");
    }
  }
  return absl::OkStatus();
}

// Opens it, with an alias for the case of every item that stands.
absl::Status Open(Context& context, MeetingAccess& meeting) {
  ASSIGN_OR_RETURN(const std::vector<StandingItem> items,
                   StandingItems(context.state, meeting.row.series()));
  meeting.row.set_state(v1::MEETING_STATE_OPEN);
  for (const StandingItem& item : items) {
    DrawAlias(meeting.row, item.section.case_());
  }
  context.Write(Table::kMeeting, meeting.id, meeting.row);
  meeting.series.set_open_meeting(meeting.id);
  context.Write(Table::kSeries, meeting.row.series(), meeting.series);
  return absl::OkStatus();
}

// A meeting that nobody closed ends with its day and is in nobody's way.
absl::StatusOr<bool> AnotherIsOpen(Reading& state,
                                   const v1::SeriesRow& series) {
  if (series.open_meeting().empty()) return false;
  ASSIGN_OR_RETURN(
      const v1::MeetingRow& row,
      state.Get<v1::MeetingRow>(Table::kMeeting, series.open_meeting()));
  return IsOpen(state, row);
}

}  // namespace

absl::StatusOr<Answer> CreateSeries(Context& context,
                                    const v1::CreateSeriesRequest& request) {
  if (!context.May(v1::ACTION_CREATE_SERIES)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not create conference series");
  }
  RETURN_IF_ERROR(CheckTitle(request.title()));
  RETURN_IF_ERROR(CheckMembers(context, request));
  v1::SeriesRow row;
  row.set_title(request.title());
  row.set_organiser(context.party());
  row.add_members(context.party());
  row.mutable_members()->MergeFrom(request.members());
  row.set_created_at(context.state.now_seconds());
  const std::string id = NewId();
  context.Write(Table::kSeries, id, row);

  v1::CreateSeriesResponse response;
  response.set_series(ResourceName("conferences", id));
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> ScheduleMeeting(
    Context& context, const v1::ScheduleMeetingRequest& request) {
  ASSIGN_OR_RETURN(const FoundSeries series,
                   FindSeries(context, request.series(), "series"));
  if (series.hidden()) return series.refusal();
  const bool organises = series.row.organiser() == context.party();
  if (!organises || !context.May(v1::ACTION_RUN_MEETING)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "only the organiser runs its meetings");
  }
  const absl::StatusOr<absl::CivilDay> day = consent::ParseDay(request.day());
  if (!day.ok() || !context.state.Before(consent::StartOfDay(*day + 1))) {
    return absl::InvalidArgumentError("day: YYYY-MM-DD, today or later");
  }
  v1::MeetingRow row;
  row.set_series(series.id);
  row.set_day(request.day());
  row.set_state(v1::MEETING_STATE_SCHEDULED);
  const std::string id = NewId();
  context.Write(Table::kMeeting, id, row);

  v1::ScheduleMeetingResponse response;
  response.set_meeting(ResourceName("meetings", id));
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> OpenMeeting(Context& context,
                                   const v1::OpenMeetingRequest& request) {
  ASSIGN_OR_RETURN(
      MeetingAccess meeting,
      AccessMeeting(context, request.name(), v1::ACTION_RUN_MEETING));
  if (meeting.refusal.has_value()) return *meeting.refusal;
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   consent::ParseDay(meeting.row.day()));
  const bool today = context.state.Within(consent::StartOfDay(day),
                                          consent::StartOfDay(day + 1));
  if (!today || meeting.row.state() != v1::MEETING_STATE_SCHEDULED) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "the meeting is not scheduled for today");
  }
  ASSIGN_OR_RETURN(const bool another,
                   AnotherIsOpen(context.state, meeting.series));
  if (another) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "another meeting of the series is open");
  }
  RETURN_IF_ERROR(Open(context, meeting));
  return Answer();
}

absl::StatusOr<Answer> CloseMeeting(Context& context,
                                    const v1::CloseMeetingRequest& request) {
  ASSIGN_OR_RETURN(
      MeetingAccess meeting,
      AccessMeeting(context, request.name(), v1::ACTION_RUN_MEETING));
  if (meeting.refusal.has_value()) return *meeting.refusal;
  if (meeting.row.state() == v1::MEETING_STATE_CLOSED) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "the meeting is closed");
  }
  meeting.row.set_state(v1::MEETING_STATE_CLOSED);
  // From now on nothing here tells which case an alias stood for.
  meeting.row.clear_aliases();
  context.Write(Table::kMeeting, meeting.id, meeting.row);
  if (meeting.series.open_meeting() == meeting.id) {
    meeting.series.clear_open_meeting();
    context.Write(Table::kSeries, meeting.row.series(), meeting.series);
  }
  return Answer();
}

}  // namespace tasuki::exchange
