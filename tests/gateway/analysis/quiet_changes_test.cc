#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/report.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// "widens: the sentence" of each change.
std::vector<std::string> Said(const Diff& diff) {
  std::vector<std::string> said;
  for (const Change& change : diff.changes) {
    const char* effect = change.effect == Effect::kWidens    ? "widens: "
                         : change.effect == Effect::kNarrows ? "narrows: "
                                                             : "neutral: ";
    said.push_back(absl::StrCat(effect, change.sentence.en));
  }
  return said;
}

Diff DiffBetween(const v1::PolicyPack& before, const v1::PolicyPack& after) {
  const auto diff = Compare(VersionOf(before), VersionOf(after));
  CHECK(diff.ok());
  return *diff;
}

v1::Grant NurseryGrant(const std::string& id) {
  v1::Grant grant;
  grant.set_id(id);
  grant.mutable_scope()->add_readers("NURSERY");
  grant.mutable_scope()->add_relations("MEMBER");
  grant.mutable_scope()->add_purposes("SUPPORT");
  grant.set_ground("CONSENT");
  v1::CategoryLevels& gives = *grant.add_gives();
  gives.set_level("FULL");
  gives.add_categories("C23");
  grant.set_citation("test");
  return grant;
}

v1::Ceiling LimitOfAll(const std::string& id) {
  v1::Ceiling limit;
  limit.set_id(id);
  limit.add_categories("C23");
  limit.set_at_most("WITHHELD");
  limit.add_condition("LEGAL_HOLD");
  limit.set_citation("test");
  return limit;
}

v1::ObligationRule DutyOn(const std::string& ground, const std::string& duty) {
  v1::ObligationRule rule;
  rule.set_ground(ground);
  rule.add_obligations(duty);
  return rule;
}

// The same id in the same cell, first as a limit and then as a grant.
TEST(QuietChangesTest, AnIdThatBecomesAnotherKindOfRuleIsToldAsSuch) {
  v1::PolicyPack before;
  *before.add_grants() = NurseryGrant("GR-1");
  v1::PolicyPack after = before;
  *before.add_ceilings() = LimitOfAll("X");
  *after.add_grants() = NurseryGrant("X");
  for (const Diff& diff :
       {DiffBetween(before, after), DiffBetween(after, before)}) {
    EXPECT_THAT(Said(diff),
                Contains(HasSubstr("rule X becomes a rule of another kind")));
    EXPECT_FALSE(OnlyNarrows(diff));
  }
  EXPECT_THAT(Said(DiffBetween(before, after)),
              Contains(AllOf(HasSubstr("C23"), HasSubstr("(wider)"))));
  EXPECT_THAT(Said(DiffBetween(before, after)),
              Contains(HasSubstr("a limit → a grant")));
}

TEST(QuietChangesTest, NoVersionUsesAnIdTwice) {
  v1::PolicyPack pack;
  *pack.add_grants() = NurseryGrant("X");
  *pack.add_ceilings() = LimitOfAll("X");
  EXPECT_FALSE(Compare(VersionOf(ShippedPack()), VersionOf(pack)).ok());
}

TEST(QuietChangesTest, AGuaranteeByTheNameOfALimitDoesNotHideThatItIsGone) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    Remove(*pack.mutable_ceilings(), "CE-11");
    v1::Guarantee& guarantee = *pack.add_guarantees();
    guarantee.set_id("CE-11");
    guarantee.add_categories("C04");
    guarantee.set_at_most("WITHHELD");
    guarantee.set_citation("test");
  });
  EXPECT_THAT(Said(diff), Contains(HasSubstr("widens: limit CE-11 goes")));
  EXPECT_FALSE(OnlyNarrows(diff));
}

TEST(QuietChangesTest, AGrantThatLosesSomeAndGainsWhatLimitsHoldBackWidens) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    v1::Grant& grant = RuleOf(*pack.mutable_grants(), "GR-HOSP-CONSENT-MH");
    grant.mutable_scope()->add_roles("OB_DR");
    grant.mutable_gives(0)->add_categories("C04");
    grant.mutable_gives(0)->add_categories("C29");
  });
  EXPECT_THAT(Said(diff), Contains(HasSubstr("(narrower)")));
  EXPECT_THAT(Said(diff), Contains(HasSubstr("widens: rule GR-HOSP-CONSENT-MH "
                                             "gives more in its own right")));
  EXPECT_FALSE(OnlyNarrows(diff));
}

