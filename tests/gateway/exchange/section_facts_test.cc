// What confirming a section notes, and the facts that follow from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/exchange/facts.h"
#include "gateway/exchange/reading.h"
#include "gateway/model/id.h"
#include "tasuki/v1/section_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;

constexpr char kCgc[] = "bodies/hokusei-cgc";

Reader ReaderOf(const std::string& party) {
  Reader reader;
  reader.party.set_name(party);
  reader.person = "p-1";
  return reader;
}

v1::SectionRow Row(v1::SectionKind kind,
                   const std::vector<std::string>& concerned = {}) {
  v1::SectionRow row;
  row.set_kind(kind);
  row.set_holder(kMaternal);
  row.set_state(v1::SECTION_STATE_CONFIRMED);
  row.set_onward_rule(v1::ONWARD_RULE_FREE);
  *row.mutable_parties_concerned() = {concerned.begin(), concerned.end()};
  return row;
}

bool Is(v1::Fact fact, const v1::SectionRow& row, const std::string& reader) {
  KnownFacts facts;
  AddSectionFacts(row, ReaderOf(reader), facts);
  EXPECT_NE(facts.known_true().Contains(fact),
            facts.known_false().Contains(fact))
      << v1::Fact_Name(fact);
  return facts.known_true().Contains(fact);
}

TEST(SectionFacts, WhomAPartConcernsIsAFactOfItsKindAlone) {
  const struct {
    v1::Fact fact;
    std::vector<v1::SectionKind> kinds;
  } kFacts[] = {
      {v1::FACT_OWN_PLAN_PART, {v1::SECTION_KIND_SUPPORT_PLAN}},
      {v1::FACT_JOINT_ITEM, {v1::SECTION_KIND_VISIT, v1::SECTION_KIND_MEETING}},
      {v1::FACT_PARTICIPANT, {v1::SECTION_KIND_SUPERVISION}}};
  for (const auto& [fact, kinds] : kFacts) {
    for (int n = 1; n <= v1::SectionKind_MAX; ++n) {
      const auto kind = static_cast<v1::SectionKind>(n);
      const bool of_kind =
          std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
      const v1::SectionRow row = Row(kind, {kFamily, kDevelopment});
      EXPECT_EQ(Is(fact, row, kDevelopment), of_kind) << n;
      EXPECT_FALSE(Is(fact, row, kNpo)) << n;
      EXPECT_FALSE(Is(fact, Row(kind), kDevelopment)) << n;
    }
  }
}

TEST(SectionFacts, AReportIsOnesOwnWhereOnesPartyHoldsTheIntakeSheet) {
  const v1::SectionRow intake = Row(v1::SECTION_KIND_REPORT_INTAKE);
  EXPECT_TRUE(Is(v1::FACT_OWN_REPORT, intake, kMaternal));
  EXPECT_FALSE(Is(v1::FACT_OWN_REPORT, intake, kFamily));
  EXPECT_FALSE(
      Is(v1::FACT_OWN_REPORT, Row(v1::SECTION_KIND_SAFETY), kMaternal));
}

TEST(SectionFacts, OnlyACheckedCaseSheetIsDeidentified) {
  v1::SectionRow sheet = Row(v1::SECTION_KIND_CASE_SHEET);
  EXPECT_FALSE(Is(v1::FACT_SHEET_DEIDENTIFIED, sheet, kFamily));
  sheet.set_deidentified(true);
  EXPECT_TRUE(Is(v1::FACT_SHEET_DEIDENTIFIED, sheet, kFamily));
  sheet.set_kind(v1::SECTION_KIND_SUPERVISION);
  EXPECT_FALSE(Is(v1::FACT_SHEET_DEIDENTIFIED, sheet, kFamily));
}

