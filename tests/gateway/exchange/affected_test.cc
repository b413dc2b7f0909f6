#include "tests/gateway/exchange/affected_setting.h"

// After a leak: who saw a person's data, and who could have.
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(AffectedTest, WhoReadIsNamedWithPersonTimeAndWhat) {
  world_.clock().Advance(absl::Hours(3));
  ASSERT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              IsOk());
  const v1::ListAffectedResponse affected = Affected(Asking());
  ASSERT_EQ(SeenBy(affected, kFamily), 1);
  const v1::DisclosedTo& last = *affected.seen().rbegin();
  EXPECT_EQ(last.party(), kFamily);
  EXPECT_EQ(last.person(), World::Worker().id);
  EXPECT_EQ(last.role(), v1::ROLE_CW);
  EXPECT_EQ(last.time_ms(), absl::ToUnixMillis(world_.clock().Now()));
  EXPECT_THAT(last.disclosed(), Not(IsEmpty()));
  EXPECT_THAT(last.sections(), Not(IsEmpty()));
  EXPECT_EQ(last.leaf_hash().size(), 32u);
  ASSERT_NE(Exposure(affected, kFamily), nullptr);
  EXPECT_TRUE(Exposure(affected, kFamily)->did());
  EXPECT_EQ(affected.erased(), 0);
}

TEST_F(AffectedTest, WhoCouldHaveIsNamedThoughItNeverLooked) {
  const v1::ListAffectedResponse affected = Affected(Asking());
  EXPECT_EQ(SeenBy(affected, kFamily), 0);
  const v1::Exposed* family = Exposure(affected, kFamily);
  ASSERT_NE(family, nullptr);
  EXPECT_FALSE(family->did());
  EXPECT_TRUE(Could(*family, v1::CATEGORY_C06));
  EXPECT_EQ(Exposure(affected, kNursery), nullptr);
}

TEST_F(AffectedTest, OnlyTheTimeAskedForCounts) {
  const int64_t before = Now();
  world_.clock().Advance(absl::Hours(5));
  ASSERT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              IsOk());
  world_.clock().Advance(absl::Hours(5));
  v1::ListAffectedRequest request = Asking();
  request.set_to(before + 3600);
  EXPECT_EQ(SeenBy(Affected(request), kFamily), 0);
  request.set_from(before + 3600);
  request.set_to(0);
  const v1::ListAffectedResponse later = Affected(request);
  EXPECT_EQ(SeenBy(later, kFamily), 1);
  EXPECT_THAT(later.seen(), SizeIs(1));
  request.set_from(Now() - 60);
  EXPECT_THAT(Affected(request).seen(), IsEmpty());
}

// Who was on the team at any moment of it could have read, whoever left since.
TEST_F(AffectedTest, WhoLeftTheTeamWithinTheTimeCouldHaveRead) {
  world_.clock().Advance(absl::Hours(1));
  const int64_t still_there = Now();
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening_.a_case);
  end.set_party(kFamily);
  world_.clock().Advance(absl::Hours(1));
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
  world_.clock().Advance(absl::Hours(24 * 3));
  v1::ListAffectedRequest request = Asking();
  request.set_from(still_there);
  EXPECT_NE(Exposure(Affected(request), kFamily), nullptr);
  request.set_from(Now() - 3600);
  const auto after = Affected(request);
  const v1::Exposed* family = Exposure(after, kFamily);
  EXPECT_TRUE(family == nullptr || !Could(*family, v1::CATEGORY_C06));
}