TEST(QuietChangesTest, ALimitThatMovesToOtherCategoriesIsPartlyLifted) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    RuleOf(*pack.mutable_ceilings(), "CE-41").set_categories(0, "C17");
  });
  EXPECT_THAT(Said(diff), Contains(HasSubstr("widens: limit CE-41 goes or")));
  EXPECT_FALSE(OnlyNarrows(diff));
}

TEST(QuietChangesTest, OneOfficerMakesALimitStricterWhereNothingShows) {
  EXPECT_TRUE(OnlyNarrows(DiffOf([](v1::PolicyPack& pack) {
    RuleOf(*pack.mutable_ceilings(), "CE-41").set_at_most("WITHHELD");
  })));
}

TEST(QuietChangesTest, NewWordsOfAPromiseAreReadByTwoWhateverElseItDoes) {
  const Diff guarantee = DiffOf([](v1::PolicyPack& pack) {
    v1::Guarantee& one = RuleOf(*pack.mutable_guarantees(), "G-01");
    one.set_sentence_en("A sealed identity may be given to anybody.");
    one.add_categories("C29");
  });
  EXPECT_THAT(Said(guarantee),
              Contains(HasSubstr("narrows: guarantee G-01 promises more")));
  EXPECT_THAT(Said(guarantee),
              Contains(HasSubstr("widens: the words of what is promised")));
  EXPECT_FALSE(OnlyNarrows(guarantee));

  const Diff flow = DiffOf([](v1::PolicyPack& pack) {
    v1::AcceptedFlow& one =
        RuleOf(*pack.mutable_accepted_flows(), "AF-COUNCIL");
    one.set_sentence_en("Everybody may infer everything.");
    one.mutable_scope()->mutable_readers()->RemoveLast();
  });
  EXPECT_THAT(Said(flow),
              Contains(HasSubstr("widens: the words of what is promised")));
  EXPECT_FALSE(OnlyNarrows(flow));
}

TEST(QuietChangesTest, WhoseOwnAPromiseIsIsSaidForItself) {
  for (const bool local : {true, false}) {
    const std::string id = local ? "G-01" : "G-10";
    const Diff diff = DiffOf([&](v1::PolicyPack& pack) {
      RuleOf(*pack.mutable_guarantees(), id).set_local(local);
    });
    ASSERT_THAT(diff.changes, SizeIs(1));
    EXPECT_EQ(diff.changes[0].effect, Effect::kWidens);
    EXPECT_EQ(diff.changes[0].sentence.en,
              absl::StrCat("promises that ",
                           local ? "become the city's own (local): G-01"
                                 : "are not the city's own (local) any more: "
                                   "G-10",
                           ". It tells officers whose promise it is, so two "
                           "read it."));
    EXPECT_THAT(diff.changes[0].sentence.ja,
                HasSubstr("市独自のもの（local）"));
  }
}

TEST(QuietChangesTest, ANameThatIsThereTwiceIsOnlyWrittenOtherwise) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    RuleOf(*pack.mutable_guarantees(), "G-01").add_categories("C04");
    v1::AcceptedFlow& flow =
        RuleOf(*pack.mutable_accepted_flows(), "AF-COUNCIL");
    flow.add_facts(flow.facts(0));
  });
  EXPECT_THAT(Said(diff), testing::ElementsAre(HasSubstr(
                              "neutral: only written or marked otherwise: "
                              "AF-COUNCIL, G-01.")));
  EXPECT_TRUE(OnlyNarrows(diff));
}

// Another flow accepts it already.
TEST(QuietChangesTest, AFlowThatAcceptsMoreWidensWhereAnotherAcceptsAsMuch) {
  v1::PolicyPack before = ShippedPack();
  v1::AcceptedFlow more =
      RuleOf(*before.mutable_accepted_flows(), "AF-COUNCIL");
  more.set_id("AF-MORE");
  more.mutable_scope()->mutable_readers()->RemoveLast();
  v1::PolicyPack after = before;
  *before.add_accepted_flows() = more;
  *more.mutable_scope() =
      RuleOf(*after.mutable_accepted_flows(), "AF-COUNCIL").scope();
  *after.add_accepted_flows() = more;
  const Diff diff = DiffBetween(before, after);
  EXPECT_THAT(Said(diff), Contains(HasSubstr("widens: rule AF-MORE gives")));
}

