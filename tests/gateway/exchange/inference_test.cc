#include "tasuki/v1/audit_service.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

// What a caller must not find out by asking (docs/threats.md).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAreArray;

constexpr char kAbsentCase[] = "cases/aaaaaaaaaaaaaaaaaaaaaaaaaa";

v1::Record Name() {
  v1::Record record;
  record.mutable_subject_profile()->set_legal_name("NAME-MARK");
  return record;
}

v1::DraftSectionRequest DraftIn(const Opening& opening,
                                const std::string& a_case) {
  v1::DraftSectionRequest draft;
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  draft.set_subject(opening.subject);
  draft.set_case_(a_case);
  *draft.mutable_record() = Name();
  return draft;
}

v1::AddTeamEntryRequest Add(const std::string& a_case, const std::string& party,
                            v1::Relation relation) {
  v1::AddTeamEntryRequest add;
  *add.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  add.set_case_(a_case);
  add.set_party(party);
  add.set_relation(relation);
  return add;
}

// Whoever sends learns why nobody there sees it, as far as the sender's own
// consents go: that she consented to somebody else is not the sender's to know.
TEST(InferenceTest, RefusedSenderLearnsNothingOfOthersConsents) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  const std::string section =
      Confirmed(world, World::Worker(), DraftIn(opening, opening.a_case));
  v1::SendMessageRequest send;
  *send.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kNpo);
  send.set_subject(opening.subject);
  send.add_sections(section);
  const Release release =
      world.Call(World::Worker(), "MessageService/SendMessage", send);
  ASSERT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  v1::RefusalDetail detail;
  ASSERT_TRUE(detail.ParseFromString(release.refusal));
  EXPECT_EQ(detail.code(), v1::REFUSAL_CODE_CONSENT_ABSENT);
}

// A team that was not confirmed in the new fiscal year sees no case, and so
// cannot act in it either.
TEST(InferenceTest, WhoDoesNotSeeTheCaseCannotTellItByActingInIt) {
  World world;
  const Opening opening = PlayOpening(world);
  ASSERT_THAT(world
                  .Call(World::Nurse(), "CaseService/AddTeamEntry",
                        Add(opening.a_case, kFamily, v1::RELATION_CO_LEAD))
                  .status,
              IsOk());
  world.clock().Advance(absl::Hours(24 * 150));
  ASSERT_THAT(ReadCase(world, World::Worker(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_party(kDevelopment);
  for (const char* a_case : {opening.a_case.c_str(), kAbsentCase}) {
    end.set_case_(a_case);
    EXPECT_THAT(world
                    .Call(World::Worker(), "CaseService/AddTeamEntry",
                          Add(a_case, kDevelopment, v1::RELATION_MEMBER))
                    .status,
                StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(
        world.Call(World::Worker(), "CaseService/EndTeamEntry", end).status,
        StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(world
                    .Call(World::Worker(), "SectionService/DraftSection",
                          DraftIn(opening, a_case))
                    .status,
                StatusIs(absl::StatusCode::kNotFound));
  }
}

v1::Disclosure WithoutEvidence(const Release& release) {
  v1::GetCaseResponse response;
  response.ParseFromString(release.response);
  response.mutable_disclosure()->clear_evidence();
  return response.disclosure();
}

// A section of which nothing is shown leaves no obligation behind, and its
// consent is not named in the caller's part of the log.
TEST(InferenceTest, HiddenSectionLeavesNoTraceInTheDisclosure) {
  World world;
  const Opening opening = PlayOpening(world);
  ASSERT_THAT(world
                  .Call(World::Nurse(), "CaseService/AddTeamEntry",
                        Add(opening.a_case, kNpo, v1::RELATION_MEMBER))
                  .status,
              IsOk());
  // With this the pregnancy-SOS service sees that there is a case to write in.
  v1::ConsentTerms terms = TermsFor(world, opening.subject, kMaternal, kNpo);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_EXISTENCE);
  item.add_categories(v1::CATEGORY_C01);
  Grant(world, World::Nurse(), terms);
  const v1::Disclosure before =
      WithoutEvidence(ReadCase(world, World::Nurse(), opening.a_case));
  Confirmed(world, World::Npo(), DraftIn(opening, opening.a_case));
  const v1::Disclosure after =
      WithoutEvidence(ReadCase(world, World::Nurse(), opening.a_case));
  EXPECT_THAT(after.obligations(), ElementsAreArray(before.obligations()));
  EXPECT_EQ(after.categories_size(), before.categories_size());
}

// A receipt is not logged, so it opens nobody else's entry: not an officer's to
// ask for, whatever the entries are about.
TEST(InferenceTest, OfficerOpensNobodysEntryWithoutALogEntry) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::GetCaseResponse response;
  response.ParseFromString(
      ReadCase(world, World::Nurse(), opening.a_case).response);
  ASSERT_EQ(response.disclosure().evidence_size(), 1);
  ASSERT_THAT(world.Publish(), IsOk());
  v1::GetReceiptRequest get;
  get.set_leaf_hash(response.disclosure().evidence(0).leaf_hash());
  EXPECT_THAT(world.Call(World::Nurse(), "AuditService/GetReceipt", get).status,
              IsOk());
  EXPECT_THAT(
      world.Call(World::Officer(), "AuditService/GetReceipt", get).status,
      StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace tasuki::exchange
