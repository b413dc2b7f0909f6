#include "tests/scenario/case_setup.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {
namespace {

constexpr size_t kMostSections = 20;  // of one message
constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";

std::string Send(PartnerProcess& service, const SetUpCase& setup,
                 size_t first) {
  v1::SendMessageRequest send;
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kMaternalHealth);
  send.set_subject(setup.subject);
  const size_t end = std::min(first + kMostSections, setup.sections.size());
  for (size_t i = first; i < end; ++i) send.add_sections(setup.sections[i]);
  return Must(service, send).message();
}

void Accept(PartnerProcess& lead, const std::string& message,
            SetUpCase& setup) {
  v1::AcceptMessageRequest accept;
  accept.set_name(message);
  const v1::AcceptMessageResponse accepted = Must(lead, accept);
  setup.copies.insert(setup.copies.end(), accepted.sections().begin(),
                      accepted.sections().end());
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

std::string Draft(PartnerProcess& holder, const std::string& subject,
                  const v1::Record& record, const std::string& a_case) {
  v1::DraftSectionRequest draft;
  draft.set_subject(subject);
  draft.set_case_(a_case);
  *draft.mutable_record() = record;
  return Must(holder, draft).section();
}

void Confirm(PartnerProcess& holder, const std::string& section,
             const std::vector<std::string>& parties_concerned) {
  v1::PreviewReducedRequest preview;
  preview.set_name(section);
  v1::ConfirmSectionRequest confirm;
  confirm.set_name(section);
  confirm.set_reduced_hash(Must(holder, preview).reduced_hash());
  *confirm.mutable_parties_concerned() = {parties_concerned.begin(),
                                          parties_concerned.end()};
  Must(holder, confirm);
}

std::string Consent(PartnerProcess& recorder, const v1::ConsentTerms& terms) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() = terms;
  v1::GrantConsentRequest grant;
  *grant.mutable_terms() = terms;
  grant.set_preview_hash(Must(recorder, preview).preview_hash());
  return Must(recorder, grant).consent();
}

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
  setup.consent = Consent(
      service, TermsOfC1(setup.subject,
                         absl::ToUnixSeconds(absl::Now() + absl::Hours(720))));
  setup.message = Send(service, setup, 0);
  Accept(lead, setup.message, setup);
  for (size_t i = kMostSections; i < setup.sections.size();
       i += kMostSections) {
    setup.further_messages.push_back(Send(service, setup, i));
    Accept(lead, setup.further_messages.back(), setup);
  }
  setup.a_case = Open(lead, setup, case_alias);
  return setup;
}

}  // namespace tasuki::scenario
