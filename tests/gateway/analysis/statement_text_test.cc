#include "gateway/analysis/statement_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/report.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Side = TextLine::Side;

TEST(StatementTextTest, WhatReadsOtherwiseIsThereBeforeAndAfter) {
  const auto changed = StatementsOf([](v1::PolicyPack& pack) {
    RuleOf(*pack.mutable_guarantees(), "G-04").set_at_most("REDUCED");
    Remove(*pack.mutable_ceilings(), "CE-06");
    v1::ObligationRule& duty = *pack.add_obligations();
    duty.set_ground("CONSENT");
    duty.add_obligations("OBEY_SAFE_CONTACT");
  });
  ASSERT_EQ(changed.size(), 3u);
  EXPECT_EQ(changed[0].id, "");
  EXPECT_EQ(changed[0].before, "");
  EXPECT_THAT(changed[0].after,
              HasSubstr("obligations: \"OBEY_SAFE_CONTACT\""));
  EXPECT_EQ(changed[1].id, "CE-06");
  EXPECT_THAT(changed[1].before, HasSubstr("  id: \"CE-06\"\n"));
  EXPECT_EQ(changed[1].after, "");
  EXPECT_EQ(changed[2].id, "G-04");
  EXPECT_THAT(changed[2].before, HasSubstr("at_most: \"EXISTENCE\""));
  EXPECT_THAT(changed[2].after, HasSubstr("at_most: \"REDUCED\""));
}

TEST(StatementTextTest, WhereAStatementStandsDoesNotMatter) {
  const v1::PolicyPack pack = ShippedPack();
  v1::PolicyPack one = pack, other;
  *other.mutable_guarantees() = pack.guarantees();
  one.clear_guarantees();
  EXPECT_THAT(ChangedStatements({pack}, {other, one}), IsEmpty());
}

TEST(StatementTextTest, LinesInCommonAreSaidOnce) {
  EXPECT_THAT(
      LinesOf("a\nb\nc\n", "a\nx\nc\nd\n"),
      ElementsAre(TextLine{Side::kBoth, "a"}, TextLine{Side::kBefore, "b"},
                  TextLine{Side::kAfter, "x"}, TextLine{Side::kBoth, "c"},
                  TextLine{Side::kAfter, "d"}));
  EXPECT_THAT(LinesOf("", ""), IsEmpty());
}

// A rule may be half a megabyte of short lines.
TEST(StatementTextTest, VeryLongStatementsAreComparedWithinBounds) {
  std::string before, after;
  for (int i = 0; i < 100'000; ++i) {
    absl::StrAppend(&before, "a", i, "\n");
    absl::StrAppend(&after, "b", i, "\n");
  }
  const std::vector<TextLine> lines =
      LinesOf("head\n" + before + "tail\n", "head\n" + after + "tail\n");
  ASSERT_EQ(lines.size(), 200'002u);
  EXPECT_EQ(lines.front(), (TextLine{Side::kBoth, "head"}));
  EXPECT_EQ(lines[1], (TextLine{Side::kBefore, "a0"}));
  EXPECT_EQ(lines[100'001], (TextLine{Side::kAfter, "b0"}));
  EXPECT_EQ(lines.back(), (TextLine{Side::kBoth, "tail"}));
}

TEST(StatementTextTest, AnOfficerReadsTheOldAndTheNewPromise) {
  const auto edit = [](v1::PolicyPack& pack) {
    RuleOf(*pack.mutable_guarantees(), "G-04")
        .set_sentence_ja("約束<しない>。");
  };
  const auto statements = StatementsOf(edit);
  const Diff diff = DiffOf(edit);
  v1::PolicyPack shipped = ShippedPack();
  const std::string old_sentence =
      RuleOf(*shipped.mutable_guarantees(), "G-04").sentence_ja();
  EXPECT_THAT(DiffText(diff, statements),
              AllOf(HasSubstr("－   sentence_ja: \"" + old_sentence),
                    HasSubstr("＋   sentence_ja: \"約束<しない>。\"")));
  EXPECT_THAT(DiffHtml(diff, statements),
              AllOf(HasSubstr("<del>  sentence_ja: "),
                    HasSubstr("<ins>  sentence_ja: &quot;約束&lt;しない&gt;")));
}

// Nothing that an officer puts her name to changes without a word.
TEST(StatementTextTest, EveryChangeOfTheTextIsTold) {
  const std::vector<std::function<void(v1::PolicyPack&)>> edits = {
      [](auto& pack) { pack.set_name("another name"); },
      [](auto& pack) {
        auto& one = RuleOf(*pack.mutable_guarantees(), "G-04");
        one.set_local(!one.local());
      },
      [](auto& pack) {
        auto& one = RuleOf(*pack.mutable_ceilings(), "CE-06");
        one.set_local(!one.local());
      },
      [](auto& pack) {
        auto& one = RuleOf(*pack.mutable_grants(), "GR-HOSP-OWN");
        one.set_uncertain(!one.uncertain());
      },
      [](auto& pack) {
        v1::ActionRule twice = RuleOf(*pack.mutable_actions(), "AC-OPEN-CASE");
        twice.set_id("AC-TWICE");
        *pack.add_actions() = twice;
      },
      [](auto& pack) {
        *pack.add_obligations() = v1::ObligationRule(pack.obligations(0));
        auto& again = *pack.mutable_obligations(pack.obligations_size() - 1);
        again.mutable_scope()->add_readers("OB_HOSP");
      },
  };
  for (const auto& edit : edits) {
    const Diff diff = DiffOf(edit);
    ASSERT_EQ(diff.changes.size(), 1u) << &edit - edits.data();
    EXPECT_EQ(diff.changes[0].kind, ChangeKind::kWording);
  }
  // A promise that is marked otherwise is read by two.
  EXPECT_FALSE(OnlyNarrows(DiffOf(edits[1])));
}

}  // namespace
}  // namespace tasuki::analysis
