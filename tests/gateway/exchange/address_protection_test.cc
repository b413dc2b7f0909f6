// An address-protection measure, from the record that states it to every place
// of hers that it closes (SR-06).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/algorithm/container.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
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

v1::Record Birth() {
  v1::Record record;
  v1::Birth& birth = *record.mutable_pregnancy()->mutable_birth();
  birth.set_born_on("2026-11-20");
  birth.set_outcome(v1::BIRTH_OUTCOME_LIVE_BIRTH);
  return record;
}

// What is known of a child: where it lives, and where it spends the day.
v1::Record PlacesOfAChild() {
  v1::Record record;
  v1::SubjectProfile& profile = *record.mutable_subject_profile();
  profile.set_legal_name("CHILD-MARK");
  profile.set_resident_address("CHILD-ADDRESS-MARK");
  profile.set_school("NURSERY-MARK");
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
  // A child of hers, on her case.
  Opening Child() {
    Confirm(World::Nurse(), Birth());
    v1::ForkSubjectRequest fork;
    *fork.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    fork.set_subject(opening_.subject);
    fork.set_case_(opening_.a_case);
    fork.set_alias("B");
    Opening child = opening_;
    child.subject = world_
                        .Ask<v1::ForkSubjectResponse>(
                            World::Nurse(), "SubjectService/ForkSubject", fork)
                        .child()
                        .name();
    EXPECT_THAT(world_.last_status(), IsOk());
    return child;
  }
  bool Shows(const World::Person& person, const std::string& mark) {
    return Read(person).SerializeAsString().find(mark) != std::string::npos;
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

// Stored as nothing, it would look taken off to whoever sent it.
TEST_F(AddressProtectionTest, OneThatSaysNothingIsRefusedAndTakesNothingOff) {
  Confirm(World::Nurse(), Measure(true));
  v1::DraftSectionRequest draft = DraftOf(opening_.subject, Measure(false));
  draft.set_case_(opening_.a_case);
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  const auto refused =
      world_.Call(World::Nurse(), "SectionService/DraftSection", draft);
  EXPECT_THAT(refused.status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(refused.status.message()),
              ::testing::StartsWith(
                  "tasuki.v1.SubjectProfile.address_protection: says nothing"));
  const std::string stated =
      Confirmed(world_, World::Nurse(),
                DraftOf(opening_.subject, Measure(true, "2026-12-31")));
  v1::CorrectSectionRequest correct;
  *correct.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  correct.set_name(stated);
  *correct.mutable_record() = Measure(false);
  correct.set_reason("it is over");
  EXPECT_THAT(
      world_.Call(World::Nurse(), "SectionService/CorrectSection", correct)
          .status,
      StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
}

// Who looks for the mother waits where the child goes every morning.
TEST_F(AddressProtectionTest, AMothersCoversHerChildOnTheSameCase) {
  InCase(world_, World::Nurse(), Child(), PlacesOfAChild());
  for (const World::Person& person : {World::Nurse(), World::Worker()}) {
    EXPECT_TRUE(Shows(person, "NURSERY-MARK"));
    EXPECT_TRUE(Shows(person, "CHILD-ADDRESS-MARK"));
  }
  Confirm(World::Nurse(), Measure(true));
  for (const World::Person& person : {World::Nurse(), World::Worker()}) {
    EXPECT_FALSE(Shows(person, "NURSERY-MARK"));
    EXPECT_FALSE(Shows(person, "CHILD-ADDRESS-MARK"));
    EXPECT_TRUE(Shows(person, "CHILD-MARK"));
  }
  Confirm(World::Nurse(), Measure(false, "2026-12-31"));
  EXPECT_TRUE(Shows(World::Worker(), "NURSERY-MARK"));
}

TEST_F(AddressProtectionTest, AChildsCoversItsMother) {
  const Opening child = Child();
  EXPECT_TRUE(ShowsPlaces(World::Worker()));
  InCase(world_, World::Worker(), child, Measure(true));
  EXPECT_FALSE(ShowsPlaces(World::Worker()));
}

// Where the child is known from a case of its own as well.
TEST_F(AddressProtectionTest, CoversTheChildInACaseThatIsItsOwn) {
  const Opening child = Child();
  const Opening own = OpenFor(world_, child.subject, {});
  InCase(world_, World::Nurse(), own, PlacesOfAChild());
  const auto seen = [&] {
    return ReadCase(world_, World::Nurse(), own.a_case).response;
  };
  EXPECT_THAT(seen(), ::testing::HasSubstr("NURSERY-MARK"));
  Confirm(World::Worker(), Measure(true));
  EXPECT_THAT(seen(), ::testing::Not(::testing::HasSubstr("NURSERY-MARK")));
}

// A place that has no field of its own: it leaves in the reviewed summary, with
// no mark of its holder's.
TEST_F(AddressProtectionTest, WhatNamesAPlaceImpliesOne) {
  v1::Record meeting;
  v1::SafeContactRule& rule =
      *meeting.mutable_subject_profile()->add_safe_contact_rules();
  rule.set_channel(v1::CONTACT_CHANNEL_MOBILE_PHONE);
  rule.set_allowed(true);
  rule.set_time_window("21:00-23:00");
  rule.set_safe_place("MEETING-MARK");
  Confirm(World::Nurse(), meeting);
  EXPECT_TRUE(Shows(World::Worker(), "MEETING-MARK"));
  Confirm(World::Nurse(), Measure(true));
  EXPECT_FALSE(Shows(World::Worker(), "MEETING-MARK"));
  // Who wrote it down works on with it, and everybody is told when to call.
  EXPECT_TRUE(Shows(World::Nurse(), "MEETING-MARK"));
  v1::CheckContactRequest check;
  *check.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  check.set_subject(opening_.subject);
  check.set_case_(opening_.a_case);
  check.set_channel(v1::CONTACT_CHANNEL_MOBILE_PHONE);
  const auto way = world_.Ask<v1::CheckContactResponse>(
      World::Worker(), "CaseService/CheckContact", check);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_TRUE(way.allowed());
  EXPECT_TRUE(absl::c_any_of(way.alternatives(), [](const auto& one) {
    return one.time_window() == "21:00-23:00";
  }));
}

TEST_F(AddressProtectionTest, AClinicOfHersIsAPlaceToo) {
  v1::ConsentTerms terms =
      TermsFor(world_, opening_.subject, kMaternal, kHospital);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C01);
  item.add_categories(v1::CATEGORY_C07);
  Grant(world_, World::Nurse(), terms);
  AddToTeam(world_, opening_, kHospital, v1::RELATION_MEMBER);
  v1::Record pregnancy;
  pregnancy.mutable_pregnancy()->set_gestational_age("31w2d");
  pregnancy.mutable_pregnancy()->set_clinic("CLINIC-MARK");
  pregnancy.mutable_pregnancy()->set_planned_hospital("HOSPITAL-MARK");
  Confirm(World::Nurse(), pregnancy);
  EXPECT_TRUE(Shows(SocialWorker(), "CLINIC-MARK"));
  Confirm(World::Nurse(), Measure(true));
  EXPECT_FALSE(Shows(SocialWorker(), "CLINIC-MARK"));
  EXPECT_FALSE(Shows(SocialWorker(), "HOSPITAL-MARK"));
  EXPECT_TRUE(Shows(World::Nurse(), "CLINIC-MARK"));
}

}  // namespace
}  // namespace tasuki::exchange