class BackgroundFacts : public ::testing::Test {
 protected:
  bool Is(v1::Fact fact, const v1::SectionRow& row,
          const v1::SubjectRow& subject = {}) {
    const auto snapshot = world_.ledger().Read();
    EXPECT_TRUE(snapshot.ok());
    Reading state(**snapshot, world_.ledger().Now());
    KnownFacts facts;
    EXPECT_THAT(AddBackgroundFacts(state, row, subject, facts), IsOk());
    return facts.known_true().Contains(fact);
  }
  World world_;
};

TEST_F(BackgroundFacts, SupervisionWithTheCgcIsJoint) {
  EXPECT_TRUE(Is(v1::FACT_JOINT_SUPERVISION,
                 Row(v1::SECTION_KIND_SUPERVISION, {kFamily, kCgc})));
  EXPECT_FALSE(Is(v1::FACT_JOINT_SUPERVISION,
                  Row(v1::SECTION_KIND_SUPERVISION, {kFamily, kNpo})));
  EXPECT_FALSE(
      Is(v1::FACT_JOINT_SUPERVISION, Row(v1::SECTION_KIND_MEETING, {kCgc})));
}

TEST_F(BackgroundFacts, AnOlderSectionIsFromBeforeTheSeal) {
  v1::SubjectRow subject;
  subject.set_sealed_birth(true);
  subject.set_sealed_at(1000);
  v1::SectionRow row = Row(v1::SECTION_KIND_PREGNANCY);
  row.set_confirmed_at(999);
  EXPECT_TRUE(Is(v1::FACT_PRE_SEAL_SECTION, row, subject));
  EXPECT_FALSE(Is(v1::FACT_PRE_SEAL_SECTION, row));
  row.set_kind(v1::SECTION_KIND_CASE_MANAGEMENT);
  EXPECT_FALSE(Is(v1::FACT_PRE_SEAL_SECTION, row, subject));
  row = Row(v1::SECTION_KIND_PREGNANCY);
  row.set_confirmed_at(1000);
  EXPECT_FALSE(Is(v1::FACT_PRE_SEAL_SECTION, row, subject));
}

class ConfirmTest : public ::testing::Test {
 protected:
  ConfirmTest() : opening_(PlayOpening(world_)) {}

  // Drafts in the case and confirms with the marks of `confirm`.
  Release Confirm(const v1::Record& record, v1::ConfirmSectionRequest confirm) {
    v1::DraftSectionRequest draft = DraftOf(opening_.subject, record);
    *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    draft.set_case_(opening_.a_case);
    section_ = world_
                   .Ask<v1::DraftSectionResponse>(
                       World::Nurse(), "SectionService/DraftSection", draft)
                   .section();
    EXPECT_THAT(world_.last_status(), IsOk());
    v1::PreviewReducedRequest preview;
    *preview.mutable_access() = draft.access();
    preview.set_name(section_);
    const auto previewed = world_.Ask<v1::PreviewReducedResponse>(
        World::Nurse(), "SectionService/PreviewReduced", preview);
    *confirm.mutable_access() = draft.access();
    confirm.set_name(section_);
    confirm.set_reduced_hash(previewed.reduced_hash());
    return world_.Call(World::Nurse(), "SectionService/ConfirmSection",
                       confirm);
  }
  template <typename RowType>
  RowType Stored(Table table, const char* collection, const std::string& name) {
    const auto snapshot = world_.ledger().Read();
    Reading state(**snapshot, world_.ledger().Now());
    const auto row =
        state.Find<RowType>(table, *ParseResourceId(collection, name, "name"));
    EXPECT_TRUE(row.ok() && row->has_value());
    return **row;
  }
  v1::SectionRow Section() {
    return Stored<v1::SectionRow>(Table::kSection, "sections", section_);
  }
  v1::SubjectRow Subject() {
    return Stored<v1::SubjectRow>(Table::kSubject, "subjects",
                                  opening_.subject);
  }

  World world_;
  Opening opening_;
  std::string section_;
};

v1::Record Sheet(absl::string_view family) {
  v1::Record record;
  record.mutable_case_sheet()->set_alias("S-1");
  record.mutable_case_sheet()->set_family(std::string(family));
  return record;
}

