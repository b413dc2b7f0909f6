#include <future>
#include <memory>

#include "gateway/crypto/digest.h"
#include "gateway/crypto/jose.h"
#include "gateway/model/canonical.h"
#include "gateway/model/officer_signature.h"
#include "tasuki/v1/audit_service.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tests/gateway/exchange/officers.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;

class PolicyChangeTest : public ::testing::Test {
 protected:
  World world_;
  Officers officers_{world_};
};

TEST_F(PolicyChangeTest, OneOfficerTightensAtOnce) {
  EXPECT_EQ(officers_.InForce().version(), 1);
  const auto opening = PlayOpening(world_);
  AddFamilySupport(world_, opening);
  const Release before = ReadCase(world_, World::Worker(), opening.a_case);

  officers_.StartTight();

  EXPECT_EQ(officers_.InForce().version(), 2);
  const Release after = ReadCase(world_, World::Worker(), opening.a_case);
  ASSERT_THAT(after.status, IsOk());
  EXPECT_LT(after.response.size(), before.response.size());
}

TEST_F(PolicyChangeTest, OneOfficerCannotWiden) {
  officers_.StartTight();
  const v1::PolicyBundle wider = officers_.Candidate(Loosen);

  officers_.Submit(officers_.Submission(wider, /*at_once=*/true));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));

  const std::string name = officers_.Submit(officers_.Submission(wider));
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_THAT(officers_.Activate(name),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(officers_.InForce().version(), 2);
}

TEST_F(PolicyChangeTest, TwoPersonsWiden) {
  officers_.StartTight();
  const v1::PolicyBundle wider = officers_.Candidate(Loosen);
  const std::string name = officers_.Submit(officers_.Submission(wider));
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_THAT(officers_.Approve(name), IsOk());
  EXPECT_EQ(officers_.InForce().version(), 2);
  ASSERT_THAT(officers_.Activate(name), IsOk());

  EXPECT_EQ(officers_.InForce().version(), 3);
  EXPECT_EQ(officers_.InForce().change(), name);
  const v1::ChangeHeader header = officers_.Get(name).header();
  EXPECT_EQ(header.state(), v1::CHANGE_STATE_ACTIVE);
  ASSERT_EQ(header.acts_size(), 3);
  EXPECT_EQ(header.acts(0).person(), World::Officer().id);
  EXPECT_EQ(header.acts(1).person(), World::SecondOfficer().id);
}

TEST_F(PolicyChangeTest, WhatIsFollowedIsSupersededAndKept) {
  const v1::GetPolicyResponse first = officers_.InForce();
  officers_.StartTight();
  const std::string tight = officers_.InForce().change();
  const std::string name =
      officers_.Submit(officers_.Submission(officers_.Candidate(Loosen)));
  ASSERT_THAT(officers_.Approve(name), IsOk());
  ASSERT_THAT(officers_.Activate(name), IsOk());

  EXPECT_EQ(officers_.Get(tight).header().state(), v1::CHANGE_STATE_SUPERSEDED);
  v1::GetPolicyRequest earlier;
  *earlier.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  earlier.set_version(1);
  const auto kept = world_.Ask<v1::GetPolicyResponse>(
      World::Officer(), "PolicyService/GetPolicy", earlier);
  EXPECT_EQ(kept.hash(), first.hash());
  EXPECT_EQ(kept.policy().SerializeAsString(),
            first.policy().SerializeAsString());
}

