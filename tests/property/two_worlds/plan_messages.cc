// Messages and consents; reports, the office and proofs.

#include "gateway/crypto/digest.h"
#include "gateway/model/id.h"
#include "tests/property/two_worlds/deeds.h"
#include "tests/property/two_worlds/planner.h"

namespace tasuki::two_worlds {

void PlanMessages(Planner& plan) {
  for (int i = 0; i < 3; ++i) {
    v1::SendMessageRequest send =
        Sending(v1::MESSAGE_KIND_INFORMATION, plan.AnyParty(),
                plan.OwnOr("$subject", "subjects"), plan.Some("sections", 1));
    send.clear_access();
    if (plan.draw().Chance(25)) send.set_sections(0, "$draft");
    plan.Ask(send, Flow::kRecipientSees);
    v1::SendMessageRequest ask =
        Sending(v1::MESSAGE_KIND_REQUEST, plan.AnyParty(),
                plan.OwnOr("$subject", "subjects"), {});
    ask.clear_access();
    ask.mutable_access()->set_need("to plan the support");
    ask.add_requested(v1::CATEGORY_C07);
    plan.Ask(ask);
  }
  v1::SendMessageRequest answer =
      Sending(v1::MESSAGE_KIND_ANSWER, plan.AnyParty(), plan.Any("subjects"),
              plan.Some("sections", 1));
  answer.clear_access();
  answer.set_in_reply_to(plan.Any("messages"));
  plan.Ask(answer, Flow::kRecipientSees);
  plan.Name<v1::GetMessageRequest>("$message");
  plan.NameSome<v1::AcknowledgeMessageRequest>("messages", 2);
  for (int i = 0; i < 2; ++i) {
    v1::AcceptMessageRequest accept;
    accept.set_name(plan.Any("messages"));
    if (plan.draw().Chance(50)) accept.set_case_(plan.OwnOr("$case", "cases"));
    plan.Ask(accept);
    v1::RefuseRequestRequest refuse;
    refuse.set_name(plan.Any("messages"));
    refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
    plan.Ask(refuse);
    v1::ReturnMessageRequest back;
    back.set_name(plan.Any("messages"));
    back.set_reason("it is not ours");
    plan.Ask(back);
  }
  v1::ListOverdueMessagesRequest overdue;
  overdue.set_page_size(1);
  plan.Ask(overdue);
  plan.Ask(v1::SetDutyRosterRequest());
  v1::GetDutyRosterRequest duty;
  duty.set_party(plan.AnyParty());
  plan.Ask(duty);
}

namespace {

// Names her mother, and by chance nobody else: then nothing is passed on.
void NameSomebodyClose(Planner& plan, v1::ConsentTerms& terms) {
  v1::FamilyRecipient& mother = *terms.add_family();
  mother.set_person(v1::PERSON_LABEL_MOTHER);
  mother.add_topics(v1::FAMILY_TOPIC_APPOINTMENTS);
  if (plan.draw().Chance(50)) return;
  terms.clear_recipients();
  terms.clear_items();
}

}  // namespace

void PlanConsents(Planner& plan) {
  for (int i = 0; i < 2; ++i) {
    v1::ConsentTerms terms;
    terms.set_subject(plan.OwnOr("$subject", "subjects"));
    terms.add_holders(plan.reader().party);
    const std::string other = plan.AnyParty();
    if (other != plan.reader().party && plan.draw().Chance(40)) {
      terms.add_holders(other);
    }
    terms.add_recipients(plan.AnyParty());
    terms.add_purposes(v1::PURPOSE_SUPPORT);
    if (plan.draw().Chance(30)) {
      terms.add_purposes(v1::PURPOSE_CONFERENCE);
      terms.add_series(plan.OwnOr("$series", "conferences"));
    }
    v1::ConsentItem& item = *terms.add_items();
    item.set_level(v1::LEVEL_FULL);
    item.add_categories(v1::CATEGORY_C07);
    item.add_categories(v1::CATEGORY_C16);
    terms.set_onward_rule(v1::ONWARD_RULE_CENTRE);
    terms.set_valid_until(1795229600 + 86400 * 60);
    terms.set_medium(v1::CONSENT_MEDIUM_CHAT);
    terms.set_capacity(v1::CONSENT_CAPACITY_ADULT);
    terms.set_text_version("ja-1");
    terms.set_language("ja");
    if (plan.draw().Chance(40)) NameSomebodyClose(plan, terms);
    v1::PreviewConsentRequest preview;
    *preview.mutable_terms() = terms;
    plan.Ask(preview);
    v1::GrantConsentRequest grant;
    *grant.mutable_terms() = terms;
    grant.set_preview_hash("$preview");
    plan.Ask(grant);
  }
  plan.Name<v1::GetConsentRequest>("$consent");
  plan.NameSome<v1::AcknowledgeConsentRequest>("consents", 2);
  v1::ListConsentsRequest list;
  list.set_subject(plan.OwnOr("$subject", "subjects"));
  list.set_page_size(1);
  plan.Ask(list);
  v1::NarrowConsentRequest narrow;
  narrow.set_name(plan.Any("consents"));
  if (plan.draw().Chance(50)) {
    narrow.add_purposes(v1::PURPOSE_CONFERENCE);
  } else {
    narrow.set_valid_until(1795229600 + 86400 * 30);
  }
  plan.Ask(narrow, Flow::kWithdrawal);
  v1::WithdrawConsentRequest part;
  part.set_name(plan.Any("consents"));
  part.add_recipients(plan.AnyParty());
  part.add_categories(v1::CATEGORY_C07);
  plan.Ask(part, Flow::kWithdrawal);
  plan.NameSome<v1::WithdrawConsentRequest>("consents", 1, Flow::kWithdrawal);
  plan.Name<v1::WithdrawConsentRequest>("$consent");
}

namespace {

template <typename Request>
void AskAboutChange(Planner& plan, const std::string& change) {
  Request request;
  request.set_change(change);
  plan.Ask(request);
}

// What two officers do, tried by somebody else.
void PlanFourEyes(Planner& plan) {
  v1::GetEntriesRequest entries;
  entries.add_persons("p-phn-2");
  plan.Ask(entries);
  v1::SubmitChangeRequest submit;
  submit.mutable_directory()->add_persons()->set_id("p-phn-2");
  submit.set_digest(crypto::Sha256("a change"));
  submit.mutable_signature()->set_key_id("key");
  submit.mutable_signature()->set_signature(std::string(64, 's'));
  plan.Ask(submit);
  const std::string change =
      ResourceName("changes", IdOf(std::string(16, 'c')));
  v1::ApproveChangeRequest approve;
  approve.set_name(change);
  approve.set_digest(submit.digest());
  *approve.mutable_signature() = submit.signature();
  plan.Ask(approve);
  v1::ActivateChangeRequest activate;
  activate.set_name(change);
  plan.Ask(activate);
  v1::RejectChangeRequest reject;
  reject.set_name(change);
  plan.Ask(reject);
  v1::GetChangeRequest get;
  get.set_name(change);
  plan.Ask(get);
  plan.Ask(v1::ListChangesRequest());
  plan.Ask(v1::GetPolicyRequest());
  AskAboutChange<v1::SimulatePolicyRequest>(plan, change);
  AskAboutChange<v1::CompareConsentsRequest>(plan, change);
  v1::LintPolicyRequest lint;
  lint.add_files()->set_name("a file");
  plan.Ask(lint);
  AskAboutChange<v1::TestPolicyRequest>(plan, change);
  AskAboutChange<v1::ExplainPolicyRequest>(plan, change);
  AskAboutChange<v1::DiffPolicyRequest>(plan, change);
  AskAboutChange<v1::ProvePolicyRequest>(plan, change);
}

}  // namespace

void PlanReportsAndOffice(Planner& plan) {
  plan.NameSome<v1::GetReportRequest>("reports", 3);
  plan.NameSome<v1::TakeReportRequest>("reports", 1);
  v1::ListReportsRequest waiting;
  waiting.set_waiting_only(true);
  waiting.set_page_size(1);
  plan.Ask(waiting);
  v1::DeliverReportRequest deliver;
  deliver.mutable_report()->set_name(plan.Any("reports"));
  plan.Ask(deliver);
  v1::GetPartyRequest party;
  party.set_name(plan.AnyParty());
  plan.Ask(party);
  if (!plan.draw().Chance(25)) return;
  // Only officers do this; what they would do is hidden from others too.
  v1::DisablePartyRequest disable;
  disable.set_name(plan.AnyParty());
  plan.Ask(disable);
  v1::DisablePersonRequest person;
  person.set_person("p-phn-2");
  plan.Ask(person);
  v1::RevokeCertificateRequest revoke;
  revoke.set_certificate_sha256(crypto::Sha256("a certificate"));
  plan.Ask(revoke);
  v1::ImportCrlRequest crl;
  crl.set_crl_pem("no list");
  plan.Ask(crl);
  v1::SearchEntriesRequest search;
  search.set_party(plan.AnyParty());
  plan.Ask(search);
  v1::ListAffectedRequest affected;
  affected.set_subject(plan.Any("subjects"));
  affected.mutable_access()->set_need("a letter was opened");
  plan.Ask(affected);
  PlanFourEyes(plan);
}

}  // namespace tasuki::two_worlds
