// An address-protection measure, from the record that states it to every place
// of hers that it closes (SR-06).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tasuki/v1/case_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

constexpr char kAddress[] = "架空町一丁目一番";
constexpr char kPhone[] = "000-0000-0000";

v1::Record Places() {
  v1::Record record = Profile();
  record.mutable_subject_profile()->set_resident_address(kAddress);
  record.mutable_subject_profile()->set_phone(kPhone);
  return record;
}

v1::Record Measure(bool active, const std::string& until = "") {
  v1::Record record;
  v1::AddressProtection& measure =
      *record.mutable_subject_profile()->mutable_address_protection();
  measure.set_active(active);
  measure.set_until(until);
  return record;
}

// Maternal health leads, family support is on the team, and both know where she
// lives.
class AddressProtectionTest : public ::testing::Test {
 protected:
  AddressProtectionTest() {
    opening_ = OpenFor(world_, Registered(world_, World::Nurse()), {});
    AddFamilySupport(world_, opening_);
    InCase(world_, World::Nurse(), opening_, Places());
  }

  v1::GetCaseResponse Read(const World::Person& person) {
    v1::GetCaseResponse read;
    read.ParseFromString(ReadCase(world_, person, opening_.a_case).response);
    return read;
  }
  bool ShowsPlaces(const World::Person& person) {
    const std::string bytes = Read(person).SerializeAsString();
    const bool address = bytes.find(kAddress) != std::string::npos;
    EXPECT_EQ(bytes.find(kPhone) != std::string::npos, address);
    return address;
  }
  void Confirm(const World::Person& person, const v1::Record& record) {
    InCase(world_, person, opening_, record);
  }

  World world_;
  Opening opening_;
};

TEST_F(AddressProtectionTest, ClosesThePlacesOfOldRecordsForEveryReader) {
  EXPECT_TRUE(ShowsPlaces(World::Worker()));
  EXPECT_TRUE(ShowsPlaces(World::Nurse()));
  Confirm(World::Nurse(), Measure(true));
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
  EXPECT_FALSE(ShowsPlaces(World::Nurse()));
  // Her name is no place: the record itself is read as before.
  EXPECT_THAT(Read(World::Nurse()).SerializeAsString(),
              ::testing::HasSubstr("NAME-MARK"));
}

TEST_F(AddressProtectionTest, IsStatedByASafetyRecordToo) {
  v1::Record safety;
  safety.mutable_safety()->mutable_address_protection()->set_active(true);
  Confirm(World::Nurse(), safety);
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
}

TEST_F(AddressProtectionTest, CoversWhatIsWrittenAfterIt) {
  Confirm(World::Nurse(), Measure(true));
  Confirm(World::Worker(), Places());
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
}

TEST_F(AddressProtectionTest, ADraftProtectsNothingYet) {
  v1::DraftSectionRequest draft = DraftOf(opening_.subject, Measure(true));
  draft.set_case_(opening_.a_case);
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "SectionService/DraftSection", draft).status,
      IsOk());
  EXPECT_TRUE(ShowsPlaces(World::Worker()));
}

// Until the end of its last day in Japan; what was read on the day before rests
// on a clock, not on a row.
TEST_F(AddressProtectionTest, EndsWithItsLastDay) {
  const absl::TimeZone japan = absl::FixedTimeZone(9 * 60 * 60);
  const absl::CivilDay tomorrow =
      absl::ToCivilDay(world_.clock().Now(), japan) + 1;
  Confirm(World::Nurse(), Measure(true, absl::FormatCivilTime(tomorrow)));
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
  const absl::Duration left =
      absl::FromCivil(tomorrow + 1, japan) - world_.clock().Now();
  world_.clock().Advance(left - absl::Seconds(1));
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
  world_.clock().Advance(absl::Seconds(1));
  EXPECT_TRUE(ShowsPlaces(World::Worker()));
}

TEST_F(AddressProtectionTest, EachHolderTakesOffItsOwnAlone) {
  Confirm(World::Nurse(), Measure(true));
  Confirm(World::Worker(), Measure(false, "2026-12-31"));
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
  // What says nothing of it takes nothing off.
  Confirm(World::Nurse(), Places());
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
  Confirm(World::Nurse(), Measure(false, "2026-12-31"));
  EXPECT_TRUE(ShowsPlaces(World::Worker()));
}

}  // namespace
}  // namespace tasuki::exchange
