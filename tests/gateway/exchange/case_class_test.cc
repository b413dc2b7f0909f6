// What a case is, and what a change of it opens and closes (SR-09).
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Record Plan(const std::string& mark) {
  v1::Record record;
  record.mutable_support_plan()->mutable_situation()->set_text(mark);
  return record;
}

// A support case of the city, registered in the council, with the guidance
// centre on it.
class CaseClassTest : public ::testing::Test {
 protected:
  CaseClassTest() : opening_(PlayOpening(world_)) {
    EXPECT_THAT(Change(v1::CASE_CLASS_SUPPORT), IsOk());
    RegisterCase(world_, opening_, {kGuidance});
  }
  absl::Status Change(v1::CaseClass to) {
    return Reclassify(world_, World::Nurse(), opening_.a_case, to).status;
  }
  std::string Seen(const World::Person& person) {
    v1::GetCaseRequest get;
    *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    get.set_name(opening_.a_case);
    return world_.Call(person, "CaseService/GetCase", get).response;
  }

  World world_;
  Opening opening_;
};

TEST_F(CaseClassTest, UpgradeOpensFromThatMomentOnAndNothingBefore) {
  InCase(world_, World::Nurse(), opening_, Plan("BEFORE-MARK"));
  EXPECT_THAT(Seen(Officer()), Not(HasSubstr("BEFORE-MARK")));
  ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
  // In the very second of the upgrade: what follows it is not older.
  InCase(world_, World::Nurse(), opening_, Plan("AFTER-MARK"));
  EXPECT_THAT(Seen(Officer()), Not(HasSubstr("BEFORE-MARK")));
  EXPECT_THAT(Seen(Officer()), HasSubstr("AFTER-MARK"));
  world_.clock().Advance(absl::Hours(24));
  EXPECT_THAT(Seen(Officer()), Not(HasSubstr("BEFORE-MARK")));
  EXPECT_THAT(Seen(Officer()), HasSubstr("AFTER-MARK"));
  // The city's own view is as it was.
  EXPECT_THAT(Seen(World::Nurse()), HasSubstr("BEFORE-MARK"));
}

TEST_F(CaseClassTest, DowngradeClosesTheGuidanceCentresRoutineView) {
  ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
  InCase(world_, World::Nurse(), opening_, Plan("AFTER-MARK"));
  ASSERT_THAT(Seen(Officer()), HasSubstr("AFTER-MARK"));
  ASSERT_THAT(Change(v1::CASE_CLASS_SUPPORT), IsOk());
  EXPECT_THAT(Seen(Officer()), Not(HasSubstr("AFTER-MARK")));
  EXPECT_EQ(StoredCase(world_, opening_.a_case).upgraded_at(), 0);
}

