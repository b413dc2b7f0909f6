#include "gateway/model/officer_signature.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tests/gateway/exchange/officers.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;

const World::Person kNewcomer = {"p-new-1", kFamily, v1::ROLE_CW};

v1::PersonEntry Newcomer() {
  v1::PersonEntry person;
  person.set_id(kNewcomer.id);
  v1::Assignment& assignment = *person.add_assignments();
  assignment.set_party(kNewcomer.party);
  assignment.set_role(kNewcomer.role);
  v1::PersonKey& key = *person.add_keys();
  key.set_key_id("k1");
  key.set_public_key_pem("test key");
  return person;
}

class DirectoryChangeTest : public ::testing::Test {
 protected:
  v1::DirectoryEntries Now(const std::string& party,
                           const std::string& person) {
    v1::GetEntriesRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    if (!party.empty()) request.add_parties(party);
    if (!person.empty()) request.add_persons(person);
    return world_
        .Ask<v1::GetEntriesResponse>(World::Officer(),
                                     "DirectoryService/GetEntries", request)
        .entries();
  }
  absl::Status Listing(const World::Person& person) {
    v1::ListCasesRequest list;
    *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    return world_.Call(person, "CaseService/ListCases", list).status;
  }
  absl::Status Disabling(const World::Person& person) {
    v1::DisablePersonRequest disable;
    *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    disable.set_person(person.id);
    return world_
        .Call(World::Officer(), "DirectoryService/DisablePerson", disable)
        .status;
  }
  absl::Status Submitting(const v1::DirectoryEntries& entries) {
    officers_.Submit(officers_.Submission(entries));
    return world_.last_status();
  }

  World world_;
  Officers officers_{world_};
};