TEST_F(PolicyChangeTest, TheSamePersonIsNotTheSecond) {
  officers_.StartTight();
  const std::string name =
      officers_.Submit(officers_.Submission(officers_.Candidate(Loosen)));
  EXPECT_THAT(officers_.Approve(name, World::Officer()),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(officers_.Get(name).header().state(), v1::CHANGE_STATE_SUBMITTED);
}

// What counts is who she is, not by which system or card she comes in.
TEST_F(PolicyChangeTest, TheSamePersonWithTwoCertificatesIsNotTheSecond) {
  officers_.StartTight();
  const std::string name =
      officers_.Submit(officers_.Submission(officers_.Candidate(Loosen)));
  const auto status_of = [&](const std::string& method,
                             const google::protobuf::Message& request) {
    Credentials other = world_.CredentialsOf(World::Officer());
    crypto::Certificate certificate = *other.certificate;
    certificate.der_sha256 = crypto::Sha256("her other card");
    certificate.serial = "02";
    other.certificate =
        std::make_shared<const crypto::Certificate>(certificate);
    std::promise<absl::Status> status;
    world_.exchange().Handle("/tasuki.v1.ChangeService/" + method, other,
                             request.SerializeAsString(), [&](Release release) {
                               status.set_value(release.status);
                             });
    return status.get_future().get();
  };
  // With it she reads, and so it is not the certificate that is refused.
  v1::GetChangeRequest read;
  *read.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  read.set_name(name);
  EXPECT_THAT(status_of("GetChange", read), IsOk());
  v1::ApproveChangeRequest approve;
  *approve.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  approve.set_name(name);
  approve.set_digest(officers_.Get(name).header().digest());
  approve.set_request_id("request-by-her-other-card-1");
  *approve.mutable_signature() =
      SignatureOf(World::Officer(), v1::CHANGE_STEP_APPROVE, approve.digest());
  EXPECT_THAT(status_of("ApproveChange", approve),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(officers_.Get(name).header().state(), v1::CHANGE_STATE_SUBMITTED);
}

TEST_F(PolicyChangeTest, AnotherPersonsSignatureIsNotTheCallers) {
  officers_.StartTight();
  v1::SubmitChangeRequest request =
      officers_.Submission(officers_.Candidate(Loosen));
  officers_.Submit(request, World::SecondOfficer());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));

  *request.mutable_signature() =
      SignatureOf(World::Officer(), v1::CHANGE_STEP_APPROVE, request.digest());
  officers_.Submit(request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(PolicyChangeTest, ASignatureOfAnotherDigestIsWorthNothing) {
  v1::SubmitChangeRequest request =
      officers_.Submission(officers_.Candidate(Tighten), /*at_once=*/true);
  *request.mutable_signature() = SignatureOf(
      World::Officer(), v1::CHANGE_STEP_TIGHTEN, crypto::Sha256("another"));
  officers_.Submit(request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(PolicyChangeTest, AnotherContentThanWasReviewedIsNotTaken) {
  v1::SubmitChangeRequest request =
      officers_.Submission(officers_.Candidate(Tighten), /*at_once=*/true);
  *request.mutable_policy() = officers_.Candidate([](v1::PolicyPack& pack) {
    pack.mutable_grants()->DeleteSubrange(0, 1);
  });
  officers_.Submit(request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kAborted));
  EXPECT_EQ(officers_.InForce().version(), 1);
}

TEST_F(PolicyChangeTest, OnceTheBaseMovedBothSignAnew) {
  officers_.StartTight();
  const v1::SubmitChangeRequest replayed =
      officers_.Submission(officers_.Candidate(Loosen));
  const std::string waiting = officers_.Submit(replayed);
  const std::string approved = officers_.Submit(replayed);
  ASSERT_THAT(officers_.Approve(approved), IsOk());

  // Another change comes first.
  officers_.Submit(
      officers_.Submission(officers_.Candidate([](v1::PolicyPack& pack) {
        pack.mutable_grants()->DeleteSubrange(0, 1);
      }),
                           /*at_once=*/true));
  ASSERT_THAT(world_.last_status(), IsOk());

  EXPECT_THAT(officers_.Approve(waiting), StatusIs(StatusCode::kAborted));
  EXPECT_THAT(officers_.Activate(approved), StatusIs(StatusCode::kAborted));
  officers_.Submit(replayed);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kAborted));
  EXPECT_EQ(officers_.InForce().version(), 3);
}

TEST_F(PolicyChangeTest, ADeletedGuaranteeIsAWidening) {
  officers_.Submit(
      officers_.Submission(officers_.Candidate([](v1::PolicyPack& pack) {
        pack.mutable_guarantees()->DeleteSubrange(0, 1);
      }),
                           /*at_once=*/true));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(PolicyChangeTest, APolicyThatBreaksAGuaranteeIsNobodysToActivate) {
  officers_.Submit(
      officers_.Submission(officers_.Candidate([](v1::PolicyPack& pack) {
        v1::Guarantee& guarantee = *pack.add_guarantees();
        guarantee.set_id("G-TEST");
        guarantee.add_categories("C01");
        guarantee.set_at_most("WITHHELD");
        guarantee.set_sentence_ja("誰も何も見ない。");
        guarantee.set_sentence_en("Nobody sees anything.");
        guarantee.set_citation("test");
      })));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(world_.last_status().message(),
              ::testing::HasSubstr("guarantee G-TEST fails"));
}

TEST_F(PolicyChangeTest, ADroppedCaseTakesTwoPersons) {
  officers_.StartWithCase("without a ground nothing is seen");

  v1::PolicyBundle without = officers_.InForce().policy();
  without.clear_cases();
  officers_.Submit(officers_.Submission(without, /*at_once=*/true));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(PolicyChangeTest, AFailingCaseStandsInTheWay) {
  v1::PolicyBundle bundle = officers_.InForce().policy();
  v1::PolicyCase& one = *bundle.add_cases()->add_cases();
  one.set_name("nobody in particular sees the pregnancy");
  v1::CategoryLevels& expected = *one.add_expect();
  expected.set_level("FULL");
  expected.add_categories("C07");
  officers_.Submit(officers_.Submission(bundle, /*at_once=*/true));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(PolicyChangeTest, ACaseThatTriesNothingStandsInTheWay) {
  v1::PolicyBundle bundle = officers_.InForce().policy();
  bundle.add_cases()->add_cases()->set_name("expects nothing");
  officers_.Submit(officers_.Submission(bundle, /*at_once=*/true));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(world_.last_status().message(),
              ::testing::HasSubstr("the case expects nothing"));
}

TEST_F(PolicyChangeTest, NobodyIsLockedOutOfThePolicy) {
  officers_.Submit(
      officers_.Submission(officers_.Candidate([](v1::PolicyPack& pack) {
        for (v1::ActionRule& rule : *pack.mutable_actions()) {
          if (rule.id() != "AC-SECURITY") continue;
          rule.clear_actions();
          rule.add_actions("SEARCH_AUDIT");
        }
      }),
                           /*at_once=*/true));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(world_.last_status().message(),
              ::testing::HasSubstr("CHANGE_POLICY"));
}

TEST_F(PolicyChangeTest, ASignerWhoWasDisabledHasNotSigned) {
  officers_.StartTight();
  const std::string name =
      officers_.Submit(officers_.Submission(officers_.Candidate(Loosen)));
  ASSERT_THAT(officers_.Approve(name), IsOk());
  officers_.ListAnother();
  v1::DisablePersonRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_person(World::SecondOfficer().id);
  ASSERT_THAT(
      world_.Call(World::Officer(), "DirectoryService/DisablePerson", disable)
          .status,
      IsOk());
  EXPECT_THAT(officers_.Activate(name),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(officers_.InForce().version(), 2);
}

TEST_F(PolicyChangeTest, ARejectedChangeNeverComesIntoForce) {
  officers_.StartTight();
  const std::string name =
      officers_.Submit(officers_.Submission(officers_.Candidate(Loosen)));
  ASSERT_THAT(officers_.Reject(name), IsOk());
  EXPECT_THAT(officers_.Approve(name),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(officers_.Activate(name),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(officers_.Reject(name),
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(PolicyChangeTest, APolicyThatDoesNotCompileNamesTheRule) {
  v1::SubmitChangeRequest request =
      officers_.Submission(officers_.Candidate(Tighten), /*at_once=*/true);
  request.mutable_policy()->mutable_packs(0)->mutable_grants(0)->set_ground(
      "NO SUCH GROUND");
  officers_.Submit(request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(world_.last_status().message(),
              ::testing::HasSubstr(request.policy().packs(0).grants(0).id()));
  EXPECT_THAT(world_.last_status().message(),
              ::testing::Not(::testing::HasSubstr("NO SUCH GROUND")));
  EXPECT_EQ(officers_.InForce().version(), 1);
}

// Proved whatever the rules say, it would tell officers of a safety that nobody
// has looked at.
TEST_F(PolicyChangeTest, AGuaranteeThatSpeaksOfNobodyDoesNotComeIntoForce) {
  for (const bool at_once : {true, false}) {
    v1::SubmitChangeRequest request =
        officers_.Submission(officers_.Candidate(Tighten), at_once);
    v1::PolicyPack& pack = *request.mutable_policy()->mutable_packs(0);
    v1::Guarantee& hollow = *pack.add_guarantees();
    hollow.set_id("G-HOLLOW");
    hollow.mutable_scope()->add_readers("POLICE");
    hollow.mutable_scope()->add_roles("MIDWIFE");
    hollow.add_categories("C07");
    hollow.set_at_most("WITHHELD");
    hollow.set_sentence_ja("警察は何も見ない。");
    hollow.set_sentence_en("The police see nothing.");
    hollow.set_citation("none");
    officers_.Submit(request);
    EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(world_.last_status().message(),
                ::testing::HasSubstr("G-HOLLOW"));
    EXPECT_EQ(officers_.InForce().version(), 1);
  }
}

// A rule that nobody can read is nobody's to answer for.
TEST_F(PolicyChangeTest, ARuleWithoutASentenceDoesNotComeIntoForce) {
  for (const char* sentence : {"", "\u3000"}) {
    officers_.Submit(
        officers_.Submission(officers_.Candidate([&](v1::PolicyPack& pack) {
          Tighten(pack);
          for (v1::Ceiling& one : *pack.mutable_ceilings()) {
            one.set_sentence_ja(sentence);
          }
        }),
                             /*at_once=*/true));
    EXPECT_THAT(world_.last_status(),
                StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_THAT(world_.last_status().message(),
                ::testing::HasSubstr("sentence"));
  }
}

TEST_F(PolicyChangeTest, NobodyElseWorksOnChangesOrReadsThem) {
  officers_.StartTight();
  const v1::SubmitChangeRequest submit =
      officers_.Submission(officers_.Candidate(Loosen));
  const std::string name = officers_.Submit(submit);
  for (const World::Person& person :
       {World::Nurse(), World::Worker(), World::Chief(), World::Npo()}) {
    officers_.Submit(submit, person);
    EXPECT_THAT(world_.last_status(),
                StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_THAT(officers_.Approve(name, person),
                StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_THAT(officers_.Activate(name, person),
                StatusIs(StatusCode::kFailedPrecondition));
    v1::ListChangesRequest list;
    *list.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    EXPECT_THAT(world_.Call(person, "ChangeService/ListChanges", list).status,
                StatusIs(StatusCode::kFailedPrecondition));
    v1::GetPolicyRequest get;
    *get.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    EXPECT_THAT(world_.Call(person, "PolicyService/GetPolicy", get).status,
                StatusIs(StatusCode::kFailedPrecondition));
  }
}

TEST_F(PolicyChangeTest, EachStepIsInTheLogWithItsChange) {
  officers_.StartTight();
  const std::string name =
      officers_.Submit(officers_.Submission(officers_.Candidate(Loosen)));
  ASSERT_THAT(officers_.Approve(name), IsOk());
  ASSERT_THAT(officers_.Activate(name), IsOk());
  v1::SearchEntriesRequest search;
  *search.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  search.set_page_size(100);
  const auto found = world_.Ask<v1::SearchEntriesResponse>(
      World::Officer(), "AuditService/SearchEntries", search);
  std::vector<std::string> steps;
  for (const v1::AuditEntry& entry : found.entries()) {
    if (entry.office().change() != name) continue;
    steps.push_back(entry.exchange().operation());
    EXPECT_EQ(entry.office().change_digest(),
              officers_.Get(name).header().digest());
    EXPECT_EQ(entry.exchange().policy_version(), 2);
  }
  EXPECT_THAT(
      steps, ::testing::ElementsAre("/tasuki.v1.ChangeService/SubmitChange",
                                    "/tasuki.v1.ChangeService/ApproveChange",
                                    "/tasuki.v1.ChangeService/ActivateChange"));
}

}  // namespace
}  // namespace tasuki::exchange
