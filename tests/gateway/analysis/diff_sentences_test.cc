#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/files.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

// A change that an officer prepared. What is to be said of it was written by
// hand before there was anything that could say it.
struct Prepared {
  std::string file;
  std::function<void(v1::PolicyPack&)> edit;
  bool only_narrows;
};

void RemoveObligation(const std::string& ground, const std::string& obligation,
                      const std::string& reader, v1::PolicyPack& pack) {
  auto& rules = *pack.mutable_obligations();
  const int before = rules.size();
  rules.erase(std::remove_if(rules.begin(), rules.end(),
                             [&](const v1::ObligationRule& rule) {
                               const auto& readers = rule.scope().readers();
                               return rule.ground() == ground &&
                                      rule.obligations(0) == obligation &&
                                      (readers.empty() ? reader.empty()
                                                       : readers[0] == reader);
                             }),
              rules.end());
  CHECK(rules.size() == before - 1);
}

void MoveToFull(v1::Grant& grant, const std::string& category) {
  auto& reduced = *grant.mutable_gives(1)->mutable_categories();
  reduced.erase(std::find(reduced.begin(), reduced.end(), category));
  grant.mutable_gives(0)->add_categories(category);
}

v1::Ceiling LimitOfTheGuidanceCentre() {
  v1::Ceiling limit;
  limit.set_id("CE-LOCAL-NEW");
  limit.mutable_scope()->add_readers("CGC");
  limit.set_reader_is_not_holder(true);
  limit.add_categories("C16");
  limit.set_at_most("REDUCED");
  limit.set_citation("none");
  return limit;
}

// Its author's sentence says more than it promises.
v1::Guarantee GuaranteeOfTheHospital() {
  v1::Guarantee guarantee;
  guarantee.set_id("G-99");
  guarantee.mutable_scope()->add_readers("OB_HOSP");
  guarantee.mutable_scope()->add_purposes("SUPPORT");
  guarantee.mutable_except()->add_holders("CITY_MH");
  guarantee.add_grounds("CONSENT");
  guarantee.add_condition("SEALED_BIRTH");
  guarantee.add_categories("C08");
  guarantee.set_at_most("REDUCED");
  guarantee.set_sentence_ja("病院は何も見ない。");
  guarantee.set_sentence_en("The hospital sees nothing.");
  guarantee.set_citation("none");
  return guarantee;
}

std::vector<Prepared> PreparedChanges() {
  const auto hospital = [](v1::PolicyPack& pack) -> v1::Grant& {
    return RuleOf(*pack.mutable_grants(), "GR-HOSP-CONSENT-MH");
  };
  return {
      {"01-one-category-more",
       [=](auto& pack) { MoveToFull(hospital(pack), "C17"); }, false},
      {"02-a-limit-lifted",
       [](auto& pack) { Remove(*pack.mutable_ceilings(), "CE-32"); }, false},
      {"03-a-limit-more",
       [](auto& pack) { *pack.add_ceilings() = LimitOfTheGuidanceCentre(); },
       true},
      {"04-a-condition-more",
       [=](auto& pack) { hospital(pack).add_condition("LEAD_WORKER"); }, true},
      {"05-a-purpose-more",
       [=](auto& pack) {
         hospital(pack).mutable_scope()->add_purposes("ASSESSMENT");
       },
       false},
      {"06-a-guarantee-less",
       [](auto& pack) { Remove(*pack.mutable_guarantees(), "G-01"); }, false},
      {"07-an-obligation-less",
       [](auto& pack) {
         RemoveObligation("CONSENT", "OBEY_SAFE_CONTACT", "", pack);
       },
       false},
      {"15-an-obligation-of-one-unit-less",
       [](auto& pack) {
         RemoveObligation("INTERNAL_OTHER_DUTY", "CENTRE_ONLY", "CITY_FS",
                          pack);
       },
       false},
      {"16-a-guarantee-more",
       [](auto& pack) { *pack.add_guarantees() = GuaranteeOfTheHospital(); },
       true},
      {"08-an-action-more",
       [](auto& pack) {
         RuleOf(*pack.mutable_actions(), "AC-OPEN-CASE")
             .mutable_scope()
             ->add_readers("OB_HOSP");
       },
       false},
      {"09-words-only",
       [](auto& pack) {
         RuleOf(*pack.mutable_grants(), "GR-HOSP-OWN")
             .set_sentence_ja("病院は、自らの診療の記録を見る。");
       },
       true},
      {"10-one-role-only",
       [=](auto& pack) { hospital(pack).mutable_scope()->add_roles("OB_DR"); },
       true},
      {"15-one-role-and-a-condition-more",
       [=](auto& pack) {
         hospital(pack).mutable_scope()->add_roles("OB_DR");
         hospital(pack).add_condition("LEAD_WORKER");
       },
       true},
      {"17-another-reason",
       [](auto& pack) {
         RuleOf(*pack.mutable_ceilings(), "CE-03").set_refusal("MINIMISED");
       },
       false},
      {"12-a-limit-acts-less",
       [](auto& pack) {
         RuleOf(*pack.mutable_ceilings(), "CE-32").add_condition("LEGAL_HOLD");
       },
       false},
      {"13-two-limits-lifted",
       [](auto& pack) {
         Remove(*pack.mutable_ceilings(), "CE-20");
         Remove(*pack.mutable_ceilings(), "CE-33");
       },
       false},
      {"14-a-limit-replaced",
       [](auto& pack) {
         Remove(*pack.mutable_ceilings(), "CE-32");
         *pack.add_ceilings() = LimitOfTheGuidanceCentre();
       },
       false},
      {"11-what-may-be-inferred",
       [](auto& pack) {
         v1::AcceptedFlow& flow = *pack.add_accepted_flows();
         flow.set_id("AF-NEW");
         flow.set_citation("none");
         flow.add_facts("CHILD_BORN");
         flow.mutable_scope()->add_readers("POLICE");
       },
       false},
  };
}

class DiffSentencesTest : public testing::TestWithParam<Prepared> {};

TEST_P(DiffSentencesTest, SaysWhatAnOfficerWouldSay) {
  const Diff diff = DiffOf(GetParam().edit);
  std::string said;
  for (const Change& change : diff.changes) {
    absl::StrAppend(&said, change.sentence.ja, "\n");
  }
  for (const Change& change : diff.changes) {
    absl::StrAppend(&said, change.sentence.en, "\n");
  }
  EXPECT_EQ(said,
            ReadFile(std::string(TASUKI_SOURCE_DIR) +
                     "/tests/data/policy_diff/" + GetParam().file + ".txt"));
  EXPECT_EQ(OnlyNarrows(diff), GetParam().only_narrows);
}

INSTANTIATE_TEST_SUITE_P(Prepared, DiffSentencesTest,
                         testing::ValuesIn(PreparedChanges()),
                         [](const auto& prepared) {
                           std::string name = prepared.param.file;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(DiffSentencesTest, EveryGoldenFileIsUsed) {
  std::set<std::string> files, used;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::string(TASUKI_SOURCE_DIR) + "/tests/data/policy_diff")) {
    if (entry.path().extension() == ".txt") {
      files.insert(entry.path().stem());
    }
  }
  for (const Prepared& prepared : PreparedChanges()) used.insert(prepared.file);
  EXPECT_EQ(files, used);
}

}  // namespace
}  // namespace tasuki::analysis
