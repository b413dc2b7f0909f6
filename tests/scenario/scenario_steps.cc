#include "tests/scenario/scenario_steps.h"

#include <functional>
#include <map>

#include "absl/strings/str_join.h"
#include "adapters/client/intake.h"
#include "adapters/client/profile.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::scenario {
namespace {

v1::AuditEntry EntryFor(Story& story, const v1::Disclosure& disclosure) {
  return disclosure.evidence().empty()
             ? v1::AuditEntry()
             : story.EntryOf(disclosure.evidence(0).leaf_hash());
}

}  // namespace

std::string SendReport(Story& story, const std::string& actor,
                       const v1::ReportContent& content) {
  const auto profile = client::LoadProfile(story.deployment().Path(
      absl::StrCat("partners/", actor, "/profile.txtpb")));
  v1::ReportRequest request;
  *request.mutable_content() = content;
  request.set_request_id(
      absl::StrCat("report-of-", actor, "-",
                   std::hash<std::string>()(content.SerializeAsString())));
  const auto sent = client::SendReport(*profile, request);
  story.Expect(
      sent.ok() && (sent->state() == v1::REPORT_STATE_RECEIVED ||
                    sent->state() == v1::REPORT_STATE_QUEUED_FOR_HUMAN),
      absl::StrCat("the intake takes the report of ", actor, ": ",
                   sent.status().ToString()));
  if (!sent.ok()) return "";
  v1::CheckReportRequest check;
  check.set_name(sent->report());
  story.Expect(WaitUntil([&] {
                 const auto now = client::CheckReport(*profile, check);
                 return now.ok() && now->state() == v1::REPORT_STATE_RECEIVED;
               }),
               "the report is on the desk");
  return sent->report();
}

std::string GroundsOf(Story& story, const v1::Disclosure& disclosure) {
  std::map<std::string, std::vector<std::string>> categories;
  for (const v1::DisclosedCategory& one :
       EntryFor(story, disclosure).exchange().disclosed()) {
    categories[ShortName(one.basis())].push_back(ShortName(one.category()));
  }
  std::vector<std::string> grounds;
  for (const auto& [basis, rest_on_it] : categories) {
    grounds.push_back(
        absl::StrCat(basis, ": ", absl::StrJoin(rest_on_it, " ")));
  }
  return absl::StrJoin(grounds, "; ");
}

void ExpectGrounds(Story& story, const v1::Disclosure& disclosure,
                   const std::string& grounds, absl::string_view what) {
  story.Expect(!disclosure.evidence().empty(),
               absl::StrCat(what, " leaves evidence"));
  const std::string found = GroundsOf(story, disclosure);
  story.Expect(found == grounds,
               absl::StrCat(what, " rests on ", found, ", not on ", grounds));
}

v1::GetMessageResponse ExpectShown(Story& story, absl::string_view actor,
                                   const std::string& message,
                                   const Shown& shown) {
  const auto found = ExpectMessage(
      story, actor, message, story.At(actor).actor().purpose, shown.levels);
  ExpectGrounds(story, found.disclosure(), shown.grounds,
                absl::StrCat("what ", actor, " is shown"));
  return found;
}

v1::GetCaseResponse ExpectCase(Story& story, absl::string_view actor,
                               const std::string& a_case, const Shown& shown) {
  v1::GetCaseRequest request;
  request.set_name(a_case);
  const auto reply = story.At(actor).Call(request);
  if (shown.levels.empty()) {
    story.Expect(absl::IsNotFound(reply.status),
                 absl::StrCat("there is no case for ", actor));
    return {};
  }
  story.Expect(
      reply.ok(),
      absl::StrCat(actor, " reads the case: ", reply.status.ToString()));
  const std::string levels = LevelsText(reply.response.disclosure());
  story.Expect(levels == shown.levels,
               absl::StrCat(actor, " is shown ", levels, " of the case, not ",
                            shown.levels));
  ExpectGrounds(story, reply.response.disclosure(), shown.grounds,
                absl::StrCat("what ", actor, " sees of the case"));
  return reply.response;
}

v1::RefusalCode TrueCodeOf(Story& story, const v1::Disclosure& disclosure) {
  const v1::AuditEntry entry = EntryFor(story, disclosure);
  return entry.office().true_codes().empty()
             ? v1::REFUSAL_CODE_UNSPECIFIED
             : static_cast<v1::RefusalCode>(entry.office().true_codes(0));
}

}  // namespace tasuki::scenario
