#include "tests/scenario/hidden_world.h"

#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gateway/crypto/certificate.h"
#include "gateway/model/id.h"
#include "tests/files.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/four_eyes.h"

namespace tasuki::scenario {
namespace {

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";
constexpr char kFamilySupport[] = "bodies/sample-city/units/family-support";

std::vector<v1::Record> SeedRecords() {
  std::vector<v1::Record> records;
  for (const Fact& fact : FactsOfTheSeedCase()) records.push_back(fact.full);
  return records;
}

std::vector<std::string> OutsidersOf(const World& world) {
  std::vector<std::string> parties;
  for (const auto& [party, own] : world.own) parties.push_back(party);
  return parties;
}

std::string Sent(PartnerProcess& service, const World& world,
                 const std::string& section) {
  v1::SendMessageRequest send;
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kMaternalHealth);
  send.set_subject(world.subject);
  send.add_sections(section);
  return Must(service, send).message();
}

void HideMessages(Deployment& deployment, World& world) {
  PartnerProcess& service = deployment.partner("npo");
  world.new_message = Sent(service, world, world.sections[0]);
  v1::AcceptMessageRequest accept;
  accept.set_name(Sent(service, world, world.sections[1]));
  world.loose_copy = Must(deployment.partner("mh"), accept).sections(0);

  v1::SendMessageRequest ask;
  ask.mutable_access()->set_need("経済的な支援を組むため");
  ask.set_kind(v1::MESSAGE_KIND_REQUEST);
  ask.set_recipient(kMaternalHealth);
  ask.set_subject(world.subject);
  ask.add_requested(v1::CATEGORY_C16);
  for (std::string* request :
       {&world.request_to_answer, &world.request_to_refuse}) {
    *request = Must(deployment.partner("fs"), ask).message();
  }
  ask.set_recipient("bodies/sample-city/units/family-support");
  ask.add_persons("p-cw-1");
  world.named_request = Must(service, ask).message();
}

void HideConsents(Deployment& deployment, World& world) {
  const std::vector<std::string> outsiders = OutsidersOf(world);
  const v1::ConsentTerms terms = TermsOfC1(
      world.subject, absl::ToUnixSeconds(absl::Now() + absl::Hours(720)));
  v1::ConsentTerms holders = terms;
  holders.mutable_holders()->Add(outsiders.begin(), outsiders.end());
  world.naming_holders = Consent(deployment.partner("npo"), holders);
  v1::ConsentTerms recipients = terms;
  *recipients.mutable_recipients() = {outsiders.begin(), outsiders.end()};
  world.naming_recipients = Consent(deployment.partner("npo"), recipients);
}

void HideSections(Deployment& deployment, World& world) {
  PartnerProcess& lead = deployment.partner("mh");
  v1::Record pregnancy;
  pregnancy.mutable_pregnancy()->set_gestational_age("31w2d");
  world.pregnancy = Draft(lead, world.subject, pregnancy, world.a_case);
  Confirm(lead, world.pregnancy);
  v1::Record visit;
  visit.mutable_visit()->set_mode(v1::VISIT_MODE_HOME);
  world.visit = Draft(lead, world.subject, visit, world.a_case);
  Confirm(lead, world.visit, OutsidersOf(world));
}

std::string Series(PartnerProcess& organiser,
                   const std::vector<std::string>& members) {
  v1::CreateSeriesRequest create;
  create.set_title("定例");
  *create.mutable_members() = {members.begin(), members.end()};
  return Must(organiser, create).series();
}

std::string Released(PartnerProcess& holder, const std::string& series,
                     const std::string& section) {
  v1::ReleaseItemRequest release;
  release.set_series(series);
  release.set_section(section);
  return Must(holder, release).item();
}

void HideConferences(Deployment& deployment, World& world) {
  PartnerProcess& organiser = deployment.partner("mh");
  world.series = Series(organiser, {kFamilySupport, "bodies/sos-npo"});
  world.joint_series = Series(organiser, OutsidersOf(world));
  world.item = Released(organiser, world.series, world.visit);
  world.joint_item = Released(organiser, world.joint_series, world.visit);
  v1::ScheduleMeetingRequest schedule;
  schedule.set_series(world.series);
  schedule.set_day(TodayInJapan());
  for (std::string* meeting : {&world.open_meeting, &world.planned_meeting}) {
    *meeting = Must(organiser, schedule).meeting();
  }
  v1::OpenMeetingRequest open;
  open.set_name(world.open_meeting);
  Must(organiser, open);
}

void HideOpening(Deployment& deployment, World& world) {
  v1::OpenBreakGlassRequest open;
  open.mutable_access()->set_need("出血して返事がない");
  open.set_case_(world.a_case);
  open.add_categories(v1::CATEGORY_C07);
  open.set_second_person("p-phn-2");
  world.opening = Must(deployment.partner("mh"), open).opening();
}

void HideCopyRequest(Deployment& deployment, World& world) {
  v1::RecordCopyRequestRequest record;
  record.set_case_(world.a_case);
  record.set_subject(world.subject);
  record.set_requester(v1::COPY_REQUESTER_SUBJECT);
  world.copy_request = Must(deployment.partner("sup"), record).copy_request();
}

void HideProposal(Deployment& deployment, World& world) {
  v1::ProposeLeadRequest propose;
  propose.set_case_(world.a_case);
  propose.mutable_terms()->set_lead(kFamilySupport);
  propose.mutable_terms()->set_urgency(v1::URGENCY_B);
  propose.set_reason("訪問の結果");
  world.proposal = Must(deployment.partner("mh"), propose).proposal();
}

void HideReport(const Deployment& deployment, World& world) {
  world.report = ResourceName("reports", NewId());
  v1::DeliverReportRequest deliver;
  v1::TakenReport& report = *deliver.mutable_report();
  report.set_name(world.report);
  report.set_sender("spiffe://tasuki.example/body/sos-npo/system/desk");
  report.mutable_content()->set_recipient(kFamilySupport);
  report.mutable_content()->set_narrative("赤ちゃんの泣き声が毎晩続いている");
  deliver.set_request_id(world.report.substr(world.report.find('/') + 1));
  const auto intake = deployment.OpenAsIntake();
  CHECK(intake->Call(deliver).ok());
}

}  // namespace