TEST(QuietChangesTest, AnActionLessHidesNeitherANewRuleNorNewWords) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    auto& readers = *RuleOf(*pack.mutable_actions(), "AC-OPEN-CASE")
                         .mutable_scope()
                         ->mutable_readers();
    v1::ActionRule twice = RuleOf(*pack.mutable_actions(), "AC-OPEN-CASE");
    readers.RemoveLast();
    twice.set_id("AC-TWICE");
    twice.mutable_scope()->mutable_readers()->RemoveLast();
    *pack.add_actions() = twice;
    RuleOf(*pack.mutable_actions(), "AC-SUBJECT")
        .set_sentence_en("Nobody does anything.");
  });
  EXPECT_THAT(Said(diff), Contains(HasSubstr("may not \"open a case\"")));
  EXPECT_THAT(Said(diff), Contains(HasSubstr("widens: rule AC-TWICE gives")));
  EXPECT_THAT(Said(diff),
              Contains(HasSubstr("only the words change: AC-SUBJECT")));
  for (const Change& change : diff.changes) {
    if (change.kind != ChangeKind::kAction) continue;
    EXPECT_THAT(change.rules, testing::ElementsAre("AC-OPEN-CASE"));
  }
}

TEST(QuietChangesTest, AnObligationMoreHidesNoneThatIsLostQuietly) {
  v1::PolicyPack before = ShippedPack();
  v1::PolicyPack after = before;
  *before.add_obligations() = DutyOn("STATISTICS", "ALIAS_ONLY");
  before.mutable_obligations(before.obligations_size() - 1)
      ->mutable_scope()
      ->add_readers("OFFICER");
  *after.add_obligations() = DutyOn("OWN", "OBEY_SAFE_CONTACT");
  const Diff diff = DiffBetween(before, after);
  EXPECT_THAT(Said(diff), Contains(HasSubstr("is put under the obligation")));
  EXPECT_THAT(Said(diff),
              Contains(AllOf(HasSubstr("widens: a rule that brings the"),
                             HasSubstr("goes or reaches less"))));
  EXPECT_FALSE(OnlyNarrows(diff));
}

TEST(QuietChangesTest, NewWordsOfAGrantThatChangesAreTold) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    v1::Grant& grant = RuleOf(*pack.mutable_grants(), "GR-HOSP-CONSENT-MH");
    grant.mutable_scope()->add_roles("OB_DR");
    grant.set_sentence_en("The police read everything.");
  });
  EXPECT_THAT(Said(diff),
              Contains(HasSubstr("the words change too: GR-HOSP-CONSENT-MH")));
}

v1::PolicyCase CaseOf(const std::string& name, const std::string& level) {
  v1::PolicyCase one;
  one.set_name(name);
  v1::CategoryLevels& expected = *one.add_expect();
  expected.set_level(level);
  expected.add_categories("C07");
  return one;
}

TEST(QuietChangesTest, CasesThatAreDroppedOrExpectSomethingElseAreNamed) {
  Version before = VersionOf(ShippedPack()), after = before;
  before.cases = {CaseOf("kept", "FULL"), CaseOf("dropped", "FULL"),
                  CaseOf("changed", "FULL")};
  after.cases = {CaseOf("new", "FULL"), CaseOf("changed", "REDUCED"),
                 CaseOf("kept", "FULL")};
  const auto diff = Compare(before, after);
  ASSERT_TRUE(diff.ok());
  EXPECT_THAT(Said(*diff),
              Contains(HasSubstr("widens: cases that are dropped (1): "
                                 "\"dropped\". Cases make sure")));
  EXPECT_THAT(Said(*diff),
              Contains(HasSubstr("widens: cases that try or expect something "
                                 "else (1): \"changed\"")));
  EXPECT_THAT(Said(*diff),
              Contains(HasSubstr("neutral: new cases (1): \"new\".")));
  EXPECT_THAT(DiffText(*diff, {}), AllOf(HasSubstr("「dropped」"),
                                         Not(HasSubstr("変わりません。"))));
  after.cases = before.cases;
  EXPECT_THAT(Compare(before, after)->changes, IsEmpty());
}

