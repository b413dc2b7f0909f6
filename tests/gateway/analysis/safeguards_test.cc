// What takes two officers although no level rises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "gateway/model/vocabulary.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// One officer could otherwise see to it that nothing is taken back, looked
// after, or heard.
TEST(SafeguardsTest, WhoeverKeepsPeopleSafeLosesNothingByOneOfficer) {
  for (const char* id : {"AC-WITHDRAWAL", "AC-AUDIT", "AC-REPORT",
                         "AC-CORRECTION", "AC-LIFE-HOLD", "AC-LIFE-WILL"}) {
    const Diff diff =
        DiffOf([id](auto& pack) { Remove(*pack.mutable_actions(), id); });
    EXPECT_FALSE(OnlyNarrows(diff)) << id;
  }
}

TEST(SafeguardsTest, AnActThatOnlyOpensGoesByOneOfficer) {
  const Diff diff = DiffOf(
      [](auto& pack) { Remove(*pack.mutable_actions(), "AC-OPEN-CASE"); });
  EXPECT_TRUE(OnlyNarrows(diff));
  EXPECT_THAT(diff.changes,
              Contains(testing::Field(&Change::kind, ChangeKind::kAction)));
}

v1::Ceiling NothingAtHandover() {
  v1::Ceiling limit;
  limit.set_id("CE-LOCAL-NEW");
  limit.mutable_scope()->add_readers("CGC");
  limit.mutable_scope()->add_purposes("HANDOVER");
  limit.add_categories("*");
  limit.set_at_most("WITHHELD");
  limit.set_citation("none");
  v1::Yielding& yielding = *limit.add_yields_to();
  yielding.add_categories("*");
  for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
    if (b == v1::BASIS_CODE_COUNCIL_EXCHANGE) continue;
    yielding.add_ground(ShortName(static_cast<v1::BasisCode>(b)));
  }
  return limit;
}

// The council's exchange closes, a transfer still opens the same; what the
// exchange bound her supporters to goes with it.
TEST(SafeguardsTest, ADutyThatGoesWithItsGroundIsTold) {
  const Diff diff =
      DiffOf([](auto& pack) { *pack.add_ceilings() = NothingAtHandover(); });
  std::vector<std::string> said;
  for (const Change& change : diff.changes) {
    if (change.kind == ChangeKind::kObligation) {
      said.push_back(change.sentence.en);
      EXPECT_EQ(change.effect, Effect::kNeutral);
    }
  }
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_THAT(said[0], HasSubstr("is no longer under"));
  // Whoever may close something must be able to, alone.
  EXPECT_TRUE(OnlyNarrows(diff));
}

// What a build makes of a field is read by two.
TEST(SafeguardsTest, AFieldThatIsMarkedOtherwiseIsTold) {
  Version before = VersionOf(ShippedPack());
  before.field_inventory = "a.B.kept C07 full\na.B.marked C07 reduce\n";
  Version after = before;
  EXPECT_THAT(Compare(before, after)->changes, SizeIs(0));
  after.field_inventory = "a.B.kept C07 full\na.B.marked C01 full\n";
  const auto diff = Compare(before, after);
  ASSERT_TRUE(diff.ok());
  ASSERT_THAT(diff->changes, SizeIs(1));
  EXPECT_EQ(diff->changes[0].kind, ChangeKind::kField);
  EXPECT_THAT(diff->changes[0].sentence.ja, HasSubstr("a.B.marked"));
  EXPECT_FALSE(OnlyNarrows(*diff));
  EXPECT_NE(Hash(*diff), Hash(*Compare(before, before)));
}

TEST(SafeguardsTest, AFieldThatComesOrGoesIsTold) {
  Version without = VersionOf(ShippedPack()), with = without;
  without.field_inventory = "a.B.kept C07 full\n";
  with.field_inventory = "a.B.kept C07 full\na.B.more C07 full\n";
  for (const auto& [one, other] :
       {std::pair(without, with), std::pair(with, without)}) {
    const auto diff = Compare(one, other);
    ASSERT_TRUE(diff.ok());
    EXPECT_THAT(diff->changes, SizeIs(1));
    EXPECT_FALSE(OnlyNarrows(*diff));
  }
}

}  // namespace
}  // namespace tasuki::analysis
