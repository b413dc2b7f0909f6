// Leaves and disclosures are written field by field. What is written must be
// the deterministic serialization, which verifiers and readers rely on.
#include <gtest/gtest.h>

#include <string>

#include "gateway/model/canonical.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

template <typename Message>
Message Parsed(const std::string& bytes) {
  Message message;
  EXPECT_TRUE(message.ParseFromString(bytes));
  EXPECT_EQ(Canonical(message), bytes) << message.GetTypeName();
  return message;
}

std::vector<OpenedLeaf> Leaves(World& world) {
  const auto leaves = world.log().List(0, 1000);
  EXPECT_THAT(leaves, IsOk());
  return *leaves;
}

TEST(LeafBytesTest, EveryGroupIsTheDeterministicSerialization) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  EXPECT_THAT(ReadCase(world, World::Worker(), opening.a_case).status, IsOk());
  EXPECT_FALSE(ReadCase(world, World::Therapist(), opening.a_case).status.ok());
  int disclosing = 0, refused = 0;
  for (const OpenedLeaf& leaf : Leaves(world)) {
    const auto exchange = Parsed<v1::ExchangeGroup>(leaf.exchange_group);
    const auto office = Parsed<v1::OfficeGroup>(leaf.office_group);
    Parsed<v1::SubjectGroup>(leaf.subject_group);
    Parsed<v1::VectorGroup>(leaf.vector_group);
    disclosing += exchange.disclosed_size() > 0 && office.reasons_size() > 0;
    refused += office.true_codes_size() > 0;
  }
  EXPECT_GT(disclosing, 1);
  EXPECT_GT(refused, 0);
}

TEST(LeafBytesTest, TheLeafSaysWhoReadWhatAndOnWhichGround) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  get.mutable_access()->set_need("why");
  get.mutable_access()->set_request_reference("ref");
  get.set_name(opening.a_case);
  const auto response = world.Ask<v1::GetCaseResponse>(
      World::Worker(), "CaseService/GetCase", get);
  ASSERT_THAT(world.last_status(), IsOk());
  const OpenedLeaf leaf = Leaves(world).back();
  const auto exchange = Parsed<v1::ExchangeGroup>(leaf.exchange_group);
  EXPECT_EQ(exchange.kind(), v1::LEAF_KIND_READ);
  EXPECT_EQ(exchange.record_id().size(), 16u);
  EXPECT_EQ(exchange.decision_id().size(), 16u);
  EXPECT_GT(exchange.time_ms(), 0);
  EXPECT_EQ(exchange.party(), kFamily);
  EXPECT_EQ(exchange.peer(), "body/sample-city/system/test");
  EXPECT_EQ(exchange.certificate_sha256().size(), 32u);
  EXPECT_EQ(exchange.person(), "p-cw-1");
  EXPECT_EQ(exchange.role(), v1::ROLE_CW);
  EXPECT_EQ(exchange.purpose(), v1::PURPOSE_SUPPORT);
  EXPECT_EQ(exchange.need(), "why");
  EXPECT_EQ(exchange.operation(), "/tasuki.v1.CaseService/GetCase");
  EXPECT_EQ(exchange.resource(), opening.a_case);
  EXPECT_EQ(exchange.policy_hash().size(), 32u);
  EXPECT_GT(exchange.policy_version(), 0);
  EXPECT_EQ(exchange.inventory_hash().size(), 32u);
  EXPECT_EQ(exchange.request_hash().size(), 32u);
  EXPECT_EQ(exchange.disclosed_hash().size(), 32u);
  EXPECT_EQ(exchange.request_reference(), "ref");

  // The answer and its leaf say the same, sorted by category.
  const v1::Disclosure& told = response.disclosure();
  ASSERT_EQ(told.categories_size(), exchange.disclosed_size());
  ASSERT_GT(told.categories_size(), 1);
  for (int i = 0; i < told.categories_size(); ++i) {
    EXPECT_EQ(told.categories(i).category(), exchange.disclosed(i).category());
    EXPECT_EQ(told.categories(i).level(), exchange.disclosed(i).level());
    EXPECT_NE(exchange.disclosed(i).basis(), v1::BASIS_CODE_UNSPECIFIED);
    EXPECT_NE(exchange.disclosed(i).source(), "");
    if (i == 0) continue;
    EXPECT_LT(told.categories(i - 1).category(), told.categories(i).category());
  }
  EXPECT_THAT(told.obligations(),
              ::testing::ElementsAreArray(exchange.obligations()));
  EXPECT_EQ(told.etag().size(), 32u);
  ASSERT_EQ(told.evidence_size(), 1);
  EXPECT_EQ(told.evidence(0).leaf_hash(), leaf.leaf_hash);

  const auto vector = Parsed<v1::VectorGroup>(leaf.vector_group);
  ASSERT_GT(vector.units_size(), 1);
  const v1::VectorGroup::Unit& unit = vector.units(0);
  EXPECT_EQ(unit.reader(), v1::AUDIENCE_TYPE_CITY_FS);
  EXPECT_EQ(unit.role(), v1::ROLE_CW);
  EXPECT_EQ(unit.holder(), v1::AUDIENCE_TYPE_CITY_MH);
  EXPECT_THAT(unit.known_true(), ::testing::Contains(v1::FACT_CONFIRMED));
  EXPECT_THAT(unit.known_false(), ::testing::Contains(v1::FACT_SEALED_BIRTH));
  EXPECT_GT(unit.grounds_size(), 0);
}

TEST(LeafBytesTest, ResponsesAreTheDeterministicSerialization) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  for (const World::Person& person : {World::Worker(), World::Nurse()}) {
    const Release release = ReadCase(world, person, opening.a_case);
    ASSERT_THAT(release.status, IsOk());
    const auto response = Parsed<v1::GetCaseResponse>(release.response);
    EXPECT_GT(response.case_().sections_size(), 1);
  }
}

}  // namespace
}  // namespace tasuki::exchange
