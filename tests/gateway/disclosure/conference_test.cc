#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "gateway/disclosure/editions.h"
#include "tests/status_matchers.h"

namespace tasuki::disclosure {
namespace {

using absl::StatusCode;
using google::protobuf::util::MessageDifferencer;

v1::Record Parsed(const std::string& bytes) {
  v1::Record record;
  EXPECT_TRUE(record.ParseFromString(bytes));
  return record;
}

v1::Record IntentionRecord() {
  v1::Record record;
  record.mutable_intention()->set_raise(v1::RAISE_WISH_UNDECIDED);
  return record;
}

v1::Record PlanRecord() {
  v1::Record record;
  v1::SupportPlan& plan = *record.mutable_support_plan();
  plan.mutable_situation()->set_reviewed_summary("一人で暮らす");
  plan.mutable_hope()->set_text("長い文");
  plan.mutable_hope()->set_reviewed_summary("安心して産みたい");
  v1::PlanAction& action = *plan.add_actions();
  action.set_actor(v1::PLAN_ACTOR_CITY);
  action.set_service("受診に同行");
  action.set_contact_person("担当P");
  plan.set_review_on("2026-12-24");
  return record;
}

const LevelSet kAllFull = LevelSet::Full();

TEST(ConferenceTest, SeesOnlyWhatIsMeantForOneAndThatReduced) {
  const auto editions = BuildEditions(PlanRecord());
  ASSERT_THAT(editions, IsOk());
  v1::Record want;
  v1::SupportPlan& plan = *want.mutable_support_plan();
  plan.mutable_hope()->set_reviewed_summary("安心して産みたい");
  v1::PlanAction& action = *plan.add_actions();
  action.set_actor(v1::PLAN_ACTOR_CITY);
  action.set_service("受診に同行");
  plan.set_review_on("2026-12-24");
  const auto bytes = ConstructForConference(*editions, kAllFull);
  ASSERT_THAT(bytes, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(Parsed(*bytes), want));
  EXPECT_EQ(*ConstructForConference(
                *editions, LevelSet::Of(CategorySet::Of(v1::CATEGORY_C23),
                                        v1::LEVEL_REDUCED)),
            *bytes);
}

TEST(ConferenceTest, CategoryBelowReducedShowsNothing) {
  const auto editions = BuildEditions(PlanRecord());
  ASSERT_THAT(editions, IsOk());
  EXPECT_EQ(*ConstructForConference(*editions, LevelSet()), "");
  EXPECT_EQ(
      *ConstructForConference(
          *editions, LevelSet::Of(CategorySet::All(), v1::LEVEL_EXISTENCE)),
      "");
}

TEST(ConferenceTest, SeesNoHandleAndNoAlias) {
  v1::Record profile;
  profile.mutable_subject_profile()->set_handle("ゆき");
  v1::Record contact;
  contact.mutable_sos_contact()->set_alias("ゆき");
  v1::Record management;
  management.mutable_case_management()->set_alias("K-17");
  for (const v1::Record& record : {profile, contact, management}) {
    const auto editions = BuildEditions(record);
    ASSERT_THAT(editions, IsOk());
    EXPECT_EQ(*ConstructForConference(*editions, kAllFull), "");
  }
}

TEST(ConferenceTest, EditionThatIsNotCanonicalIsDataLoss) {
  const auto editions = BuildEditions(PlanRecord());
  const auto other = BuildEditions(IntentionRecord());
  EXPECT_THAT(
      ConstructForConference({editions->full, other->reduced}, kAllFull),
      StatusIs(StatusCode::kDataLoss));
  for (size_t size = 0; size < editions->reduced.size(); ++size) {
    EXPECT_THAT(
        ConstructForConference(
            {editions->full, editions->reduced.substr(0, size)}, kAllFull),
        StatusIs(StatusCode::kDataLoss));
  }
}

}  // namespace
}  // namespace tasuki::disclosure
