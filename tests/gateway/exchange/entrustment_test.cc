#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Supervision by a physician under contract (#18, SR-16).
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Record Sheet() {
  v1::Record record;
  v1::CaseSheet& sheet = *record.mutable_case_sheet();
  sheet.set_alias("S-1");
  sheet.set_written_in("2026-11");
  sheet.set_questions("how to speak with her about her own upbringing");
  return record;
}

v1::Record Advice() {
  v1::Record record;
  record.mutable_supervision()->mutable_advice()->set_text("ADVICE-MARK");
  return record;
}

// The chief writes a sheet in the case; a person has checked it or not.
std::string SheetInCase(World& world, const Opening& opening, bool checked) {
  v1::DraftSectionRequest draft = DraftOf(opening.subject, Sheet());
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPERVISION);
  draft.set_case_(opening.a_case);
  const auto drafted = world.Ask<v1::DraftSectionResponse>(
      World::Chief(), "SectionService/DraftSection", draft);
  EXPECT_THAT(world.last_status(), IsOk());
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = draft.access();
  preview.set_name(drafted.section());
  const auto reduced = world.Ask<v1::PreviewReducedResponse>(
      World::Chief(), "SectionService/PreviewReduced", preview);
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = draft.access();
  confirm.set_name(drafted.section());
  confirm.set_reduced_hash(reduced.reduced_hash());
  confirm.set_deidentified(checked);
  EXPECT_THAT(
      world.Call(World::Chief(), "SectionService/ConfirmSection", confirm)
          .status,
      IsOk());
  return drafted.section();
}

Release ReadForSupervision(World& world, const World::Person& person,
                           const Opening& opening) {
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPERVISION);
  get.set_name(opening.a_case);
  return world.Call(person, "CaseService/GetCase", get);
}

Opening Supervised(World& world, bool checked) {
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening, Profile());
  AddToTeam(world, opening, kPhysicians, v1::RELATION_OBSERVER);
  SheetInCase(world, opening, checked);
  return opening;
}

TEST(EntrustmentTest, PhysicianReadsTheSheetAndNothingElse) {
  World world;
  const Opening opening = Supervised(world, /*checked=*/true);
  const Release release = ReadForSupervision(world, Psychiatrist(), opening);
  ASSERT_THAT(release.status, IsOk());
  v1::GetCaseResponse seen;
  seen.ParseFromString(release.response);
  ASSERT_EQ(seen.case_().sections_size(), 1);
  EXPECT_EQ(seen.case_().sections(0).record().case_sheet().alias(), "S-1");
}

TEST(EntrustmentTest, SheetThatNobodyCheckedDoesNotLeave) {
  World world;
  const Opening opening = Supervised(world, /*checked=*/false);
  EXPECT_THAT(ReadForSupervision(world, Psychiatrist(), opening).status,
              StatusIs(absl::StatusCode::kNotFound));
}

// #18: the note goes back to who asked for it, and to the named team only.
TEST(EntrustmentTest, NoteReturnsToTheNamedTeamAndNobodyElse) {
  World world;
  const Opening opening = Supervised(world, /*checked=*/true);
  AddToTeam(world, opening, kFamily, v1::RELATION_MEMBER, {"p-cw-1"});
  v1::DraftSectionRequest draft = DraftOf(opening.subject, Advice());
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPERVISION);
  draft.set_case_(opening.a_case);
  const std::string note = Confirmed(world, Psychiatrist(), draft);
  v1::SendMessageRequest send = MessageTo(
      kSupervision, v1::MESSAGE_KIND_INFORMATION, opening.subject, {note});
  *send.mutable_access() = AccessFor(v1::PURPOSE_SUPERVISION);
  const std::string message = Sent(world, Psychiatrist(), send);
  ASSERT_EQ(Accepted(world, World::Chief(), message, opening.a_case,
                     v1::PURPOSE_SUPERVISION)
                .size(),
            1);
  EXPECT_THAT(ReadCase(world, World::Worker(), opening.a_case).response,
              HasSubstr("ADVICE-MARK"));
  const Release other = ReadCase(world, Coordinator(), opening.a_case);
  ASSERT_THAT(other.status, IsOk());
  EXPECT_THAT(other.response, Not(HasSubstr("ADVICE-MARK")));
}

TEST(EntrustmentTest, PhysicianPassesTheSheetToNobody) {
  World world;
  const Opening opening = Supervised(world, /*checked=*/true);
  v1::SendMessageRequest send =
      MessageTo(kPhysicians, v1::MESSAGE_KIND_CONSULTATION, opening.subject,
                {SheetInCase(world, opening, /*checked=*/true)});
  *send.mutable_access() = AccessFor(v1::PURPOSE_SUPERVISION);
  const std::string message = Sent(world, World::Chief(), send);
  const std::vector<std::string> copies =
      Accepted(world, Psychiatrist(), message, "", v1::PURPOSE_SUPERVISION);
  ASSERT_EQ(copies.size(), 1);
  v1::SendMessageRequest onward = MessageTo(
      kGuidance, v1::MESSAGE_KIND_INFORMATION, opening.subject, copies);
  EXPECT_THAT(Send(world, Psychiatrist(), onward).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(EntrustmentTest, EndsWithTheEntryOnTheTeam) {
  World world;
  const Opening opening = Supervised(world, /*checked=*/true);
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening.a_case);
  end.set_party(kPhysicians);
  ASSERT_THAT(
      world.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
  EXPECT_THAT(ReadForSupervision(world, Psychiatrist(), opening).status,
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace tasuki::exchange