TEST(QuietChangesTest, AnObligationNamesWhereItIsLimitedAndHasAnExample) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    v1::ObligationRule& rule = *pack.add_obligations();
    rule = DutyOn("CONSENT", "ALIAS_ONLY");
    rule.mutable_scope()->add_readers("OB_HOSP");
    rule.mutable_scope()->add_holders("CITY_MH");
    rule.mutable_scope()->add_purposes("MEDICAL_CARE");
  });
  ASSERT_THAT(diff.changes, SizeIs(1));
  EXPECT_THAT(diff.changes[0].sentence.en,
              AllOf(HasSubstr("hospital, for medical care, records of the "
                              "maternal health unit: whoever receives "),
                    HasSubstr(" on her consent is put under the obligation")));
  EXPECT_THAT(
      diff.changes[0].sentence.ja,
      AllOf(HasSubstr("医療の目的で"), HasSubstr("母子保健係の記録を見るとき"),
            HasSubstr("産科医療機関に、義務")));
  ASSERT_TRUE(diff.changes[0].example.has_value());
  EXPECT_EQ(diff.changes[0].example->situation.reader,
            v1::AUDIENCE_TYPE_OB_HOSP);
  EXPECT_GT(diff.changes[0].example->places, 0u);
  EXPECT_THAT(DiffText(diff, {}), HasSubstr(" places\n    例 / example: "));
}

TEST(QuietChangesTest, AGuaranteeSaysWhatItPromisedAndWhatItPromisesNow) {
  const auto said = [](const auto& edit) {
    const Diff diff = DiffOf([&](v1::PolicyPack& pack) {
      edit(RuleOf(*pack.mutable_guarantees(), "G-03"));
    });
    return diff.changes[0].sentence;
  };
  const Text weaker = said([](auto& one) { one.set_at_most("REDUCED"); });
  EXPECT_THAT(weaker.en,
              AllOf(HasSubstr("guarantee G-03 promises less"),
                    HasSubstr("at most EXISTENCE"), HasSubstr("from now on \""),
                    HasSubstr("C15"), HasSubstr("at most REDUCED"),
                    HasSubstr(", except ")));
  EXPECT_THAT(weaker.ja, AllOf(HasSubstr("約束が減ります"), HasSubstr("まで（"),
                               HasSubstr("を除く）")));
  EXPECT_THAT(said([](auto& one) { one.add_categories("C14"); }).en,
              AllOf(HasSubstr("promises more"), HasSubstr("C14")));
  EXPECT_THAT(said([](auto& one) { one.set_categories(0, "C14"); }).en,
              HasSubstr("promises something else, in part less"));
  EXPECT_THAT(
      said([](auto& one) { one.mutable_scope()->add_readers("OB_HOSP"); }).en,
      AllOf(HasSubstr("promises less"), HasSubstr("\"hospital, ")));
}

TEST(QuietChangesTest, OnlyPackNamesThatComeOrGoAreTold) {
  Version before, after;
  for (const char* name : {"a", "b", "c"}) {
    before.packs.emplace_back().set_name(name);
  }
  after = before;
  after.packs[1].set_name("d");
  const auto diff = Compare(before, after);
  ASSERT_TRUE(diff.ok());
  ASSERT_THAT(diff->changes, SizeIs(1));
  EXPECT_THAT(diff->changes[0].sentence.en,
              HasSubstr("named otherwise: b → d."));
}

TEST(QuietChangesTest, TheExampleNamesCategoryAndLevelsInBothLanguages) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    RuleOf(*pack.mutable_grants(), "GR-HOSP-CONSENT-MH")
        .mutable_scope()
        ->add_purposes("ASSESSMENT");
  });
  EXPECT_THAT(DiffText(diff, {}), HasSubstr("on her consent: C01 "));
}

}  // namespace
}  // namespace tasuki::analysis
