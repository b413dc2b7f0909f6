#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "gateway/disclosure/sealed_name.h"
#include "gateway/exchange/reports.h"
#include "gateway/exchange/scopes.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// Whom the law lets be told: municipality, welfare office and guidance centre
// (CAPA 6, CWA 25), and the women's centre of a danger to a woman.
bool HasDutyDesk(const v1::PartyEntry& party) {
  return party.audience() == v1::AUDIENCE_TYPE_CITY_FS ||
         party.audience() == v1::AUDIENCE_TYPE_CGC ||
         party.audience() == v1::AUDIENCE_TYPE_WELFARE_OFFICE ||
         party.audience() == v1::AUDIENCE_TYPE_WCO;
}

// Everything in it that somebody wrote.
std::vector<absl::string_view> TextsOf(const v1::ReportContent& content) {
  std::vector<absl::string_view> texts = {content.narrative(),
                                          content.whereabouts_now()};
  for (const v1::ReportedPerson& person : content.persons()) {
    texts.insert(texts.end(), {person.institution(), person.residence()});
  }
  return texts;
}

absl::StatusOr<bool> IsSealedSubject(Context& context, const std::string& id) {
  ASSIGN_OR_RETURN(const std::optional<v1::SubjectRow> row,
                   context.state.Find<v1::SubjectRow>(Table::kSubject, id));
  return row.has_value() && (row->sealed_birth() || row->sealed_origin());
}

// By its own mark, its words, or whom it names.
absl::StatusOr<bool> SpeaksOfSealedBirth(Context& context,
                                         const v1::ReportContent& content) {
  if (content.confidential_birth()) return true;
  for (const absl::string_view text : TextsOf(content)) {
    if (absl::StrContains(text, "内密出産")) return true;
  }
  std::vector<std::string> subjects;
  const auto named = ParseResourceId("subjects", content.subject(), "subject");
  if (named.ok()) subjects.push_back(*named);
  const auto a_case = ParseResourceId("cases", content.case_(), "case");
  if (a_case.ok()) {
    ASSIGN_OR_RETURN(const std::optional<v1::CaseRow> row,
                     context.state.Find<v1::CaseRow>(Table::kCase, *a_case));
    if (row.has_value()) {
      subjects.insert(subjects.end(), row->subjects().begin(),
                      row->subjects().end());
    }
  }
  for (const std::string& subject : subjects) {
    ASSIGN_OR_RETURN(const bool sealed, IsSealedSubject(context, subject));
    if (sealed) return true;
  }
  return false;
}

absl::StatusOr<v1::SenderStanding> StandingOf(Context& context,
                                              const v1::TakenReport& report) {
  const crypto::Certificate certificate = {
      .der_sha256 = report.certificate_sha256(),
      .issuer_sha256 = report.issuer_sha256(),
      .serial = report.serial(),
      .uri_sans = {report.sender()},
      .not_before = absl::InfinitePast(),
      .not_after = absl::InfiniteFuture()};
  return StandingOfCertificate(context.state, certificate);
}

// The desk for what has none: the one that coordinates the council, else the
// first, without those of `except`. Empty: there is none.
absl::StatusOr<std::string> OtherDesk(Context& context,
                                      const std::string& except) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   context.state.List(Index::kParties, ""));
  std::string first;
  for (const IndexEntry& entry : parties) {
    if (entry.id == except || BodyOf(entry.id) == except) continue;
    ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                     FindEnabledParty(context.state, entry.id));
    if (!party.has_value() || !HasDutyDesk(*party)) continue;
    if (party->coordinates_council()) return party->name();
    if (first.empty()) first = party->name();
  }
  return first;
}

// Where nobody has a desk, as named: it is not dropped.
absl::StatusOr<std::string> DeskFor(Context& context,
                                    const std::string& recipient) {
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> named,
                   FindEnabledParty(context.state, recipient));
  if (named.has_value() && HasDutyDesk(*named)) return recipient;
  ASSIGN_OR_RETURN(const std::string other, OtherDesk(context, ""));
  return other.empty() ? recipient : other;
}

// It then goes to the few who may read that (SR-01). Best effort: see
// disclosure/sealed_name.h.
absl::StatusOr<bool> SeemsToNameSealedPerson(Context& context,
                                             const v1::ReportContent& content) {
  ASSIGN_OR_RETURN(const bool sealed, SpeaksOfSealedBirth(context, content));
  if (!sealed) return false;
  for (const v1::ReportedPerson& person : content.persons()) {
    if (!person.name().empty() || !person.name_kana().empty()) return true;
  }
  const std::vector<absl::string_view> texts = TextsOf(content);
  return std::any_of(texts.begin(), texts.end(), [](absl::string_view text) {
    return disclosure::TextMayNamePerson(text, {});
  });
}

absl::Status HandReportsOn(Context& context, const std::string& from,
                           const std::string& to) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> reports,
                   context.state.List(Index::kReportsOfParty, from));
  for (const IndexEntry& entry : reports) {
    ASSIGN_OR_RETURN(v1::ReportRow row, context.state.Get<v1::ReportRow>(
                                            Table::kReport, entry.id));
    if (row.state() != v1::REPORT_STATE_RECEIVED) continue;
    row.set_recipient(to);
    row.set_readdressed(true);
    WriteReport(context, entry.id, row);
    context.Enter(Index::kReportsOfParty, to, entry.id);
    context.changes.entries.push_back(
        {.key = {Index::kReportsOfParty, from}, .id = entry.id, .erase = true});
  }
  return absl::OkStatus();
}

}  // namespace

void WriteReport(Context& context, const std::string& id,
                 const v1::ReportRow& row) {
  context.Write(Table::kReport, id, row, ReportScope(id));
}

absl::Status HandReportsOf(Context& context, const std::string& disabled) {
  ASSIGN_OR_RETURN(const std::string other, OtherDesk(context, disabled));
  // They are there again when the party is.
  if (other.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   context.state.List(Index::kParties, ""));
  for (const IndexEntry& entry : parties) {
    if (entry.id != disabled && BodyOf(entry.id) != disabled) continue;
    RETURN_IF_ERROR(HandReportsOn(context, entry.id, other));
  }
  return absl::OkStatus();
}

absl::StatusOr<Answer> DeliverReport(Context& context,
                                     const v1::DeliverReportRequest& request) {
  ASSIGN_OR_RETURN(
      const std::string id,
      ParseResourceId("reports", request.report().name(), "report.name"));
  const v1::ReportContent& content = request.report().content();
  v1::ReportRow row;
  *row.mutable_report() = request.report();
  row.set_state(v1::REPORT_STATE_RECEIVED);
  row.set_received_at(context.state.now_seconds());
  ASSIGN_OR_RETURN(*row.mutable_recipient(),
                   DeskFor(context, content.recipient()));
  row.set_readdressed(row.recipient() != content.recipient());
  ASSIGN_OR_RETURN(const bool sealed,
                   SeemsToNameSealedPerson(context, content));
  row.set_sealed(sealed);
  ASSIGN_OR_RETURN(const v1::SenderStanding standing,
                   StandingOf(context, request.report()));
  row.set_standing(standing);
  WriteReport(context, id, row);
  context.Enter(Index::kReportsOfParty, row.recipient(), id);
  Answer answer;
  // The words are about persons, and the sender is nobody's to know (CAPA 7):
  // the log has the name of the report only.
  answer.words_logged = false;
  return answer;
}

}  // namespace tasuki::exchange
