#include "gateway/analysis/diff.h"
#include "gateway/model/id.h"
#include "gateway/policy/policy_case.h"
#include "tasuki/v1/policy_service.pb.h"
#include "tests/gateway/exchange/officers.h"
#include "tests/status_text.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// What an officer finds out about a policy without leaving the gateway.
class PolicyAnalysisTest : public ::testing::Test {
 protected:
  template <typename Response, typename Request>
  Response Ask(const char* rpc, Request request,
               const World::Person& asker = World::Officer()) {
    *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    return world_.Ask<Response>(asker, absl::StrCat("PolicyService/", rpc),
                                request);
  }
  std::string NewChange() {
    return officers_.Submit(
        officers_.Submission(officers_.Candidate(Tighten), /*at_once=*/false));
  }

  World world_;
  Officers officers_{world_};
};

TEST_F(PolicyAnalysisTest, FindingsNameLineAndColumnAndNeverWhatStandsThere) {
  v1::LintPolicyRequest request;
  v1::PolicyFile& file = *request.add_files();
  file.set_name("local.txtpb");
  file.set_text("name: \"local\"\n  ceilngs { id: \"CE-X\" }\n");
  const auto response = Ask<v1::LintPolicyResponse>("LintPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_THAT(response.findings(), SizeIs(1));
  const v1::PolicyFinding& finding = response.findings(0);
  EXPECT_TRUE(finding.error());
  EXPECT_EQ(finding.file(), "local.txtpb");
  EXPECT_EQ(finding.line(), 2);
  EXPECT_GT(finding.column(), 0);
  EXPECT_FALSE(finding.message_ja().empty());
  EXPECT_FALSE(finding.message_en().empty());
}

// What an author wrote is bytes until somebody has looked at it.
TEST_F(PolicyAnalysisTest, WhatIsNotTextIsShownWhereItStands) {
  v1::LintPolicyRequest request;
  v1::PolicyFile& file = *request.add_files();
  file.set_name("local.txtpb");
  file.set_text("name: \"a\"\n  # \xff");
  const auto response = Ask<v1::LintPolicyResponse>("LintPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_THAT(response.findings(), SizeIs(1));
  EXPECT_EQ(response.findings(0).line(), 2);
  EXPECT_EQ(response.findings(0).column(), 5);
  EXPECT_THAT(response.text(), HasSubstr("local.txtpb:2:5: 誤り / error"));
}

TEST_F(PolicyAnalysisTest, LintWantsNamedFiles) {
  Ask<v1::LintPolicyResponse>("LintPolicy", v1::LintPolicyRequest());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kInvalidArgument));
  v1::LintPolicyRequest nameless;
  nameless.add_files()->set_text("name: \"x\"");
  Ask<v1::LintPolicyResponse>("LintPolicy", nameless);
  EXPECT_THAT(world_.last_status(),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("files.name")));
}

TEST_F(PolicyAnalysisTest, CasesOfThePolicyInForceComeOutAsExpected) {
  const auto response =
      Ask<v1::TestPolicyResponse>("TestPolicy", v1::TestPolicyRequest());
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_EQ(
      response.cases(),
      static_cast<int>(policy::CasesOf(officers_.InForce().policy()).size()));
  EXPECT_THAT(response.failed(), SizeIs(0));
  EXPECT_GT(response.rules_size(), 100);
  EXPECT_GT(response.cells(), 500);
  EXPECT_GE(response.cells(), response.untried_cells());
}

