#include "tests/scenario/case_setup.h"

#include <cstdio>

#include "absl/time/clock.h"
#include "gateway/base/check.h"
#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {
namespace {

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";

// The response to a call that must succeed.
template <typename Request>
typename client::Rpc<Request>::Response Must(PartnerProcess& partner,
                                             const Request& request) {
  const auto reply = partner.Call(request);
  if (!reply.ok()) {
    std::fprintf(stderr, "%s: %s\n", Request::descriptor()->name().c_str(),
                 reply.status.ToString().c_str());
  }
  CHECK(reply.ok());
  return reply.response;
}

std::string Draft(PartnerProcess& service, const std::string& subject,
                  const v1::Record& record) {
  v1::DraftSectionRequest draft;
  draft.set_subject(subject);
  *draft.mutable_record() = record;
  return Must(service, draft).section();
}

void Confirm(PartnerProcess& service, const std::string& section) {
  v1::PreviewReducedRequest preview;
  preview.set_name(section);
  v1::ConfirmSectionRequest confirm;
  confirm.set_name(section);
  confirm.set_reduced_hash(Must(service, preview).reduced_hash());
  Must(service, confirm);
}

std::string Consent(PartnerProcess& service, const std::string& subject) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() =
      TermsOfC1(subject, absl::ToUnixSeconds(absl::Now() + absl::Hours(720)));
  v1::GrantConsentRequest grant;
  *grant.mutable_terms() = preview.terms();
  grant.set_preview_hash(Must(service, preview).preview_hash());
  return Must(service, grant).consent();
}

std::string Send(PartnerProcess& service, const SetUpCase& setup) {
  v1::SendMessageRequest send;
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kMaternalHealth);
  send.set_subject(setup.subject);
  *send.mutable_sections() = {setup.sections.begin(), setup.sections.end()};
  return Must(service, send).message();
}

std::string Open(PartnerProcess& lead, const SetUpCase& setup,
                 const std::string& alias) {
  v1::OpenCaseRequest open;
  open.set_subject(setup.subject);
  open.set_class_(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  open.add_branches(v1::BRANCH_CHILD_WELFARE);
  open.set_alias(alias);
  open.set_centre_notice_given(true);
  *open.mutable_bind_sections() = {setup.copies.begin(), setup.copies.end()};
  const std::string a_case = Must(lead, open).case_();
  v1::AddTeamEntryRequest add;
  add.set_case_(a_case);
  add.set_party("bodies/sample-city/units/family-support");
  add.set_relation(v1::RELATION_MEMBER);
  add.add_persons("p-cw-1");
  Must(lead, add);
  return a_case;
}

}  // namespace

SetUpCase PlayReferral(Deployment& deployment,
                       const std::vector<v1::Record>& records,
                       const std::string& alias,
                       const std::string& case_alias) {
  PartnerProcess& service = deployment.partner("npo");
  PartnerProcess& lead = deployment.partner("mh");
  SetUpCase setup;
  v1::RegisterSubjectRequest subject;
  subject.set_alias(alias);
  const v1::RegisterSubjectResponse registered = Must(service, subject);
  setup.subject = registered.subject().name();
  setup.leaf_hash = registered.disclosure().evidence(0).leaf_hash();
  for (const v1::Record& record : records) {
    setup.sections.push_back(Draft(service, setup.subject, record));
    Confirm(service, setup.sections.back());
  }
  setup.draft = Draft(service, setup.subject, records.front());
  setup.consent = Consent(service, setup.subject);
  setup.message = Send(service, setup);
  v1::AcceptMessageRequest accept;
  accept.set_name(setup.message);
  const v1::AcceptMessageResponse copies = Must(lead, accept);
  setup.copies = {copies.sections().begin(), copies.sections().end()};
  setup.a_case = Open(lead, setup, case_alias);
  return setup;
}

}  // namespace tasuki::scenario
