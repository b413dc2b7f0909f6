#include "tests/gateway/exchange/trunk.h"

#include <future>

#include "absl/strings/str_cat.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {

World::Person Coordinator() { return {"p-coord-1", kFamily, v1::ROLE_COORD}; }
World::Person Officer() { return {"p-cwo-1", kGuidance, v1::ROLE_CWO}; }
World::Person SocialWorker() { return {"p-msw-1", kHospital, v1::ROLE_MSW}; }
World::Person Counsellor() { return World::Npo(); }
World::Person Psychiatrist() {
  return {"p-psychiatrist-1", kPhysicians, v1::ROLE_SV_PSYCHIATRIST};
}

v1::Record Profile() {
  v1::Record record;
  v1::SubjectProfile& profile = *record.mutable_subject_profile();
  profile.set_legal_name("NAME-MARK");
  profile.set_birth_date("2008-05-06");
  v1::SafeContactRule& line = *profile.add_safe_contact_rules();
  line.set_channel(v1::CONTACT_CHANNEL_LINE);
  line.set_allowed(true);
  line.set_priority(1);
  line.set_time_window("21:00-23:00");
  line.set_sender_name_to_show("Hana");
  v1::SafeContactRule& letter = *profile.add_safe_contact_rules();
  letter.set_channel(v1::CONTACT_CHANNEL_HOME_MAIL);
  letter.set_allowed(false);
  return record;
}

v1::Record Pregnancy() {
  v1::Record record;
  record.mutable_pregnancy()->set_expected_date("2027-01-20");
  return record;
}

std::string Registered(World& world, const World::Person& person) {
  v1::RegisterSubjectRequest enter;
  *enter.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  enter.set_alias("P");
  const auto entered = world.Ask<v1::RegisterSubjectResponse>(
      person, "SubjectService/RegisterSubject", enter);
  EXPECT_THAT(world.last_status(), IsOk());
  return entered.subject().name();
}