TEST_F(PolicyAnalysisTest, ACaseThatComesOutOtherwiseIsNamed) {
  v1::TestPolicyRequest request;
  *request.mutable_policy() = officers_.InForce().policy();
  v1::PolicyCase& one = *request.mutable_policy()->add_cases()->add_cases();
  one.set_name("the police read everything");
  one.mutable_situation()->set_reader("POLICE");
  one.mutable_situation()->set_role("POLICE_OFFICER");
  one.mutable_situation()->set_holder("CITY_MH");
  v1::CategoryLevels& expected = *one.add_expect();
  expected.add_categories("C07");
  expected.set_level("FULL");
  const auto response = Ask<v1::TestPolicyResponse>("TestPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_THAT(response.failed(), SizeIs(1));
  EXPECT_EQ(response.failed(0).case_(), one.name());
  EXPECT_THAT(response.failed(0).differences(), SizeIs(1));
}

TEST_F(PolicyAnalysisTest, ExplainsASituationInBothLanguages) {
  v1::ExplainPolicyRequest request;
  v1::CaseSituation& situation = *request.mutable_situation();
  situation.set_reader("CITY_MH");
  situation.set_role("PHN");
  situation.set_holder("CITY_MH");
  situation.set_reader_is_holder(true);
  situation.set_purpose("SUPPORT");
  situation.add_grounds()->set_basis("OWN");
  situation.add_known_true("CONFIRMED");
  const auto response =
      Ask<v1::ExplainPolicyResponse>("ExplainPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_THAT(response.text_ja(), HasSubstr("C07"));
  EXPECT_THAT(response.text_en(), HasSubstr("C07"));
  EXPECT_NE(response.text_ja(), response.text_en());

  situation.set_reader("NOBODY");
  Ask<v1::ExplainPolicyResponse>("ExplainPolicy", request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(PolicyAnalysisTest, ADifferenceIsThatOfTheAnalysisItself) {
  const v1::PolicyBundle base = officers_.InForce().policy();
  const v1::PolicyBundle candidate = officers_.Candidate(Tighten);
  v1::DiffPolicyRequest request;
  *request.mutable_policy() = candidate;
  const auto response = Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());

  const auto diff = analysis::Compare(
      {{base.packs().begin(), base.packs().end()}, base.field_inventory()},
      {{candidate.packs().begin(), candidate.packs().end()},
       candidate.field_inventory()});
  ASSERT_THAT(diff.status(), IsOk());
  ASSERT_EQ(response.changes_size(), static_cast<int>(diff->changes.size()));
  EXPECT_EQ(response.changes(0).sentence_ja(), diff->changes[0].sentence.ja);
  EXPECT_EQ(response.changes(0).effect(), v1::POLICY_EFFECT_NARROWS);
  EXPECT_GT(response.changes(0).places(), 0);
  EXPECT_EQ(response.difference_hash(), analysis::Hash(*diff));
  EXPECT_TRUE(response.only_narrows());
}

// A client would not take it, and say that the gateway is away.
TEST_F(PolicyAnalysisTest, WhatIsTooLongForOneAnswerIsRefusedWithTheReason) {
  v1::DiffPolicyRequest request;
  *request.mutable_policy() = officers_.Candidate([](v1::PolicyPack& pack) {
    for (v1::Guarantee& one : *pack.mutable_guarantees()) {
      one.set_sentence_en(std::string(100'000, 'x'));
    }
  });
  Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(PolicyAnalysisTest, ASubmittedChangeIsLookedAtByItsName) {
  v1::DiffPolicyRequest request;
  request.set_change(NewChange());
  const auto response = Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_TRUE(response.only_narrows());

  request.set_change(ResourceName("changes", NewId()));
  Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kNotFound));
  Ask<v1::DiffPolicyResponse>("DiffPolicy", v1::DiffPolicyRequest());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kInvalidArgument));
}

// Whoever looks at a policy may do so with whatever packs; the gateway is still
// there afterwards.
TEST_F(PolicyAnalysisTest, AnIdThatBecomesAnotherKindOfRuleIsLookedAt) {
  v1::DiffPolicyRequest request;
  *request.mutable_policy() = officers_.Candidate([](v1::PolicyPack& pack) {
    for (int i = 0; i < pack.ceilings_size(); ++i) {
      if (pack.ceilings(i).id() != "CE-34") continue;
      pack.mutable_ceilings()->DeleteSubrange(i, 1);
      v1::Grant& grant = *pack.add_grants();
      grant.set_id("CE-34");
      grant.mutable_scope()->add_readers("NURSERY");
      grant.set_ground("CONSENT");
      grant.add_gives()->set_level("FULL");
      grant.mutable_gives(0)->add_categories("C23");
      grant.set_citation("test");
    }
  });
  const auto response = Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_THAT(response.text(),
              HasSubstr("rule CE-34 becomes a rule of another kind"));
  EXPECT_FALSE(response.only_narrows());
}

TEST_F(PolicyAnalysisTest, CasesThatASubmittedChangeDropsAreNamed) {
  officers_.StartWithCase("a case worker without a ground sees nothing");
  v1::PolicyBundle without = officers_.InForce().policy();
  without.mutable_cases()->RemoveLast();
  v1::DiffPolicyRequest request;
  request.set_change(officers_.Submit(officers_.Submission(without)));
  const auto response = Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_THAT(response.changes(), SizeIs(1));
  EXPECT_THAT(
      response.changes(0).sentence_en(),
      HasSubstr(
          "dropped (1): \"a case worker without a ground sees nothing\""));
  EXPECT_FALSE(response.only_narrows());
  EXPECT_FALSE(officers_.Review(without).only_narrows);
  // Packs that are only tried may come without cases.
  *request.mutable_policy() = without;
  request.mutable_policy()->clear_cases();
  const auto tried = Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  EXPECT_THAT(tried.changes(), SizeIs(0));
}

TEST_F(PolicyAnalysisTest, ABrokenGuaranteeIsProvedByItsWitness) {
  const auto held =
      Ask<v1::ProvePolicyResponse>("ProvePolicy", v1::ProvePolicyRequest());
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_TRUE(held.holds());
  EXPECT_GE(held.guarantees_size(), 30);
  EXPECT_GT(held.places(), 0);
  EXPECT_GT(held.situations().size(), 6u);

  v1::ProvePolicyRequest request;
  *request.mutable_policy() = officers_.InForce().policy();
  for (v1::PolicyPack& pack : *request.mutable_policy()->mutable_packs()) {
    pack.clear_ceilings();
  }
  const auto broken = Ask<v1::ProvePolicyResponse>("ProvePolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_FALSE(broken.holds());
  int witnesses = 0;
  for (const v1::ProvedGuarantee& one : broken.guarantees()) {
    EXPECT_EQ(one.holds(), one.witness_ja().empty()) << one.id();
    witnesses += one.holds() ? 0 : 1;
  }
  EXPECT_GT(witnesses, 0);
}

// What both sign is the text: an officer sees the old and the new one.
TEST_F(PolicyAnalysisTest, ARewordedPromiseIsReadBeforeAndAfter) {
  v1::DiffPolicyRequest request;
  *request.mutable_policy() = officers_.Candidate([](v1::PolicyPack& pack) {
    for (v1::Guarantee& one : *pack.mutable_guarantees()) {
      one.set_sentence_en("Superseded.");
    }
  });
  const auto response = Ask<v1::DiffPolicyResponse>("DiffPolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_FALSE(response.statements().empty());
  for (const v1::PolicyStatement& one : response.statements()) {
    EXPECT_THAT(one.before(), Not(HasSubstr("Superseded.")));
    EXPECT_THAT(one.after(), HasSubstr("sentence_en: \"Superseded.\""));
    EXPECT_THAT(response.text(), HasSubstr(one.id()));
  }
}

// A sentence is what officers read of a promise.
TEST_F(PolicyAnalysisTest, OneOfficerDoesNotRewordAGuarantee) {
  const v1::PolicyBundle reworded =
      officers_.Candidate([](v1::PolicyPack& pack) {
        for (v1::Guarantee& one : *pack.mutable_guarantees()) {
          one.set_sentence_en("Superseded; kept for reference.");
        }
      });
  officers_.Submit(officers_.Submission(reworded, /*at_once=*/true));
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(officers_.InForce().version(), 1);
}

TEST_F(PolicyAnalysisTest, IsForOfficersAlone) {
  v1::LintPolicyRequest lint;
  lint.add_files()->set_name("a");
  Ask<v1::LintPolicyResponse>("LintPolicy", lint, World::Worker());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  Ask<v1::TestPolicyResponse>("TestPolicy", v1::TestPolicyRequest(),
                              World::Worker());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  Ask<v1::ExplainPolicyResponse>("ExplainPolicy", v1::ExplainPolicyRequest(),
                                 World::Worker());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  Ask<v1::DiffPolicyResponse>("DiffPolicy", v1::DiffPolicyRequest(),
                              World::Worker());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
  Ask<v1::ProvePolicyResponse>("ProvePolicy", v1::ProvePolicyRequest(),
                               World::Worker());
  EXPECT_THAT(world_.last_status(), StatusIs(StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace tasuki::exchange