void GiveOutsidersTheirOwn(Deployment& deployment,
                           const std::vector<std::string>& outsiders,
                           World& world) {
  for (const std::string& name : outsiders) {
    PartnerProcess& outsider = deployment.partner(name);
    v1::RegisterSubjectRequest subject;
    subject.set_alias("はな");
    OwnThings& own = world.own[outsider.actor().party];
    own.subject = Must(outsider, subject).subject().name();
    own.section = Draft(outsider, own.subject, SeedRecords()[2]);
    Confirm(outsider, own.section);
  }
}

void Hide(Deployment& deployment, World& world) {
  static_cast<SetUpCase&>(world) =
      PlayReferral(deployment, SeedRecords(), "ゆき");
  v1::PreviewReducedRequest preview;
  preview.set_name(world.draft);
  world.draft_hash = Must(deployment.partner("npo"), preview).reduced_hash();
  HideMessages(deployment, world);
  HideConsents(deployment, world);
  HideSections(deployment, world);
  HideConferences(deployment, world);
  HideReport(deployment, world);
  HideOpening(deployment, world);
  HideProposal(deployment, world);
  HideCopyRequest(deployment, world);
  const auto certificate =
      crypto::ParseCertificatePem(ReadFile(deployment.Path("ca/former.pem")));
  CHECK(certificate.ok());
  world.certificate_hash = certificate->der_sha256;
  world.crl = ReadFile(deployment.Path("ca/crl.pem"));
  v1::DirectoryEntries newcomer;
  newcomer.add_persons()->set_id("p-new-1");
  const auto change = Must(
      deployment.partner("officer"),
      SubmissionOf(deployment, "officer", v1::DirectoryEntries(), newcomer));
  world.change = change.name();
}

}  // namespace tasuki::scenario