Opening OpenFor(World& world, const std::string& subject,
                const std::vector<std::string>& sections) {
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(subject);
  open.set_class_(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  open.set_alias("K-18");
  open.set_centre_notice_given(true);
  for (const std::string& section : sections) open.add_bind_sections(section);
  const auto opened = world.Ask<v1::OpenCaseResponse>(
      World::Nurse(), "CaseService/OpenCase", open);
  EXPECT_THAT(world.last_status(), IsOk());
  Opening opening;
  opening.subject = subject;
  opening.a_case = opened.case_();
  return opening;
}

std::string InCase(World& world, const World::Person& person,
                   const Opening& opening, const v1::Record& record) {
  v1::DraftSectionRequest draft = DraftOf(opening.subject, record);
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  draft.set_case_(opening.a_case);
  return Confirmed(world, person, draft);
}

v1::RegisterInCouncilRequest Registration(
    const std::string& a_case, const std::vector<std::string>& members) {
  v1::RegisterInCouncilRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_case_(a_case);
  for (const std::string& member : members) {
    request.add_members()->set_party(member);
  }
  return request;
}

void RegisterCase(World& world, const Opening& opening,
                  const std::vector<std::string>& members) {
  AddFamilySupport(world, opening);
  const Release release =
      world.Call(Coordinator(), "CaseService/RegisterInCouncil",
                 Registration(opening.a_case, members));
  ASSERT_THAT(release.status, IsOk());
}

void AddToTeam(World& world, const Opening& opening, const std::string& party,
               v1::Relation relation, const std::vector<std::string>& persons) {
  v1::AddTeamEntryRequest add;
  *add.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  add.set_case_(opening.a_case);
  add.set_party(party);
  add.set_relation(relation);
  for (const std::string& person : persons) add.add_persons(person);
  ASSERT_THAT(
      world.Call(World::Nurse(), "CaseService/AddTeamEntry", add).status,
      IsOk());
}

v1::SendMessageRequest MessageTo(const std::string& recipient,
                                 v1::MessageKind kind,
                                 const std::string& subject,
                                 const std::vector<std::string>& sections) {
  v1::SendMessageRequest send;
  *send.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  send.set_kind(kind);
  send.set_recipient(recipient);
  send.set_subject(subject);
  for (const std::string& section : sections) send.add_sections(section);
  return send;
}

v1::SendMessageRequest RequestTo(const std::string& recipient,
                                 const std::string& subject,
                                 v1::Category category) {
  v1::SendMessageRequest request =
      MessageTo(recipient, v1::MESSAGE_KIND_REQUEST, subject, {});
  request.add_requested(category);
  request.mutable_access()->set_need("NEED-MARK");
  return request;
}

Release Send(World& world, const World::Person& person,
             const v1::SendMessageRequest& request) {
  return world.Call(person, "MessageService/SendMessage", request);
}

std::string Sent(World& world, const World::Person& person,
                 const v1::SendMessageRequest& request) {
  const Release release = Send(world, person, request);
  EXPECT_THAT(release.status, IsOk()) << CodeShown(release);
  v1::SendMessageResponse response;
  response.ParseFromString(release.response);
  return response.message();
}

Release ReadMessage(World& world, const World::Person& person,
                    const std::string& name, v1::Purpose purpose) {
  v1::GetMessageRequest get;
  *get.mutable_access() = AccessFor(purpose);
  get.set_name(name);
  return world.Call(person, "MessageService/GetMessage", get);
}

v1::MessageHeader HeaderFor(World& world, const World::Person& person,
                            const std::string& name) {
  const Release release = ReadMessage(world, person, name);
  EXPECT_THAT(release.status, IsOk());
  v1::GetMessageResponse response;
  response.ParseFromString(release.response);
  return response.header();
}

std::vector<std::string> Accepted(World& world, const World::Person& person,
                                  const std::string& message,
                                  const std::string& a_case,
                                  v1::Purpose purpose) {
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = AccessFor(purpose);
  accept.set_name(message);
  accept.set_case_(a_case);
  const auto accepted = world.Ask<v1::AcceptMessageResponse>(
      person, "MessageService/AcceptMessage", accept);
  EXPECT_THAT(world.last_status(), IsOk());
  return {accepted.sections().begin(), accepted.sections().end()};
}

v1::ListMessagesResponse InboxOf(World& world, const World::Person& person) {
  v1::ListMessagesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  const auto inbox = world.Ask<v1::ListMessagesResponse>(
      person, "MessageService/ListMessages", list);
  EXPECT_THAT(world.last_status(), IsOk());
  return inbox;
}

void Commit(World& world, const Transaction& transaction) {
  std::promise<absl::Status> done;
  world.ledger().Commit(
      transaction,
      [&](const Snapshot&, absl::Time) -> absl::StatusOr<Transaction> {
        return transaction;
      },
      [&](absl::StatusOr<Committed> committed) {
        done.set_value(committed.status());
      });
  EXPECT_THAT(done.get_future().get(), IsOk());
}

namespace {

v1::RefusalDetail DetailOf(const Release& release) {
  v1::RefusalDetail detail;
  EXPECT_TRUE(detail.ParseFromString(release.refusal));
  return detail;
}

std::vector<int> CodesOf(World& world, const std::string& leaf_hash) {
  const auto leaf = world.log().Find(leaf_hash);
  EXPECT_THAT(leaf.status(), IsOk());
  v1::OfficeGroup office;
  if (leaf.ok()) office.ParseFromString(leaf->office_group);
  return {office.true_codes().begin(), office.true_codes().end()};
}

}  // namespace

v1::RefusalCode CodeShown(const Release& release) {
  return DetailOf(release).code();
}

std::vector<int> CodesLogged(World& world, const Release& release) {
  const v1::RefusalDetail detail = DetailOf(release);
  EXPECT_EQ(detail.evidence_size(), 1);
  if (detail.evidence().empty()) return {};
  return CodesOf(world, detail.evidence(0).leaf_hash());
}

std::vector<int> CodesLogged(World& world, const v1::Disclosure& disclosure) {
  EXPECT_EQ(disclosure.evidence_size(), 1);
  if (disclosure.evidence().empty()) return {};
  return CodesOf(world, disclosure.evidence(0).leaf_hash());
}

std::string Outward(const Release& release) {
  v1::RefusalDetail detail = DetailOf(release);
  detail.clear_evidence();
  return absl::StrCat(release.status.ToString(), "|", release.response.size(),
                      "|", detail.SerializeAsString());
}

}  // namespace tasuki::exchange
