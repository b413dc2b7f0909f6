#include "tests/scenario/scenario_steps.h"

#include <functional>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
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

v1::SendMessageRequest MessageOf(Story& story, v1::MessageKind kind,
                                 const char* recipient,
                                 const std::vector<std::string>& sections,
                                 v1::BasisCode basis) {
  v1::SendMessageRequest message;
  message.set_kind(kind);
  message.set_recipient(recipient);
  message.set_subject(story.subject());
  message.set_basis(basis);
  *message.mutable_sections() = {sections.begin(), sections.end()};
  return message;
}

v1::SendMessageRequest RequestFor(Story& story, const char* recipient,
                                  const std::vector<v1::Category>& categories,
                                  const char* need) {
  v1::SendMessageRequest request =
      MessageOf(story, v1::MESSAGE_KIND_REQUEST, recipient, {});
  for (const v1::Category category : categories) {
    request.add_requested(category);
  }
  request.mutable_access()->set_need(need);
  return request;
}

std::string Sent(Story& story, absl::string_view actor,
                 const v1::SendMessageRequest& message) {
  return story
      .Do(actor, message, absl::StrCat(actor, " to ", message.recipient()))
      .message();
}

std::vector<std::string> TakenOver(Story& story, absl::string_view actor,
                                   const std::string& message,
                                   const std::string& a_case) {
  v1::AcceptMessageRequest accept;
  accept.set_name(message);
  accept.set_case_(a_case);
  const auto copies =
      story.Do(actor, accept, absl::StrCat(actor, " takes it over")).sections();
  return {copies.begin(), copies.end()};
}

void ExpectRequestRefused(Story& story, const std::string& request,
                          const RequestRefusal& refusal) {
  v1::RefuseRequestRequest refuse;
  refuse.set_name(request);
  refuse.set_code(refusal.code);
  const auto done = story.Do(refusal.holder, refuse, "refuses the request");
  story.Expect(TrueCodeOf(story, done.disclosure()) == refusal.code,
               "the true code of the refusal is in the log");
  const v1::MessageHeader answer = NewestHeader(story, refusal.requester);
  story.Expect(
      answer.in_reply_to() == request && answer.refusal() == refusal.told,
      absl::StrCat(refusal.requester, " is told ",
                   ShortName(answer.refusal())));
}

std::string Proposed(Story& story, absl::string_view actor,
                     const Proposal& proposal) {
  v1::ProposeLeadRequest request;
  request.set_case_(story.a_case());
  request.mutable_terms()->set_lead(proposal.lead);
  request.mutable_terms()->set_urgency(proposal.urgency);
  request.mutable_terms()->set_rank(proposal.rank);
  request.set_reason(proposal.reason);
  const auto proposed =
      story.Do(actor, request, absl::StrCat(actor, " proposes"));
  story.Expect(proposed.state() == v1::LEAD_PROPOSAL_STATE_PROPOSED,
               "a proposal waits for the other body");
  return proposed.proposal();
}

v1::GetLeadResponse ExpectLead(Story& story, const Actors& actors,
                               const LeadNow& expected) {
  v1::GetLeadRequest get;
  get.set_case_(story.a_case());
  v1::GetLeadResponse lead;
  for (const std::string& actor : actors) {
    lead = story.Do(actor, get, absl::StrCat(actor, " reads the lead"));
    const v1::LeadTerms& now = lead.current();
    story.Expect(
        now.lead() == expected.lead && now.urgency() == expected.urgency,
        absl::StrCat(actor, " reads the lead ", now.lead(), ", urgency ",
                     ShortName(now.urgency())));
  }
  return lead;
}

void ExpectInCaseOnlyFor(Story& story, const Actors& actors,
                         const std::string& text) {
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  for (const Actor& actor : story.deployment().cast()) {
    const bool found = absl::StrContains(
        story.At(actor.name).Call(read).response.SerializeAsString(), text);
    story.Expect(found == absl::c_linear_search(actors, actor.name),
                 absl::StrCat(actor.name, found ? " finds" : " does not find",
                              " the text in the case"));
  }
}

std::string GroundsOf(Story& story, const v1::Disclosure& disclosure) {
  return GroundsOf(EntryFor(story, disclosure));
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
