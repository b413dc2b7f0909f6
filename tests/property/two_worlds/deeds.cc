#include "tests/property/two_worlds/deeds.h"

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "gateway/consent/calendar.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/id.h"

namespace tasuki::two_worlds {

std::string Registered(World& world, const Person& person) {
  v1::RegisterSubjectRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  request.set_alias("H");
  v1::RegisterSubjectResponse response;
  world.Do(person, request, &response);
  return response.subject().name();
}

std::string Drafted(World& world, const Person& person,
                    const std::string& subject, const std::string& a_case,
                    const v1::Record& record) {
  v1::DraftSectionRequest request;
  *request.mutable_access() = AccessFor(person.purpose);
  request.set_subject(subject);
  request.set_case_(a_case);
  *request.mutable_record() = record;
  v1::DraftSectionResponse response;
  world.Do(person, request, &response);
  return response.section();
}

std::string Stated(World& world, const Person& person,
                   const std::string& subject, const std::string& a_case,
                   const v1::Record& record, const Marks& marks) {
  const std::string section = Drafted(world, person, subject, a_case, record);
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = AccessFor(person.purpose);
  preview.set_name(section);
  v1::PreviewReducedResponse previewed;
  if (section.empty() || !world.Do(person, preview, &previewed)) return "";
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = AccessFor(person.purpose);
  confirm.set_name(section);
  confirm.set_reduced_hash(previewed.reduced_hash());
  confirm.set_implies_place(marks.implies_place);
  confirm.set_third_party_harm(marks.third_party_harm);
  confirm.set_child_relevant(marks.child_relevant);
  *confirm.mutable_parties_concerned() = {marks.concerned.begin(),
                                          marks.concerned.end()};
  return world.Do(person, confirm) ? section : "";
}

std::string Opened(World& world, const Person& person,
                   const std::string& subject,
                   const std::vector<std::string>& sections,
                   v1::CaseClass a_class) {
  v1::OpenCaseRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  request.set_subject(subject);
  request.set_class_(a_class);
  request.add_branches(v1::BRANCH_CHILD_WELFARE);
  request.add_branches(v1::BRANCH_WOMEN);
  request.add_branches(v1::BRANCH_MATERNAL);
  request.set_alias("K-17");
  request.set_centre_notice_given(true);
  for (const std::string& section : sections) {
    if (!section.empty()) request.add_bind_sections(section);
  }
  v1::OpenCaseResponse response;
  world.Do(person, request, &response);
  return response.case_();
}

void AddToTeam(World& world, const Person& lead, const std::string& a_case,
               const Person& member, bool by_name) {
  v1::AddTeamEntryRequest request;
  *request.mutable_access() = AccessFor(lead.purpose);
  request.set_case_(a_case);
  request.set_party(member.party);
  request.set_relation(v1::RELATION_MEMBER);
  if (by_name) request.add_persons(member.id);
  world.Do(lead, request);
}

void Register(World& world, const std::string& a_case,
              const std::vector<std::string>& members) {
  v1::RegisterInCouncilRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_case_(a_case);
  for (const std::string& member : members) {
    request.add_members()->set_party(member);
  }
  world.Do(Coordinator(), request);
}

v1::ConsentTerms TermsOf(const World& world, const std::string& subject,
                         const std::vector<std::string>& holders,
                         const std::vector<std::string>& recipients,
                         const std::vector<v1::Category>& categories,
                         v1::Level level) {
  v1::ConsentTerms terms;
  terms.set_subject(subject);
  *terms.mutable_holders() = {holders.begin(), holders.end()};
  *terms.mutable_recipients() = {recipients.begin(), recipients.end()};
  for (const v1::Purpose purpose :
       {v1::PURPOSE_INTAKE, v1::PURPOSE_SUPPORT, v1::PURPOSE_MEDICAL_CARE,
        v1::PURPOSE_PROTECTION, v1::PURPOSE_WOMENS_SUPPORT}) {
    terms.add_purposes(purpose);
  }
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(level);
  for (const v1::Category category : categories) item.add_categories(category);
  terms.set_onward_rule(v1::ONWARD_RULE_CENTRE);
  terms.set_valid_until(
      absl::ToUnixSeconds(world.clock().Now() + absl::Hours(24 * 90)));
  terms.set_medium(v1::CONSENT_MEDIUM_CHAT);
  terms.set_capacity(v1::CONSENT_CAPACITY_ADULT);
  terms.set_text_version("ja-1");
  terms.set_language("ja");
  return terms;
}

std::string Consented(World& world, const Person& person,
                      const v1::ConsentTerms& terms) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = terms;
  v1::PreviewConsentResponse previewed;
  if (!world.Do(person, preview, &previewed)) return "";
  v1::GrantConsentRequest grant;
  *grant.mutable_access() = preview.access();
  *grant.mutable_terms() = terms;
  grant.set_preview_hash(previewed.preview_hash());
  v1::GrantConsentResponse granted;
  world.Do(person, grant, &granted);
  return granted.consent();
}

v1::SendMessageRequest Sending(v1::MessageKind kind,
                               const std::string& recipient,
                               const std::string& subject,
                               const std::vector<std::string>& sections) {
  v1::SendMessageRequest send;
  *send.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  send.set_kind(kind);
  send.set_recipient(recipient);
  send.set_subject(subject);
  for (const std::string& section : sections) {
    if (!section.empty()) send.add_sections(section);
  }
  return send;
}

