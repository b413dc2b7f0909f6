#include "gateway/exchange/reports.h"

#include <optional>
#include <utility>
#include <vector>

#include "gateway/exchange/page.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr char kReportList[] = "reports";

v1::ReportHeader HeaderOf(const std::string& id, const v1::ReportRow& row) {
  const v1::ReportContent& content = row.report().content();
  v1::ReportHeader header;
  header.set_name(ResourceName("reports", id));
  header.set_kind(content.kind());
  header.set_urgency(content.urgency());
  header.set_recipient(row.recipient());
  header.set_state(row.state());
  header.set_taken_in_at(row.report().taken_in_at());
  header.set_received_at(row.received_at());
  header.set_sealed(row.sealed());
  header.set_readdressed(row.readdressed());
  header.set_taken_by(row.taken_by());
  header.set_taken_at(row.taken_at());
  header.set_standing(row.standing());
  return header;
}

// What its sender is told: where it lies and that somebody took it. Not by
// whom, nor what was remarked on it.
v1::ReportHeader HeaderForSender(const std::string& id,
                                 const v1::ReportRow& row) {
  v1::ReportHeader header = HeaderOf(id, row);
  header.clear_sealed();
  header.clear_standing();
  header.clear_taken_by();
  return header;
}

// A report on the caller's desk or of the caller's own, or why it is hidden.
struct FoundReport {
  std::string id;
  v1::ReportRow row;
  bool sent_by_caller = false;
  std::optional<v1::RefusalCode> hidden_because;
};

absl::StatusOr<FoundReport> FindReport(Context& context,
                                       const std::string& name,
                                       v1::Action action) {
  FoundReport found;
  ASSIGN_OR_RETURN(found.id, ParseResourceId("reports", name, "name"));
  ASSIGN_OR_RETURN(std::optional<v1::ReportRow> row,
                   context.state.Find<v1::ReportRow>(Table::kReport, found.id));
  if (!row.has_value()) {
    found.hidden_because = v1::REFUSAL_CODE_NO_SUCH_OBJECT;
    return found;
  }
  const bool own_desk = row->recipient() == context.party();
  found.sent_by_caller =
      !own_desk && PartyOfUri(row->report().sender()) == context.party();
  if (!own_desk && !found.sent_by_caller) {
    found.hidden_because = v1::REFUSAL_CODE_NO_BASIS;
  } else if (own_desk && !context.May(action)) {
    found.hidden_because = v1::REFUSAL_CODE_ROLE_NOT_ALLOWED;
  }
  found.row = *std::move(row);
  return found;
}

bool MayOpen(const Context& context, const v1::ReportRow& row) {
  return !row.sealed() || context.May(v1::ACTION_READ_SEALED_REPORT);
}

}  // namespace

absl::StatusOr<Answer> ListReports(Context& context,
                                   const v1::ListReportsRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, kReportList, request.page_token()));
  if (!context.May(v1::ACTION_READ_REPORT)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not read reports");
  }
  ASSIGN_OR_RETURN(absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kReportsOfParty, context.party(),
                                      after, size + 1));
  const bool more = entries.size() > static_cast<size_t>(size);
  if (more) entries.remove_suffix(1);
  v1::ListReportsResponse response;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::ReportRow& row, context.state.Get<v1::ReportRow>(
                                                   Table::kReport, entry.id));
    const bool waiting = row.state() == v1::REPORT_STATE_RECEIVED;
    if (request.waiting_only() && !waiting) continue;
    *response.add_reports() = HeaderOf(entry.id, row);
  }
  if (more) {
    ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                     TokenFor(context, kReportList, entries.back().ordinal));
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> GetReport(Context& context,
                                 const v1::GetReportRequest& request) {
  ASSIGN_OR_RETURN(const FoundReport found,
                   FindReport(context, request.name(), v1::ACTION_READ_REPORT));
  if (found.hidden_because.has_value()) return NotFound(*found.hidden_because);
  v1::GetReportResponse response;
  if (found.sent_by_caller) {
    *response.mutable_header() = HeaderForSender(found.id, found.row);
  } else {
    *response.mutable_header() = HeaderOf(found.id, found.row);
    if (MayOpen(context, found.row)) {
      *response.mutable_content() = found.row.report().content();
      response.set_sender(PartyOfUri(found.row.report().sender()));
    }
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> TakeReport(Context& context,
                                  const v1::TakeReportRequest& request) {
  ASSIGN_OR_RETURN(FoundReport found,
                   FindReport(context, request.name(), v1::ACTION_TAKE_REPORT));
  if (found.hidden_because.has_value()) return NotFound(*found.hidden_because);
  if (found.sent_by_caller || !MayOpen(context, found.row)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the report is for others to take");
  }
  const std::string& person = context.reader().person;
  if (found.row.state() == v1::REPORT_STATE_TAKEN) {
    if (found.row.taken_by() == person) return Answer();
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: somebody else took it before");
  }
  found.row.set_state(v1::REPORT_STATE_TAKEN);
  found.row.set_taken_by(person);
  found.row.set_taken_at(context.state.now_seconds());
  WriteReport(context, found.id, found.row);
  return Answer();
}

}  // namespace tasuki::exchange
