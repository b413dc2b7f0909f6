// Which word on an address-protection measure is the newest one (SR-06), when
// records are corrected and taken back, and which are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tasuki/v1/section_service.pb.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;

constexpr char kAddress[] = "架空町一丁目一番";

v1::Record Measure(bool active, const std::string& until = "") {
  v1::Record record;
  v1::AddressProtection& measure =
      *record.mutable_subject_profile()->mutable_address_protection();
  measure.set_active(active);
  measure.set_until(until);
  return record;
}

v1::Record Called(v1::Record record, const std::string& handle) {
  record.mutable_subject_profile()->set_handle(handle);
  return record;
}

v1::Record SafetyOn() {
  v1::Record record;
  record.mutable_safety()->mutable_address_protection()->set_active(true);
  return record;
}

// Maternal health knows where she lives, and says it all.
class AddressCorrectionTest : public ::testing::Test {
 protected:
  AddressCorrectionTest() {
    opening_ = OpenFor(world_, Registered(world_, World::Nurse()), {});
    AddFamilySupport(world_, opening_);
    v1::Record places = Profile();
    places.mutable_subject_profile()->set_resident_address(kAddress);
    Said(places);
  }
  std::string Said(const v1::Record& record) {
    return InCase(world_, World::Nurse(), opening_, record);
  }
  std::string Mend(const std::string& section, const v1::Record& record) {
    return Corrected(world_, World::Nurse(), section, record);
  }
  void TakeBack(const std::string& section) {
    EXPECT_THAT(Retract(world_, World::Nurse(), section).status, IsOk());
  }
  bool IsShown() {
    return ReadCase(world_, World::Worker(), opening_.a_case)
               .response.find(kAddress) != std::string::npos;
  }
  std::string Day(int from_now) {
    return absl::FormatCivilTime(
        absl::ToCivilDay(world_.clock().Now(),
                         absl::FixedTimeZone(9 * 60 * 60)) +
        from_now);
  }
  Release Draft(const v1::Record& record) {
    v1::DraftSectionRequest draft = DraftOf(opening_.subject, record);
    *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    draft.set_case_(opening_.a_case);
    return world_.Call(World::Nurse(), "SectionService/DraftSection", draft);
  }
  void ExpectPast(const Release& release) {
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(
        std::string(release.status.message()),
        HasSubstr("tasuki.v1.SubjectProfile.address_protection.until: is"));
  }

  World world_;
  Opening opening_;
};

TEST_F(AddressCorrectionTest, OfAnOlderRecordLiftsNothingNewer) {
  const std::string old = Said(Called(Measure(false, Day(-30)), "H1"));
  Said(SafetyOn());
  EXPECT_FALSE(IsShown());
  // Twice: the version between is as old as the first one.
  const std::string mended = Mend(old, Called(Measure(false, Day(-30)), "H2"));
  EXPECT_FALSE(IsShown());
  Mend(mended, Called(Measure(false, Day(-30)), "H3"));
  EXPECT_FALSE(IsShown());
}

TEST_F(AddressCorrectionTest, OfAnOlderRecordShortensNothingNewer) {
  const std::string old = Said(Measure(true, Day(1)));
  Said(SafetyOn());
  Mend(old, Called(Measure(true, Day(1)), "H2"));
  world_.clock().Advance(absl::Hours(24 * 3));
  EXPECT_FALSE(IsShown());
}

TEST_F(AddressCorrectionTest, OfTheRecordThatSaidItLastCounts) {
  Said(SafetyOn());
  const std::string last = Said(Measure(true));
  // What says nothing of it is no word.
  Said(Called({}, "H1"));
  const std::string off = Mend(last, Measure(false, Day(-1)));
  EXPECT_TRUE(IsShown());
  Mend(off, Measure(true, Day(1)));
  EXPECT_FALSE(IsShown());
}

// A newer word that was corrected to none, or that took it off and was taken
// back, is none any more; one that put it on closes what it closed.
TEST_F(AddressCorrectionTest, OfAnOlderRecordCountsWhereTheNewerWordIsGone) {
  const std::string old = Said(Measure(true));
  const std::string off = Said(Measure(false, Day(-1)));
  EXPECT_TRUE(IsShown());
  TakeBack(off);
  const std::string mended = Mend(old, Called(Measure(true), "H2"));
  EXPECT_FALSE(IsShown());
  TakeBack(Said(SafetyOn()));
  Mend(mended, Measure(false, Day(-1)));
  EXPECT_FALSE(IsShown());
}

TEST_F(AddressCorrectionTest, WhatIsOverFromTheStartIsRefusedAndEndsNothing) {
  Said(Measure(true));
  ExpectPast(Draft(Measure(true, Day(-1))));
  EXPECT_THAT(Draft(Measure(true, Day(0))).status, IsOk());
  EXPECT_FALSE(IsShown());
}

TEST_F(AddressCorrectionTest, WhatLayUntilItWasOverIsNotConfirmed) {
  v1::DraftSectionResponse drafted;
  drafted.ParseFromString(Draft(Measure(true, Day(0))).response);
  Said(Measure(true));
  world_.clock().Advance(absl::Hours(24));
  ExpectPast(ConfirmDraft(world_, World::Nurse(), drafted.section()));
  EXPECT_FALSE(IsShown());
}

// A record of a measure that has run out is mended like any other.
TEST_F(AddressCorrectionTest, AMeasureThatRanOutMayStandInACorrection) {
  const std::string old = Said(Measure(true, Day(0)));
  world_.clock().Advance(absl::Hours(24));
  Mend(old, Called(Measure(true, Day(-1)), "H2"));
  v1::CorrectSectionRequest changed =
      CorrectionOf(old, Called(Measure(true, Day(-2)), "H2"));
  EXPECT_THAT(
      world_.Call(World::Nurse(), "SectionService/CorrectSection", changed)
          .status,
      ::testing::Not(IsOk()));
}

TEST_F(AddressCorrectionTest, ARenewalThatIsAppliedForLeavesWhatStands) {
  v1::Record applied;
  applied.mutable_subject_profile()
      ->mutable_address_protection()
      ->set_applied_on(Day(0));
  Said(applied);
  EXPECT_TRUE(IsShown());
  Said(Measure(true));
  Said(applied);
  EXPECT_FALSE(IsShown());
}

}  // namespace
}  // namespace tasuki::exchange