// Outwardly it looks like any case that it is not on.
TEST_F(CaseClassTest, LogSaysWhyAGuidanceCentreIsNotOnASupportCase) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  get.set_name(opening.a_case);
  const auto refused = [&](const World::Person& person) {
    const Release release = world.Call(person, "CaseService/GetCase", get);
    EXPECT_THAT(release.status, StatusIs(StatusCode::kNotFound));
    EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_UNSPECIFIED);
    return CodesLogged(world, release);
  };
  EXPECT_THAT(refused(Officer()),
              ElementsAre(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
  ASSERT_THAT(
      Reclassify(world, World::Nurse(), opening.a_case, v1::CASE_CLASS_SUPPORT)
          .status,
      IsOk());
  EXPECT_THAT(refused(Officer()), ElementsAre(v1::REFUSAL_CODE_CITY_ONLY_CASE));
  EXPECT_THAT(refused(SocialWorker()),
              ElementsAre(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
}

// Whatever an upgrade or a seal of the same second dated ahead.
TEST_F(CaseClassTest, UpgradeIsLaterThanAllThatIsConfirmedBeforeIt) {
  for (const char* mark : {"FIRST-MARK", "SECOND-MARK"}) {
    ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
    InCase(world_, World::Nurse(), opening_, Plan(mark));
    EXPECT_THAT(Seen(Officer()), HasSubstr(mark));
    ASSERT_THAT(Change(v1::CASE_CLASS_SUPPORT), IsOk());
  }
  ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
  EXPECT_THAT(Seen(Officer()), Not(HasSubstr("FIRST-MARK")));
  EXPECT_THAT(Seen(Officer()), Not(HasSubstr("SECOND-MARK")));
  InCase(world_, World::Nurse(), opening_, Plan("AFTER-MARK"));
  EXPECT_THAT(Seen(Officer()), HasSubstr("AFTER-MARK"));
}

TEST_F(CaseClassTest, UpgradeAndSealOfOneSecondBeginOneAfterTheOther) {
  v1::Record birth;
  birth.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  const auto confirmed_at = [&](const std::string& section) {
    return Stored<v1::SectionRow>(world_, Table::kSection, "sections", section)
        .confirmed_at();
  };
  ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
  const std::string upgraded =
      InCase(world_, World::Nurse(), opening_, Plan("UPGRADED-MARK"));
  const std::string seal = InCase(world_, World::Nurse(), opening_, birth);
  const v1::SubjectRow subject = StoredSubject(world_, opening_.subject);
  EXPECT_LT(confirmed_at(upgraded), subject.sealed_at());
  EXPECT_GE(confirmed_at(seal), subject.sealed_at());
  ASSERT_THAT(Change(v1::CASE_CLASS_SUPPORT), IsOk());
  const std::string sealed =
      InCase(world_, World::Nurse(), opening_, Plan("SEALED-MARK"));
  ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
  EXPECT_LT(confirmed_at(sealed),
            StoredCase(world_, opening_.a_case).upgraded_at());
}

// No way round by a class that the council shares already.
TEST_F(CaseClassTest, TwoStepsOpenNoMoreThanOne) {
  for (const v1::CaseClass before :
       {v1::CASE_CLASS_GENERAL, v1::CASE_CLASS_SUPPORT}) {
    if (before != v1::CASE_CLASS_SUPPORT) {
      ASSERT_THAT(Change(before), IsOk());
    }
    InCase(world_, World::Nurse(), opening_, Plan("BEFORE-MARK"));
    world_.clock().Advance(absl::Hours(24));
    ASSERT_THAT(Change(v1::CASE_CLASS_SPECIFIED_PREGNANCY), IsOk());
    world_.clock().Advance(absl::Hours(24));
    ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
    InCase(world_, World::Nurse(), opening_, Plan("AFTER-MARK"));
    EXPECT_THAT(Seen(Officer()), Not(HasSubstr("BEFORE-MARK")));
    EXPECT_THAT(Seen(Officer()), HasSubstr("AFTER-MARK"));
    // Nor by going back to it.
    ASSERT_THAT(Change(v1::CASE_CLASS_SPECIFIED_PREGNANCY), IsOk());
    ASSERT_THAT(Change(v1::CASE_CLASS_PROTECTION), IsOk());
    EXPECT_THAT(Seen(Officer()), Not(HasSubstr("BEFORE-MARK")));
    ASSERT_THAT(Change(v1::CASE_CLASS_SUPPORT), IsOk());
  }
}

TEST_F(CaseClassTest, CaseThatBeganAsSharedHidesNothingOfItsBeginning) {
  const Opening began = OpenFor(world_, Registered(world_, World::Nurse()), {});
  RegisterCase(world_, began, {kGuidance});
  InCase(world_, World::Nurse(), began, Plan("BEGAN-MARK"));
  world_.clock().Advance(absl::Hours(24));
  ASSERT_THAT(Reclassify(world_, World::Nurse(), began.a_case,
                         v1::CASE_CLASS_PROTECTION)
                  .status,
              IsOk());
  EXPECT_EQ(StoredCase(world_, began.a_case).upgraded_at(), 0);
  EXPECT_THAT(ReadCase(world_, Officer(), began.a_case).response,
              HasSubstr("BEGAN-MARK"));
}

TEST_F(CaseClassTest, ChangeIsSaidByTheCasesOwnRecord) {
  v1::ReclassifyCaseRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_case_(opening_.a_case);
  request.add_branches(v1::BRANCH_MATERNAL);
  request.set_status(v1::CASE_STATUS_SUPPORTING);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/ReclassifyCase", request).status,
      IsOk());
  const v1::CaseManagement shown =
      ManagementFor(world_, World::Nurse(), opening_.a_case);
  EXPECT_EQ(shown.class_(), v1::CASE_CLASS_SUPPORT);
  EXPECT_THAT(shown.branches(), ::testing::ElementsAre(v1::BRANCH_MATERNAL));
  EXPECT_EQ(shown.status(), v1::CASE_STATUS_SUPPORTING);
  // Nothing differs.
  EXPECT_THAT(
      world_.Call(World::Nurse(), "CaseService/ReclassifyCase", request).status,
      StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(CaseClassTest, StatusFollowsWhatItMayFollow) {
  const auto set = [&](v1::CaseStatus status) {
    v1::ReclassifyCaseRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_case_(opening_.a_case);
    request.set_status(status);
    return world_.Call(World::Nurse(), "CaseService/ReclassifyCase", request)
        .status;
  };
  const auto no = [&](v1::CaseStatus status) {
    const absl::Status refused = set(status);
    EXPECT_THAT(refused, StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_THAT(std::string(refused.message()), HasSubstr("status"));
  };
  for (const v1::CaseStatus status :
       {v1::CASE_STATUS_ASSESSMENT, v1::CASE_STATUS_SUPPORTING,
        v1::CASE_STATUS_MONITORING, v1::CASE_STATUS_PLACED,
        v1::CASE_STATUS_SUPPORTING, v1::CASE_STATUS_MOVED_OUT}) {
    ASSERT_THAT(set(status), IsOk()) << status;
    // It is received once.
    no(v1::CASE_STATUS_INTAKE);
  }
  for (const v1::CaseStatus status :
       {v1::CASE_STATUS_SUPPORTING, v1::CASE_STATUS_MONITORING,
        v1::CASE_STATUS_PLACED}) {
    no(status);
  }
  EXPECT_EQ(StoredCase(world_, opening_.a_case).status(),
            v1::CASE_STATUS_MOVED_OUT);
  ASSERT_THAT(set(v1::CASE_STATUS_ASSESSMENT), IsOk());
  // Nor is it received again when it is opened again.
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  EXPECT_THAT(set(v1::CASE_STATUS_SUPPORTING),
              StatusIs(StatusCode::kFailedPrecondition));
  ASSERT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status, IsOk());
  no(v1::CASE_STATUS_INTAKE);
  EXPECT_THAT(set(v1::CASE_STATUS_SUPPORTING), IsOk());
}

// What is said beside a status that cannot follow is not done either.
TEST_F(CaseClassTest, NothingIsDoneWithAStatusThatCannotFollow) {
  v1::ReclassifyCaseRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_case_(opening_.a_case);
  request.set_status(v1::CASE_STATUS_SUPPORTING);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/ReclassifyCase", request).status,
      IsOk());
  request.set_status(v1::CASE_STATUS_INTAKE);
  request.set_class_(v1::CASE_CLASS_PROTECTION);
  EXPECT_THAT(
      world_.Call(World::Nurse(), "CaseService/ReclassifyCase", request).status,
      StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(StoredCase(world_, opening_.a_case).class_(),
            v1::CASE_CLASS_SUPPORT);
  // The status that it has beside another class is no change of it.
  request.set_status(v1::CASE_STATUS_SUPPORTING);
  EXPECT_THAT(
      world_.Call(World::Nurse(), "CaseService/ReclassifyCase", request).status,
      IsOk());
}

TEST_F(CaseClassTest, MalformedChangesAreNamed) {
  const auto refused = [&](auto change, const char* field) {
    v1::ReclassifyCaseRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_case_(opening_.a_case);
    change(request);
    const Release release =
        world_.Call(World::Nurse(), "CaseService/ReclassifyCase", request);
    EXPECT_THAT(release.status, StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()), HasSubstr(field));
  };
  using Request = v1::ReclassifyCaseRequest;
  refused([](Request&) {}, "class, branches, status");
  refused([](Request& r) { r.set_class_(static_cast<v1::CaseClass>(99)); },
          "class");
  refused([](Request& r) { r.add_branches(static_cast<v1::Branch>(99)); },
          "branches");
  refused([](Request& r) { r.add_branches(v1::BRANCH_UNSPECIFIED); },
          "branches");
  refused(
      [](Request& r) {
        r.add_branches(v1::BRANCH_WOMEN);
        r.add_branches(v1::BRANCH_WOMEN);
      },
      "branches");
  for (const v1::CaseStatus status :
       {v1::CASE_STATUS_CLOSED, v1::CASE_STATUS_REOPENED,
        static_cast<v1::CaseStatus>(99)}) {
    refused([&](Request& r) { r.set_status(status); }, "status");
  }
}

TEST_F(CaseClassTest, OnlyTheLeadAndItsOverseerReclassify) {
  for (const World::Person& person : {World::Worker(), Officer()}) {
    const Release release =
        Reclassify(world_, person, opening_.a_case, v1::CASE_CLASS_PROTECTION);
    EXPECT_THAT(release.status, StatusIs(StatusCode::kNotFound)) << person.id;
  }
  const Release absent =
      Reclassify(world_, World::Worker(), std::string("cases/") + kAbsentId,
                 v1::CASE_CLASS_PROTECTION);
  EXPECT_EQ(Outward(absent),
            Outward(Reclassify(world_, World::Worker(), opening_.a_case,
                               v1::CASE_CLASS_PROTECTION)));
  EXPECT_THAT(Reclassify(world_, World::Chief(), opening_.a_case,
                         v1::CASE_CLASS_PROTECTION)
                  .status,
              IsOk());
}

}  // namespace
}  // namespace tasuki::exchange