std::string Sent(World& world, const Person& person,
                 const v1::SendMessageRequest& send) {
  v1::SendMessageResponse response;
  world.Do(person, send, &response);
  return response.message();
}

std::string AskedFor(World& world, const Person& person,
                     const std::string& recipient, const std::string& subject) {
  v1::SendMessageRequest ask =
      Sending(v1::MESSAGE_KIND_REQUEST, recipient, subject, {});
  ask.mutable_access()->set_need("to plan the support");
  ask.add_requested(v1::CATEGORY_C07);
  ask.add_requested(v1::CATEGORY_C16);
  return Sent(world, person, ask);
}

std::vector<std::string> Accepted(World& world, const Person& person,
                                  const std::string& message,
                                  const std::string& a_case) {
  v1::AcceptMessageRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  request.set_name(message);
  request.set_case_(a_case);
  v1::AcceptMessageResponse response;
  world.Do(person, request, &response);
  return {response.sections().begin(), response.sections().end()};
}

std::string SeriesOf(World& world, const Person& person,
                     const std::vector<std::string>& members) {
  v1::CreateSeriesRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_title("monthly");
  *request.mutable_members() = {members.begin(), members.end()};
  v1::CreateSeriesResponse response;
  world.Do(person, request, &response);
  return response.series();
}

std::string Released(World& world, const Person& person,
                     const std::string& series, const std::string& section) {
  v1::ReleaseItemRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_series(series);
  request.set_section(section);
  v1::ReleaseItemResponse response;
  world.Do(person, request, &response);
  return response.item();
}

std::string Met(World& world, const Person& organiser,
                const std::string& series) {
  v1::ScheduleMeetingRequest schedule;
  *schedule.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  schedule.set_series(series);
  schedule.set_day(
      absl::FormatCivilTime(consent::DayInJapan(world.clock().Now())));
  v1::ScheduleMeetingResponse scheduled;
  if (!world.Do(organiser, schedule, &scheduled)) return "";
  v1::OpenMeetingRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  open.set_name(scheduled.meeting());
  world.Do(organiser, open);
  return scheduled.meeting();
}

void Join(World& world, const Person& person, const std::string& meeting,
          const Person* confirmed_by) {
  v1::JoinMeetingRequest join;
  *join.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
  join.set_name(meeting);
  world.Do(person, join);
  if (confirmed_by == nullptr) return;
  v1::ConfirmAttendanceRequest confirm;
  *confirm.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
  confirm.set_name(meeting);
  confirm.set_party(person.party);
  confirm.set_person(person.id);
  world.Do(*confirmed_by, confirm);
}

v1::TakenReport ReportOf(const std::string& id, const std::string& sender,
                         const std::string& recipient,
                         const std::string& narrative) {
  v1::TakenReport report;
  report.set_name(
      ResourceName("reports", IdOf(crypto::Sha256(id).substr(0, 16))));
  report.set_sender("spiffe://tasuki.example/" + SystemOf(sender));
  v1::ReportContent& content = *report.mutable_content();
  content.set_kind(v1::REPORT_KIND_CAPA_6);
  content.set_recipient(recipient);
  content.set_urgency(v1::REPORT_URGENCY_TODAY);
  content.set_narrative(narrative);
  return report;
}

v1::Record SosContact(const std::string& words) {
  v1::Record record;
  v1::SosContact& contact = *record.mutable_sos_contact();
  contact.set_channel(v1::CONTACT_CHANNEL_LINE);
  contact.set_alias("A");
  contact.set_anonymity(v1::ANONYMITY_ALIAS);
  contact.set_municipality("a town");
  contact.set_weeks_self_reported("30w0d");
  contact.mutable_complaint()->set_text(words);
  contact.mutable_complaint()->set_reviewed_summary("a summary");
  contact.add_must_not_know(v1::MUST_NOT_KNOW_PARENTS);
  return record;
}

v1::Record Profile(const std::string& name) {
  v1::Record record;
  v1::SubjectProfile& profile = *record.mutable_subject_profile();
  profile.set_legal_name(name);
  profile.set_birth_date("2008-05-06");
  v1::SafeContactRule& line = *profile.add_safe_contact_rules();
  line.set_channel(v1::CONTACT_CHANNEL_LINE);
  line.set_allowed(true);
  line.set_priority(1);
  line.set_time_window("21:00-23:00");
  v1::SafeContactRule& letter = *profile.add_safe_contact_rules();
  letter.set_channel(v1::CONTACT_CHANNEL_HOME_MAIL);
  letter.set_allowed(false);
  return record;
}

v1::Record PregnancyOf(const std::string& expected) {
  v1::Record record;
  record.mutable_pregnancy()->set_expected_date(expected);
  return record;
}

v1::Record BirthPlan(v1::BirthMode mode) {
  v1::Record record;
  record.mutable_intention()->set_birth_mode(mode);
  return record;
}

v1::Record HomeVisit() {
  v1::Record record;
  record.mutable_visit()->set_mode(v1::VISIT_MODE_HOME);
  return record;
}

}  // namespace tasuki::two_worlds