TEST_F(AffectedTest, AConsentWithdrawnWithinTheTimeStillCounts) {
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(opening_.consent);
  const int64_t before = Now() - 60;
  world_.clock().Advance(absl::Hours(1));
  ASSERT_THAT(
      world_.Call(World::Npo(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  world_.clock().Advance(absl::Hours(1));
  v1::ListAffectedRequest request = Asking();
  request.clear_subject();
  request.set_section(opening_.sections[0]);
  request.set_from(before);
  const auto within = Affected(request);
  ASSERT_NE(Exposure(within, kMaternal), nullptr);
  EXPECT_TRUE(Could(*Exposure(within, kMaternal), v1::CATEGORY_C06));
}

// Nobody notes from when to when it was released.
TEST_F(AffectedTest, HealthThatWasReleasedOnceCountsThoughItWasTakenBack) {
  v1::Record health;
  health.mutable_pregnancy()->mutable_mental_health()->set_text("HEALTH-MARK");
  InCase(world_, World::Nurse(), opening_, health);
  const auto level = [&] {
    const v1::ListAffectedResponse affected = Affected(Asking());
    const auto& could = Exposure(affected, kFamily)->could();
    const auto found = std::find_if(
        could.begin(), could.end(),
        [](const auto& entry) { return entry.category() == v1::CATEGORY_C08; });
    return found == could.end() ? v1::LEVEL_WITHHELD : found->level();
  };
  EXPECT_EQ(level(), v1::LEVEL_EXISTENCE);
  for (const bool released : {true, false}) {
    ASSERT_THAT(
        ReleaseHealth(world_, World::Chief(), opening_.a_case, released).status,
        IsOk());
    EXPECT_EQ(level(), v1::LEVEL_FULL);
  }
}

// A statement held from its sending until it came back, for a year at most.
class StatedInAMessage : public AffectedTest {
 protected:
  StatedInAMessage() {
    const std::string patient = Registered(world_, SocialWorker());
    v1::Record record;
    record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
    section_ = Confirmed(world_, SocialWorker(), DraftOf(patient, record));
    v1::SendMessageRequest send =
        MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, patient, {section_});
    send.set_basis(v1::BASIS_CODE_CWA_21_10_5);
    send.set_attempt(v1::CONSENT_ATTEMPT_GIVEN_IN_PART);
    send.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
    message_ = Sent(world_, SocialWorker(), send);
    sent_at_ = Now();
  }
  bool CouldReadIn(int64_t from, int64_t to) {
    v1::ListAffectedRequest request = Asking();
    request.clear_subject();
    request.set_section(section_);
    request.set_from(from);
    request.set_to(to);
    const v1::ListAffectedResponse affected = Affected(request);
    const v1::Exposed* const city = Exposure(affected, kMaternal);
    return city != nullptr && Could(*city, v1::CATEGORY_C16);
  }

  std::string section_, message_;
  int64_t sent_at_ = 0;
};

TEST_F(StatedInAMessage, CountsThoughItWasReturned) {
  world_.clock().Advance(absl::Hours(48));
  v1::ReturnMessageRequest back;
  *back.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  back.set_name(message_);
  back.set_reason("not ours");
  ASSERT_THAT(
      world_.Call(World::Nurse(), "MessageService/ReturnMessage", back).status,
      IsOk());
  world_.clock().Advance(absl::Hours(48));
  EXPECT_TRUE(CouldReadIn(sent_at_, sent_at_ + 3600));
  EXPECT_FALSE(CouldReadIn(sent_at_ - 7200, sent_at_ - 3600));
}

TEST_F(StatedInAMessage, CountsForItsYearThoughThatIsOver) {
  const int64_t year = int64_t{365} * 24 * 3600;
  world_.clock().Advance(absl::Hours(24 * 500));
  EXPECT_TRUE(CouldReadIn(sent_at_ + 3600, sent_at_ + 7200));
  EXPECT_TRUE(CouldReadIn(sent_at_ + year - 60, sent_at_ + year + 60));
  EXPECT_FALSE(CouldReadIn(sent_at_ + year + 60, sent_at_ + year + 3600));
}

// Closed before the time that is asked for it was still read in it.
TEST_F(AffectedTest, ACaseThatWasClosedBeforeStillCountsForThreeMonths) {
  v1::CloseCaseRequest close;
  *close.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  close.set_case_(opening_.a_case);
  close.set_reason(v1::CLOSING_REASON_IMPROVED);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/CloseCase", close).status,
      IsOk());
  const int64_t closed = Now();
  const int64_t day = 24 * 3600;
  world_.clock().Advance(absl::Hours(24 * 200));
  v1::ListAffectedRequest request = Asking();
  const auto could_in = [&](int64_t from) {
    request.set_from(from);
    request.set_to(from + day);
    const v1::ListAffectedResponse affected = Affected(request);
    const v1::Exposed* const family = Exposure(affected, kFamily);
    return family != nullptr && Could(*family, v1::CATEGORY_C06);
  };
  EXPECT_TRUE(could_in(closed + 30 * day));
  EXPECT_FALSE(could_in(closed + 150 * day));
}

TEST_F(AffectedTest, ASectionIsAskedForWithItsCopies) {
  ASSERT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              IsOk());
  v1::ListAffectedRequest request = Asking();
  request.clear_subject();
  request.set_section(opening_.sections[0]);
  const v1::ListAffectedResponse affected = Affected(request);
  EXPECT_GE(SeenBy(affected, kMaternal), 1);  // the message
  EXPECT_EQ(SeenBy(affected, kFamily), 1);    // its copy, in the case
  for (const v1::DisclosedTo& seen : affected.seen()) {
    EXPECT_THAT(seen.sections(), SizeIs(1));
    for (const v1::DisclosedCategory& entry : seen.disclosed()) {
      EXPECT_NE(entry.category(), v1::CATEGORY_C16);  // another section's
    }
  }
}

