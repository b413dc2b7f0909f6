// What a candidate would have changed, tried on the log and on consents.
#include <set>

#include "tasuki/v1/policy_service.pb.h"
#include "tests/gateway/exchange/officers.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

class PolicyTrialTest : public ::testing::Test {
 protected:
  World world_;
  Officers officers_{world_};
};

TEST_F(PolicyTrialTest, ASimulationCountsWhatWouldHaveBeenClosed) {
  const auto opening = PlayOpening(world_);
  AddFamilySupport(world_, opening);
  ASSERT_THAT(ReadCase(world_, World::Worker(), opening.a_case).status, IsOk());
  v1::SimulatePolicyRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  *request.mutable_policy() = officers_.Candidate(Tighten);
  request.set_page_size(1000);
  const auto simulated = world_.Ask<v1::SimulatePolicyResponse>(
      World::Officer(), "PolicyService/SimulatePolicy", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_GT(simulated.units(), 0);
  EXPECT_EQ(simulated.next_page_token(), "");
  std::set<std::string> parties;
  for (const v1::SimulatedDifference& one : simulated.differences()) {
    EXPECT_EQ(one.category(), v1::CATEGORY_C07);
    EXPECT_EQ(one.after(), v1::LEVEL_WITHHELD);
    EXPECT_GT(one.units(), 0);
    EXPECT_EQ(one.example().size(), 32u);
    const bool family = one.party() == kFamily;
    EXPECT_EQ(one.reader() == v1::AUDIENCE_TYPE_CITY_FS, family);
    parties.insert(one.party());
  }
  EXPECT_THAT(parties, ::testing::UnorderedElementsAre(kFamily, kMaternal));

  *request.mutable_policy() = officers_.InForce().policy();
  const auto same = world_.Ask<v1::SimulatePolicyResponse>(
      World::Officer(), "PolicyService/SimulatePolicy", request);
  EXPECT_EQ(same.differences_size(), 0);
}

TEST_F(PolicyTrialTest, ConsentsThatWouldBeAskedAgainAreNamed) {
  const auto opening = PlayOpening(world_);
  v1::CompareConsentsRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  const auto compare = [&](const v1::PolicyBundle& policy) {
    *request.mutable_policy() = policy;
    const auto compared = world_.Ask<v1::CompareConsentsResponse>(
        World::Officer(), "PolicyService/CompareConsents", request);
    EXPECT_THAT(world_.last_status(), IsOk());
    EXPECT_EQ(compared.consents(), 1);
    return compared;
  };
  EXPECT_EQ(compare(officers_.InForce().policy()).differences_size(), 0);

  const auto narrower = compare(officers_.Candidate(Tighten));
  ASSERT_EQ(narrower.differences_size(), 1);
  EXPECT_EQ(narrower.differences(0).consent(), opening.consent);
  EXPECT_EQ(narrower.differences(0).party(), kMaternal);
  EXPECT_THAT(narrower.differences(0).narrower(),
              ::testing::ElementsAre(v1::CATEGORY_C07));
  EXPECT_EQ(narrower.differences(0).ask_again_size(), 0);
}

// After an activation: who named no policy asks about the one in force.
TEST_F(PolicyTrialTest, ConsentsAreComparedWithThePolicyInForce) {
  const auto opening = PlayOpening(world_);
  officers_.StartTight();
  v1::CompareConsentsRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  const auto compared = world_.Ask<v1::CompareConsentsResponse>(
      World::Officer(), "PolicyService/CompareConsents", request);
  EXPECT_THAT(world_.last_status(), IsOk());
  ASSERT_EQ(compared.differences_size(), 1);
  EXPECT_EQ(compared.differences(0).consent(), opening.consent);
  EXPECT_THAT(compared.differences(0).narrower(),
              ::testing::ElementsAre(v1::CATEGORY_C07));
}

// Agreed to under a narrower policy: what she was shown stays the most.
TEST_F(PolicyTrialTest, AWiderPolicyDoesNotWidenAConsent) {
  officers_.StartTight();
  const auto opening = PlayOpening(world_);
  v1::CompareConsentsRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  *request.mutable_policy() = officers_.Candidate(Loosen);
  const auto compared = world_.Ask<v1::CompareConsentsResponse>(
      World::Officer(), "PolicyService/CompareConsents", request);
  ASSERT_EQ(compared.differences_size(), 1);
  EXPECT_THAT(compared.differences(0).ask_again(),
              ::testing::ElementsAre(v1::CATEGORY_C07));
  EXPECT_EQ(compared.differences(0).narrower_size(), 0);
}

}  // namespace
}  // namespace tasuki::exchange
