#include "tests/gateway/exchange/officers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/crypto/jose.h"
#include "gateway/model/officer_signature.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

v1::Access Office() { return AccessFor(v1::PURPOSE_OVERSIGHT); }

}  // namespace

v1::OfficerSignature SignatureOf(const World::Person& person,
                                 v1::ChangeStep step,
                                 const std::string& digest) {
  const auto made = crypto::SignJose(SigningKeyOf(person.id).private_pem,
                                     SignedBytes(step, digest));
  EXPECT_TRUE(made.ok()) << made.status();
  v1::OfficerSignature signature;
  signature.set_key_id("signing");
  signature.set_signature(made->signature);
  return signature;
}

void Tighten(v1::PolicyPack& pack) {
  v1::Ceiling& ceiling = *pack.add_ceilings();
  ceiling.set_id("CE-TEST");
  ceiling.set_reader_is_not_holder(true);
  ceiling.add_categories("C07");
  ceiling.set_at_most("WITHHELD");
  ceiling.set_sentence_ja("妊娠の記録は保有者だけが見る。");
  ceiling.set_sentence_en("The pregnancy stays with its holder.");
  ceiling.set_citation("test");
}

void Loosen(v1::PolicyPack& pack) {
  auto& ceilings = *pack.mutable_ceilings();
  for (int i = ceilings.size() - 1; i >= 0; --i) {
    if (ceilings[i].id() == "CE-TEST") ceilings.DeleteSubrange(i, 1);
  }
}

v1::GetPolicyResponse Officers::InForce() {
  v1::GetPolicyRequest request;
  *request.mutable_access() = Office();
  return world_.Ask<v1::GetPolicyResponse>(World::Officer(),
                                           "PolicyService/GetPolicy", request);
}

v1::PolicyBundle Officers::Candidate(
    const std::function<void(v1::PolicyPack&)>& change) {
  v1::PolicyBundle bundle = InForce().policy();
  v1::PolicyPack all;
  for (const v1::PolicyPack& pack : bundle.packs()) all.MergeFrom(pack);
  change(all);
  bundle.clear_packs();
  *bundle.add_packs() = all;
  return bundle;
}

analysis::Review Officers::Review(const v1::PolicyBundle& candidate) {
  const v1::GetPolicyResponse base = InForce();
  auto review =
      analysis::ReviewPolicy(base.version(), base.policy(), candidate);
  EXPECT_TRUE(review.ok()) << review.status();
  return *std::move(review);
}

v1::SubmitChangeRequest Officers::Submission(const v1::PolicyBundle& candidate,
                                             bool at_once) {
  v1::SubmitChangeRequest request;
  *request.mutable_access() = Office();
  *request.mutable_policy() = candidate;
  request.set_digest(Review(candidate).digest);
  request.set_at_once(at_once);
  *request.mutable_signature() =
      SignatureOf(World::Officer(),
                  at_once ? v1::CHANGE_STEP_TIGHTEN : v1::CHANGE_STEP_SUBMIT,
                  request.digest());
  return request;
}

v1::SubmitChangeRequest Officers::Submission(
    const v1::DirectoryEntries& entries) {
  v1::GetEntriesRequest names;
  *names.mutable_access() = Office();
  for (const auto& party : entries.parties()) names.add_parties(party.name());
  for (const auto& person : entries.persons()) names.add_persons(person.id());
  for (const auto& system : entries.systems()) names.add_systems(system.id());
  const auto now = world_.Ask<v1::GetEntriesResponse>(
      World::Officer(), "DirectoryService/GetEntries", names);
  v1::SubmitChangeRequest request;
  *request.mutable_access() = Office();
  *request.mutable_directory() = entries;
  request.set_digest(DigestOf(now.entries(), entries));
  *request.mutable_signature() =
      SignatureOf(World::Officer(), v1::CHANGE_STEP_SUBMIT, request.digest());
  return request;
}

std::string Officers::Submit(const v1::SubmitChangeRequest& request,
                             const World::Person& person) {
  return world_
      .Ask<v1::SubmitChangeResponse>(person, "ChangeService/SubmitChange",
                                     request)
      .name();
}

absl::Status Officers::Approve(const std::string& name,
                               const World::Person& person) {
  v1::ApproveChangeRequest request;
  *request.mutable_access() = Office();
  request.set_name(name);
  request.set_digest(Get(name).header().digest());
  *request.mutable_signature() =
      SignatureOf(person, v1::CHANGE_STEP_APPROVE, request.digest());
  return world_.Call(person, "ChangeService/ApproveChange", request).status;
}

absl::Status Officers::Activate(const std::string& name,
                                const World::Person& person) {
  v1::ActivateChangeRequest request;
  *request.mutable_access() = Office();
  request.set_name(name);
  return world_.Call(person, "ChangeService/ActivateChange", request).status;
}

absl::Status Officers::Reject(const std::string& name) {
  v1::RejectChangeRequest request;
  *request.mutable_access() = Office();
  request.set_name(name);
  return world_.Call(World::Officer(), "ChangeService/RejectChange", request)
      .status;
}

void Officers::StartTight() {
  const std::string name =
      Submit(Submission(Candidate(Tighten), /*at_once=*/true));
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_EQ(Get(name).header().state(), v1::CHANGE_STATE_ACTIVE);
}

void Officers::StartWithCase(const std::string& name) {
  v1::PolicyBundle with_case = InForce().policy();
  v1::PolicyCase& one = *with_case.add_cases()->add_cases();
  one.set_name(name);
  one.mutable_situation()->set_reader("CITY_FS");
  one.mutable_situation()->set_role("CW");
  one.mutable_situation()->add_grounds()->set_basis("CONSENT");
  one.set_nothing_else(true);
  Submit(Submission(with_case, /*at_once=*/true));
  ASSERT_THAT(world_.last_status(), IsOk());
}

void Officers::ListAnother() {
  v1::DirectoryEntries entries;
  v1::PersonEntry& person = *entries.add_persons();
  person.set_id("p-security-3");
  v1::Assignment& assignment = *person.add_assignments();
  assignment.set_party(World::Officer().party);
  assignment.set_role(World::Officer().role);
  v1::PersonKey& key = *person.add_keys();
  key.set_key_id("k1");
  key.set_public_key_pem("test key");
  const std::string name = Submit(Submission(entries));
  ASSERT_TRUE(Approve(name).ok());
  ASSERT_TRUE(Activate(name).ok());
}

v1::GetChangeResponse Officers::Get(const std::string& name) {
  v1::GetChangeRequest request;
  *request.mutable_access() = Office();
  request.set_name(name);
  return world_.Ask<v1::GetChangeResponse>(World::Officer(),
                                           "ChangeService/GetChange", request);
}

}  // namespace tasuki::exchange