TEST_F(DirectoryChangeTest, TwoPersonsLetSomebodyIn) {
  v1::DirectoryEntries entries;
  *entries.add_persons() = Newcomer();
  EXPECT_THAT(Listing(kNewcomer), StatusIs(StatusCode::kUnauthenticated));
  const std::string name = officers_.Submit(officers_.Submission(entries));
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_THAT(officers_.Activate(name),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(officers_.Approve(name, World::Officer()),
              StatusIs(StatusCode::kFailedPrecondition));
  ASSERT_THAT(officers_.Approve(name), IsOk());
  EXPECT_THAT(Listing(kNewcomer), StatusIs(StatusCode::kUnauthenticated));
  ASSERT_THAT(officers_.Activate(name), IsOk());
  EXPECT_THAT(Listing(kNewcomer), IsOk());
  EXPECT_TRUE(officers_.Get(name).header().of_directory());
  EXPECT_EQ(officers_.Get(name).replaced().persons_size(), 0);
}

TEST_F(DirectoryChangeTest, AnEntryThatMovedIsReviewedAnew) {
  v1::DirectoryEntries entries = Now("", World::Therapist().id);
  entries.mutable_persons(0)->mutable_assignments(0)->set_role(v1::ROLE_CW);
  const std::string name = officers_.Submit(officers_.Submission(entries));
  ASSERT_THAT(officers_.Approve(name), IsOk());
  ASSERT_THAT(Disabling(World::Therapist()), IsOk());
  EXPECT_THAT(officers_.Activate(name), StatusIs(StatusCode::kAborted));
  EXPECT_TRUE(Now("", World::Therapist().id).persons(0).disabled());
}

// One officer alone could otherwise see to it that nobody is ever let in again.
TEST_F(DirectoryChangeTest, TwoAreAlwaysLeftWhoCanSign) {
  EXPECT_THAT(Disabling(World::SecondOfficer()),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Disabling(World::Officer()),
              StatusIs(StatusCode::kFailedPrecondition));
  v1::DisablePartyRequest party;
  *party.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  party.set_name(World::Officer().party);
  EXPECT_THAT(
      world_.Call(World::Officer(), "DirectoryService/DisableParty", party)
          .status,
      StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_FALSE(Now("", World::SecondOfficer().id).persons(0).disabled());

  officers_.ListAnother();
  EXPECT_THAT(Disabling(World::SecondOfficer()), IsOk());
  EXPECT_THAT(Disabling(World::Officer()),
              StatusIs(StatusCode::kFailedPrecondition));
}

// Nor can two, by entries that leave nobody to sign.
TEST_F(DirectoryChangeTest, NoEntriesShutEverybodyOut) {
  const v1::DirectoryEntries now = Now("", World::SecondOfficer().id);
  v1::DirectoryEntries auditor = now, keyless = now;
  auditor.mutable_persons(0)->mutable_assignments(0)->set_role(
      v1::ROLE_AUDITOR);
  keyless.mutable_persons(0)->clear_keys();
  for (const v1::DirectoryEntries& entries : {auditor, keyless}) {
    EXPECT_THAT(Submitting(entries), StatusIs(StatusCode::kFailedPrecondition));
  }
  // Whoever comes in with the same change counts.
  v1::DirectoryEntries replaced = auditor;
  v1::PersonEntry& newcomer = *replaced.add_persons();
  newcomer = Newcomer();
  newcomer.mutable_assignments(0)->set_party(kOperator);
  newcomer.mutable_assignments(0)->set_role(v1::ROLE_SECURITY_OFFICER);
  EXPECT_THAT(Submitting(replaced), IsOk());
}

TEST_F(DirectoryChangeTest, WhoCanSignIsCountedAgainWhenItIsActivated) {
  officers_.ListAnother();
  v1::DirectoryEntries auditor = Now("", World::SecondOfficer().id);
  auditor.mutable_persons(0)->mutable_assignments(0)->set_role(
      v1::ROLE_AUDITOR);
  const std::string name = officers_.Submit(officers_.Submission(auditor));
  ASSERT_THAT(officers_.Approve(name), IsOk());
  ASSERT_THAT(Disabling({"p-security-3", kOperator, v1::ROLE_SECURITY_OFFICER}),
              IsOk());
  EXPECT_THAT(officers_.Activate(name),
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(DirectoryChangeTest, OtherEntriesThanWereReviewedAreNotTaken) {
  v1::DirectoryEntries entries;
  *entries.add_persons() = Newcomer();
  v1::SubmitChangeRequest request = officers_.Submission(entries);
  request.mutable_directory()
      ->mutable_persons(0)
      ->mutable_assignments(0)
      ->set_role(v1::ROLE_HEAD);
  officers_.Submit(request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kAborted));
}

TEST_F(DirectoryChangeTest, ANewPartyIsListedAndActs) {
  v1::DirectoryEntries entries;
  v1::PartyEntry& party = *entries.add_parties();
  party.set_name("bodies/second-npo");
  party.set_audience(v1::AUDIENCE_TYPE_SOS_NPO);
  const std::string name = officers_.Submit(officers_.Submission(entries));
  ASSERT_THAT(officers_.Approve(name), IsOk());
  ASSERT_THAT(officers_.Activate(name), IsOk());
  v1::GetPartyRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  get.set_name("bodies/second-npo");
  EXPECT_THAT(
      world_.Call(World::Nurse(), "DirectoryService/GetParty", get).status,
      IsOk());
}

TEST_F(DirectoryChangeTest, WhatIsNotSoundIsNotTaken) {
  const auto with =
      [&](const std::function<void(v1::DirectoryEntries&)>& change) {
        v1::DirectoryEntries entries;
        *entries.add_persons() = Newcomer();
        change(entries);
        return Submitting(entries);
      };
  const auto kInvalid = StatusCode::kInvalidArgument;
  EXPECT_THAT(with([](auto& e) { e.clear_persons(); }), StatusIs(kInvalid));
  EXPECT_THAT(with([](auto& e) { *e.add_persons() = Newcomer(); }),
              StatusIs(kInvalid));
  EXPECT_THAT(with([](auto& e) {
                e.mutable_persons(0)->mutable_assignments(0)->set_party(
                    "bodies/nobody");
              }),
              StatusIs(kInvalid));
  EXPECT_THAT(with([](auto& e) {
                e.mutable_persons(0)->mutable_assignments(0)->set_deputy_for(
                    kNewcomer.id);
              }),
              StatusIs(kInvalid));
  EXPECT_THAT(with([&](auto& e) {
                *e.add_persons() = Now("", World::Worker().id).persons(0);
                e.mutable_persons(1)->set_disabled(true);
              }),
              StatusIs(kInvalid));
  EXPECT_THAT(with([&](auto& e) {
                *e.add_parties() = Now(kDevelopment, "").parties(0);
                e.mutable_parties(0)->set_coordinates_council(true);
              }),
              StatusIs(kInvalid));
}

// Two entries of the directory, one key: one person with two cards.
TEST_F(DirectoryChangeTest, OneKeyUnderTwoNamesIsOnePerson) {
  v1::DirectoryEntries entries = Now("", World::SecondOfficer().id);
  for (v1::PersonKey& key : *entries.mutable_persons(0)->mutable_keys()) {
    if (key.key_id() != "signing") continue;
    key.set_public_key_pem(SigningKeyOf(World::Officer().id).public_pem);
  }
  const std::string first = officers_.Submit(officers_.Submission(entries));
  ASSERT_THAT(officers_.Approve(first), IsOk());
  ASSERT_THAT(officers_.Activate(first), IsOk());

  v1::DirectoryEntries newcomer;
  *newcomer.add_persons() = Newcomer();
  const std::string name = officers_.Submit(officers_.Submission(newcomer));
  v1::ApproveChangeRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  request.set_name(name);
  request.set_digest(officers_.Get(name).header().digest());
  *request.mutable_signature() =
      SignatureOf(World::Officer(), v1::CHANGE_STEP_APPROVE, request.digest());
  EXPECT_THAT(
      world_
          .Call(World::SecondOfficer(), "ChangeService/ApproveChange", request)
          .status,
      StatusIs(StatusCode::kFailedPrecondition));
}

// An officer on leave: somebody stands in, for as long as the directory says.
TEST_F(DirectoryChangeTest, ADeputySignsAndTheChangeSaysForWhom) {
  v1::DirectoryEntries entries;
  v1::PersonEntry deputy = Newcomer();
  deputy.mutable_assignments(0)->set_party(kOperator);
  deputy.mutable_assignments(0)->set_role(v1::ROLE_SECURITY_OFFICER);
  deputy.mutable_assignments(0)->set_deputy_for(World::SecondOfficer().id);
  v1::PersonKey& key = *deputy.add_keys();
  key.set_key_id("signing");
  key.set_public_key_pem(SigningKeyOf(deputy.id()).public_pem);
  *entries.add_persons() = deputy;
  const std::string first = officers_.Submit(officers_.Submission(entries));
  ASSERT_THAT(officers_.Approve(first), IsOk());
  ASSERT_THAT(officers_.Activate(first), IsOk());

  v1::DirectoryEntries party;
  party.add_parties()->set_name("bodies/second-npo");
  party.mutable_parties(0)->set_audience(v1::AUDIENCE_TYPE_SOS_NPO);
  const std::string name = officers_.Submit(officers_.Submission(party));
  ASSERT_THAT(officers_.Approve(
                  name, {deputy.id(), kOperator, v1::ROLE_SECURITY_OFFICER}),
              IsOk());
  EXPECT_EQ(officers_.Get(name).header().acts(1).deputy_for(),
            World::SecondOfficer().id);
}

TEST_F(DirectoryChangeTest, OnlyOfficersReadEntries) {
  v1::GetEntriesRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.add_persons(World::Worker().id);
  EXPECT_THAT(
      world_.Call(World::Worker(), "DirectoryService/GetEntries", request)
          .status,
      StatusIs(StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace tasuki::exchange
