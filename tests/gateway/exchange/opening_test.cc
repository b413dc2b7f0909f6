#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const v1::Section* Find(const v1::Case& a_case, v1::SectionKind kind) {
  for (const v1::Section& section : a_case.sections()) {
    if (section.kind() == kind) return &section;
  }
  return nullptr;
}

v1::GetCaseResponse CaseOf(const Release& release) {
  v1::GetCaseResponse response;
  response.ParseFromString(release.response);
  return response;
}

TEST(OpeningTest, LeadReadsItsCopyAndNothingThatWasNotSent) {
  World world;
  const Opening opening = PlayOpening(world);
  const Release release = ReadCase(world, World::Nurse(), opening.a_case);
  ASSERT_THAT(release.status, IsOk());
  const v1::GetCaseResponse response = CaseOf(release);
  const v1::Section* contact =
      Find(response.case_(), v1::SECTION_KIND_SOS_CONTACT);
  ASSERT_NE(contact, nullptr);
  EXPECT_EQ(contact->record().sos_contact().weeks_self_reported(), "30w0d");
  EXPECT_EQ(contact->record().sos_contact().complaint().text(),
            "COMPLAINT-MARK");
  EXPECT_EQ(contact->origin(), kNpo);
  const v1::Section* livelihood =
      Find(response.case_(), v1::SECTION_KIND_LIVELIHOOD);
  ASSERT_NE(livelihood, nullptr);
  EXPECT_EQ(livelihood->record().livelihood().income(), v1::INCOME_STATE_NONE);
  EXPECT_THAT(release.response, Not(HasSubstr("EMPLOYER-MARK")));
  EXPECT_EQ(response.disclosure().evidence_size(), 1);
}

TEST(OpeningTest, FamilySupportReadsTheReducedEdition) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  const Release release = ReadCase(world, World::Worker(), opening.a_case);
  ASSERT_THAT(release.status, IsOk());
  const v1::GetCaseResponse response = CaseOf(release);
  const v1::Section* contact =
      Find(response.case_(), v1::SECTION_KIND_SOS_CONTACT);
  ASSERT_NE(contact, nullptr);
  EXPECT_EQ(contact->record().sos_contact().weeks_self_reported(), "22-33w");
  EXPECT_EQ(contact->record().sos_contact().complaint().reviewed_summary(),
            "SUMMARY-MARK");
  EXPECT_EQ(contact->record().sos_contact().first_wishes(0),
            v1::FIRST_WISH_CONFIDENTIAL_BIRTH);
  EXPECT_EQ(contact->origin(), "");
  for (const char* mark :
       {"COMPLAINT-MARK", "MUNICIPALITY-MARK", "EMPLOYER-MARK"}) {
    EXPECT_THAT(release.response, Not(HasSubstr(mark)));
  }
}

TEST(OpeningTest, TeamReadsClassLeadAndAlias) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  for (const World::Person& person :
       {World::Nurse(), World::Worker(), World::Chief()}) {
    const v1::GetCaseResponse response =
        CaseOf(ReadCase(world, person, opening.a_case));
    const v1::Section* management =
        Find(response.case_(), v1::SECTION_KIND_CASE_MANAGEMENT);
    ASSERT_NE(management, nullptr) << person.id;
    EXPECT_EQ(management->record().case_management().alias(), "K-17");
    EXPECT_EQ(management->record().case_management().lead(), kMaternal);
    EXPECT_EQ(management->record().case_management().class_(),
              v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  }
}

TEST(OpeningTest, ChiefOverseesTheCase) {
  World world;
  const Opening opening = PlayOpening(world);
  EXPECT_THAT(ReadCase(world, World::Chief(), opening.a_case).status, IsOk());
}

// Proofs count persons: one of whom the caller is told nothing is not among
// them.
TEST(OpeningTest, CaseIsProvedOnlyForThoseOfWhomSomethingIsTold) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  const std::string other = Registered(world, World::Nurse());
  const std::string own = InCase(world, World::Nurse(), opening, Pregnancy());
  const std::string id = own.substr(own.find('/') + 1);
  v1::SectionRow row;
  row.ParseFromString(
      world.ledger().Read().value()->Read({Table::kSection, id}).value()->body);
  row.set_subject(other.substr(other.find('/') + 1));
  row.set_onward_rule(v1::ONWARD_RULE_NONE);
  Transaction transaction;
  transaction.changes.rows.push_back({.key = {Table::kSection, id},
                                      .body = row.SerializeAsString(),
                                      .key_scope = ""});
  Commit(world, transaction);
  const auto proofs = [&](const World::Person& person) {
    return CaseOf(ReadCase(world, person, opening.a_case))
        .disclosure()
        .evidence_size();
  };
  EXPECT_EQ(proofs(World::Nurse()), 2);
  EXPECT_EQ(proofs(World::Worker()), 1);
}

TEST(OpeningTest, DevelopmentAndNpoCannotTellTheCaseFromNone) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string absent = "cases/" + std::string(26, '0');
  for (const World::Person& person : {World::Therapist(), World::Npo()}) {
    const Release hidden = ReadCase(world, person, opening.a_case);
    const Release nothing = ReadCase(world, person, absent);
    EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_EQ(hidden.status, nothing.status);
    EXPECT_EQ(hidden.response, nothing.response);
    EXPECT_EQ(hidden.refusal.size(), nothing.refusal.size());
  }
}

TEST(OpeningTest, ListShowsACaseOnlyToWhoMayKnowOfIt) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ListCasesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  const auto listed = [&](const World::Person& person) {
    return world
        .Ask<v1::ListCasesResponse>(person, "CaseService/ListCases", list)
        .cases_size();
  };
  EXPECT_EQ(listed(World::Nurse()), 1);
  EXPECT_EQ(listed(World::Chief()), 1);
  EXPECT_EQ(listed(World::Worker()), 0);
  AddFamilySupport(world, opening);
  EXPECT_EQ(listed(World::Worker()), 1);
  EXPECT_EQ(listed(World::Therapist()), 0);
}

TEST(OpeningTest, MessageIsNobodyElses) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::GetMessageRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  get.set_name(opening.message);
  for (const World::Person& person : {World::Worker(), World::Therapist()}) {
    EXPECT_THAT(world.Call(person, "MessageService/GetMessage", get).status,
                StatusIs(absl::StatusCode::kNotFound));
  }
}

// The sender sees where it stands, and neither its content again nor the case
// in which the recipient put it.
TEST(OpeningTest, SenderReadsTheHeaderAlone) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::GetMessageRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  get.set_name(opening.message);
  const auto message = world.Ask<v1::GetMessageResponse>(
      World::Npo(), "MessageService/GetMessage", get);
  ASSERT_TRUE(world.last_status().ok());
  EXPECT_EQ(message.header().state(), v1::MESSAGE_STATE_ACCEPTED);
  EXPECT_EQ(message.header().recipient(), kMaternal);
  EXPECT_EQ(message.header().case_(), "");
  EXPECT_EQ(message.sections_size(), 0);
}

}  // namespace
}  // namespace tasuki::exchange
