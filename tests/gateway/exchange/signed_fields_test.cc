#include "gateway/crypto/digest.h"
#include "gateway/model/canonical.h"
#include "tests/gateway/exchange/officers.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;

TEST(SignedFieldsTest, FieldsThatNobodySignedDiscloseNothing) {
  World world;
  Officers officers(world);
  const auto opening = PlayOpening(world);
  // As after the start of a build that knows other fields.
  const auto snapshot = world.ledger().Read();
  v1::PolicyRow row;
  ASSERT_TRUE(row.ParseFromString(
      (*snapshot)->Read({Table::kPolicy, ""}).value()->body));
  row.set_inventory_hash(crypto::Sha256("other fields"));
  Transaction change;
  change.changes.rows.push_back(
      {.key = {Table::kPolicy, ""}, .body = Canonical(row), .key_scope = ""});
  std::promise<absl::Status> done;
  world.ledger().Commit(
      change, [&](const Snapshot&, absl::Time) { return change; },
      [&done](absl::StatusOr<Committed> committed) {
        done.set_value(committed.status());
      });
  ASSERT_THAT(done.get_future().get(), IsOk());

  EXPECT_THAT(ReadCase(world, World::Nurse(), opening.a_case).status,
              StatusIs(StatusCode::kUnavailable));
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  withdraw.set_name(opening.consent);
  EXPECT_THAT(
      world.Call(World::Npo(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  EXPECT_EQ(officers.InForce().version(), 1);
}

}  // namespace
}  // namespace tasuki::exchange