TEST_F(AffectedTest, AnEndedVersionIsStillAskedFor) {
  ASSERT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              IsOk());
  const std::string copy = Copy();
  world_.clock().Advance(absl::Hours(1));
  ASSERT_THAT(Retract(world_, World::Nurse(), copy).status, IsOk());
  v1::ListAffectedRequest request = Asking();
  request.clear_subject();
  request.set_section(copy);
  v1::ListAffectedResponse affected = Affected(request);
  EXPECT_EQ(SeenBy(affected, kFamily), 1);
  EXPECT_NE(Exposure(affected, kFamily), nullptr);
  world_.clock().Advance(absl::Hours(1));
  request.set_from(Now());
  affected = Affected(request);
  EXPECT_THAT(affected.seen(), IsEmpty());
  EXPECT_THAT(affected.exposed(), IsEmpty());
}

TEST_F(AffectedTest, OnlyTheCategoriesAskedForCount) {
  ASSERT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              IsOk());
  v1::ListAffectedRequest request = Asking();
  request.add_categories(v1::CATEGORY_C16);
  const v1::ListAffectedResponse affected = Affected(request);
  EXPECT_THAT(affected.seen(), Not(IsEmpty()));
  for (const v1::DisclosedTo& seen : affected.seen()) {
    ASSERT_THAT(seen.disclosed(), SizeIs(1));
    EXPECT_EQ(seen.disclosed(0).category(), v1::CATEGORY_C16);
  }
  for (const v1::Exposed& exposed : affected.exposed()) {
    ASSERT_THAT(exposed.could(), SizeIs(1));
  }
}

TEST_F(AffectedTest, OnlyOfficersAskAndTheirAskingIsInHerLog) {
  const absl::Status refused = Status(Asking(), World::Nurse());
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  Affected(Asking());
  const OpenedLeaf leaf = world_.log().List(0, 10000)->back();
  v1::ExchangeGroup exchange;
  v1::SubjectGroup subject;
  ASSERT_TRUE(exchange.ParseFromString(leaf.exchange_group));
  ASSERT_TRUE(subject.ParseFromString(leaf.subject_group));
  EXPECT_THAT(exchange.operation(), HasSubstr("ListAffected"));
  EXPECT_EQ(exchange.person(), World::Officer().id);
  EXPECT_EQ("subjects/" + subject.subject(), opening_.subject);
}

TEST_F(AffectedTest, BadInputIsRefusedByField) {
  const auto said = [&](const v1::ListAffectedRequest& request) {
    const absl::Status status = Status(request);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    return std::string(status.message());
  };
  v1::ListAffectedRequest both = Asking();
  both.set_section(opening_.sections[0]);
  EXPECT_THAT(said(both), HasSubstr("section"));
  v1::ListAffectedRequest neither = Asking();
  neither.clear_subject();
  EXPECT_THAT(said(neither), HasSubstr("subject"));
  v1::ListAffectedRequest name = Asking();
  name.set_subject("A");
  EXPECT_THAT(said(name), HasSubstr("subject"));
  v1::ListAffectedRequest from = Asking();
  from.set_from(-1);
  EXPECT_THAT(said(from), HasSubstr("from"));
  v1::ListAffectedRequest to = Asking();
  to.set_from(Now());
  to.set_to(Now());
  EXPECT_THAT(said(to), HasSubstr("to"));
  v1::ListAffectedRequest category = Asking();
  category.add_categories(static_cast<v1::Category>(999));
  EXPECT_THAT(said(category), HasSubstr("categories"));
  v1::ListAffectedRequest need = Asking();
  need.mutable_access()->clear_need();
  EXPECT_EQ(Status(need).code(), absl::StatusCode::kFailedPrecondition);
  v1::ListAffectedRequest absent = Asking();
  absent.set_subject(std::string("subjects/") + kAbsentId);
  EXPECT_EQ(Status(absent).code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace tasuki::exchange