v1::ConfirmSectionRequest Deidentified() {
  v1::ConfirmSectionRequest confirm;
  confirm.set_deidentified(true);
  return confirm;
}

TEST_F(ConfirmTest, ASheetThatNamesSomebodyIsNotDeidentified) {
  v1::Record profile;
  profile.mutable_subject_profile()->set_legal_name("架空 花子");
  profile.mutable_subject_profile()->set_handle("ゆきだるま");
  ASSERT_THAT(Confirm(profile, {}).status, IsOk());
  for (const char* text : {"架空花子は母を恐れている", "花子さんは母を恐れる",
                           "ゆきだるまは母を恐れている", "氏名：架空桜子"}) {
    const Release refused = Confirm(Sheet(text), Deidentified());
    EXPECT_THAT(refused.status, StatusIs(StatusCode::kFailedPrecondition));
    v1::RefusalDetail detail;
    detail.ParseFromString(refused.refusal);
    EXPECT_EQ(detail.code(), v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED) << text;
    EXPECT_FALSE(absl::StrContains(refused.status.message(), "花子"));
    EXPECT_EQ(Section().state(), v1::SECTION_STATE_DRAFT);
  }
  EXPECT_THAT(Confirm(Sheet("対象者は母を恐れている"), Deidentified()).status,
              IsOk());
  EXPECT_TRUE(Section().deidentified());
  // Not said to be de-identified: a record among others, that no supervisor
  // reads.
  EXPECT_THAT(Confirm(Sheet("架空花子は母を恐れている"), {}).status, IsOk());
  EXPECT_FALSE(Section().deidentified());
}

TEST_F(ConfirmTest, MarksAreChecked) {
  v1::Record plan;
  plan.mutable_support_plan();
  EXPECT_THAT(Confirm(plan, Deidentified()).status,
              StatusIs(StatusCode::kInvalidArgument));
  v1::ConfirmSectionRequest confirm;
  confirm.add_parties_concerned("SENTINEL");
  const Release malformed = Confirm(plan, confirm);
  EXPECT_THAT(malformed.status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_FALSE(absl::StrContains(malformed.status.message(), "SENTINEL"));
  confirm.clear_parties_concerned();
  for (int i = 0; i < 20; ++i) confirm.add_parties_concerned(kFamily);
  EXPECT_THAT(Confirm(plan, confirm).status, IsOk());
  EXPECT_EQ(Section().parties_concerned_size(), 20);
  confirm.add_parties_concerned(kFamily);
  EXPECT_THAT(Confirm(plan, confirm).status,
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(ConfirmTest, AMilestoneIsNotedInItsRow) {
  v1::Record record;
  record.mutable_milestone()->set_milestone(v1::MILESTONE_SEEN_BY_DOCTOR);
  ASSERT_THAT(Confirm(record, {}).status, IsOk());
  EXPECT_EQ(Section().milestone(), v1::MILESTONE_SEEN_BY_DOCTOR);
}

TEST_F(ConfirmTest, ABirthDateSaysThatTheChildIsBornUnlessNoneLived) {
  v1::Record record;
  v1::Birth& birth = *record.mutable_pregnancy()->mutable_birth();
  birth.set_outcome(v1::BIRTH_OUTCOME_LIVE_BIRTH);
  ASSERT_THAT(Confirm(record, {}).status, IsOk());
  EXPECT_FALSE(Subject().child_born());
  birth.set_born_on("2026-12-15");
  birth.set_outcome(v1::BIRTH_OUTCOME_STILLBIRTH);
  ASSERT_THAT(Confirm(record, {}).status, IsOk());
  EXPECT_FALSE(Subject().child_born());
  birth.set_outcome(v1::BIRTH_OUTCOME_LIVE_BIRTH);
  ASSERT_THAT(Confirm(record, {}).status, IsOk());
  EXPECT_TRUE(Subject().child_born());
  EXPECT_FALSE(Subject().sealed_birth());
}

}  // namespace
}  // namespace tasuki::exchange
