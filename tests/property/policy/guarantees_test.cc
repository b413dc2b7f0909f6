#include "tests/property/policy/guarantees.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "gateway/analysis/prove.h"
#include "gateway/model/vocabulary.h"
#include "tests/property/policy/mended_matrix.h"
#include "tests/property/policy/pack_files.h"

namespace tasuki::policy {
namespace {

TEST(GuaranteesTest, EveryGuaranteeHoldsOnTheWholeSpace) {
  const Space& space = TheSpace();
  const Proof proof = Prove(space);
  for (const auto& [id, breach] : proof.breaches) {
    ADD_FAILURE() << Describe(space, breach);
  }
  EXPECT_EQ(space.naive().guarantees().size(), 30u);
  EXPECT_GT(proof.situations, 1e12);
  EXPECT_GT(proof.evaluated, 1'000u);
  std::cout << space.naive().guarantees().size() << " guarantees, "
            << proof.situations << " situations of one ground, "
            << proof.evaluated << " evaluated\n";
}

// One way to break a guarantee: its ceilings taken away, and, where nothing is
// behind them, a grant that nobody should write.
struct Seeded {
  std::string guarantee;
  std::vector<std::string> without;  // ceilings
  // Reader, holder ("*" for any), purpose, ground, facts, category, level.
  std::vector<std::string> grant = {};
  std::vector<std::string> facts = {};
  // Guarantees that fail with it because they promise the same there.
  std::set<std::string> also = {};
};

const std::vector<Seeded>& SeededBreaches() {
  static const auto* seeded = new std::vector<Seeded>{
      {"G-01",
       {"CE-11"},
       {"OB_HOSP", "OB_HOSP", "MEDICAL_CARE", "OWN", "C04", "FULL"}},
      {"G-02",
       {"CE-11"},
       {"CITY_MH", "CITY_MH", "SUPPORT", "OWN", "C29", "FULL"}},
      {"G-03",
       {"CE-07", "CE-09"},
       {"CITY_FS", "CITY_SUP", "PROTECTION", "CENTER_INTEGRATED", "C15",
        "REDUCED"}},
      {"G-04", {"CE-06", "CE-62"}},
      {"G-05",
       {"CE-23"},
       {"CITY_FS", "CITY_FS", "PROTECTION", "OWN", "C13", "FULL"}},
      {"G-06",
       {"CE-24"},
       {"OB_HOSP", "CITY_FS", "PROTECTION", "CONSENT", "C13", "REDUCED"}},
      {"G-07",
       {"CE-25"},
       {"CITY_MH", "CITY_FS", "CONFERENCE", "CONSENT", "C16", "EXISTENCE"},
       {"ITEM_RELEASED"}},
      {"G-08",
       {"CE-26"},
       {"CITY_MH", "CITY_FS", "CONFERENCE", "CONSENT", "C07", "FULL"},
       {"ITEM_RELEASED"}},
      {"G-09",
       {"CE-28"},
       {"CITY_MH", "CITY_FS", "CONFERENCE", "CONSENT", "C07", "EXISTENCE"}},
      {"G-10", {"CE-03"}},
      {"G-11", {"CE-01"}},
      {"G-12", {"CE-14"}},
      {"G-13", {"CE-16"}},
      {"G-14", {"CE-18"}},
      {"G-15",
       {"CE-38"},
       {"CITY_MH", "OB_HOSP", "SUPPORT", "CONSENT", "C08", "REDUCED"}},
      {"G-16",
       {"CE-39"},
       {"EXT_SUP", "CITY_MH", "SUPERVISION", "ENTRUSTMENT", "C02",
        "EXISTENCE"}},
      {"G-17",
       {},
       {"CGC", "CITY_SUP", "SUPERVISION", "CONSENT", "C26", "FULL"}},
      {"G-18",
       {},
       {"OB_HOSP", "CITY_SUP", "SUPERVISION", "CONSENT", "C26", "EXISTENCE"}},
      {"G-19",
       {},
       {"SOS_NPO", "CITY_MH", "SUPPORT", "CONSENT", "C16", "EXISTENCE"}},
      {"G-20",
       {},
       {"REGISTER", "OB_HOSP", "PROTECTION", "FAMILY_REGISTER", "C03",
        "EXISTENCE"}},
      {"G-21",
       {"CE-58"},
       {"POLICE", "CGC", "PROTECTION", "CAPA_6", "C07", "EXISTENCE"}},
      {"G-22", {"CE-55"}},
      {"G-23",
       {"CE-47"},
       {"FACILITY", "CGC", "SUPPORT", "MEASURE_EXECUTION", "C21", "FULL"}},
      {"G-24", {"CE-34"}},
      {"G-25", {"CE-33"}},
      {"G-26", {"CE-52"}},
      {"G-27",
       {"CE-12"},
       {"CITY_MH", "OB_HOSP", "SUPPORT", "CONSENT", "C30", "REDUCED"},
       {"LEAD_WORKER"}},
      {"G-28",
       {},
       {"OB_HOSP", "CITY_MH", "SUPPORT", "CWA_21_10_5", "C07", "EXISTENCE"}},
      {"G-29",
       {},
       {"OB_HOSP", "CITY_MH", "SUPPORT", "CAPA_13_4", "C07", "EXISTENCE"}},
      {"G-30",
       {},
       {"OB_HOSP", "CITY_MH", "SUPPORT", "CONSENT", "C16", "EXISTENCE"}},
  };
  return *seeded;
}

v1::PolicyPack PackWith(const Seeded& seeded) {
  v1::PolicyPack pack = NationalBaseline();
  for (const std::string& id : seeded.without) {
    const int before = pack.ceilings_size();
    auto& rules = *pack.mutable_ceilings();
    rules.erase(std::remove_if(
                    rules.begin(), rules.end(),
                    [&](const v1::Ceiling& rule) { return rule.id() == id; }),
                rules.end());
    EXPECT_EQ(pack.ceilings_size(), before - 1) << id;
  }
  if (seeded.grant.empty()) return pack;
  v1::Grant& grant = *pack.add_grants();
  grant.set_id("GR-SEEDED");
  grant.set_citation("none");
  grant.mutable_scope()->add_readers(seeded.grant[0]);
  grant.mutable_scope()->add_holders(seeded.grant[1]);
  grant.mutable_scope()->add_purposes(seeded.grant[2]);
  grant.set_ground(seeded.grant[3]);
  for (const std::string& fact : seeded.facts) grant.add_condition(fact);
  grant.add_gives()->add_categories(seeded.grant[4]);
  grant.mutable_gives(0)->set_level(seeded.grant[5]);
  return pack;
}

// As the product proves it, which shares no code with the proof here.
std::set<std::string> FailedByProduct(const v1::PolicyPack& pack) {
  const auto proof = analysis::Prove({pack});
  EXPECT_TRUE(proof.ok()) << proof.status();
  std::set<std::string> failed;
  for (const analysis::GuaranteeProof& one : proof->guarantees) {
    if (one.breach.has_value()) failed.insert(one.id);
  }
  return failed;
}

TEST(GuaranteesTest, ASeededBreachMakesExactlyItsGuaranteeFail) {
  const MatrixTables none;
  std::set<std::string> tried;
  for (const Seeded& seeded : SeededBreaches()) {
    const Space space(PackWith(seeded), none);
    const Proof proof = Prove(space);
    std::set<std::string> expected = seeded.also, failed;
    expected.insert(seeded.guarantee);
    for (const auto& [id, breach] : proof.breaches) {
      failed.insert(id);
      std::cout << Describe(space, breach) << "\n";
    }
    EXPECT_EQ(failed, expected);
    EXPECT_EQ(FailedByProduct(PackWith(seeded)), expected);
    tried.insert(seeded.guarantee);
  }
  EXPECT_EQ(tried.size(), 30u);
}

TEST(GuaranteesTest, AWitnessTellsTheWholeStory) {
  const MatrixTables none;
  const Space space(PackWith(SeededBreaches()[4]), none);
  const Proof proof = Prove(space);
  ASSERT_TRUE(proof.breaches.contains("G-05"));
  const std::string text = Describe(space, proof.breaches.at("G-05"));
  for (const char* part :
       {"通告者を完全に知るのは", "Who made a report", "CITY_FS/",
        "holder CITY_FS (self)", "PROTECTION", "on OWN", "PERSON_NAMED",
        "STOP_USE", "C13: FULL, promised at most REDUCED, by GR-SEEDED"}) {
    EXPECT_THAT(text, testing::HasSubstr(part));
  }
}

TEST(GuaranteesTest, ThePackPromisesWhatTheTablePromises) {
  const std::vector<GuaranteeRow>& rows = TheMatrix().guarantees;
  const v1::PolicyPack pack = NationalBaseline();
  for (const v1::Guarantee& guarantee : pack.guarantees()) {
    const auto row = std::find_if(
        rows.begin(), rows.end(),
        [&](const GuaranteeRow& row) { return row.id == guarantee.id(); });
    ASSERT_NE(row, rows.end()) << guarantee.id();
    const GuaranteeRow promised = RowOf(guarantee);
    const auto has = [&](const ScopeTerm& term) {
      return std::count(row->scope.begin(), row->scope.end(), term) == 1;
    };
    EXPECT_EQ(promised.scope.size(), row->scope.size()) << guarantee.id();
    EXPECT_TRUE(std::all_of(promised.scope.begin(), promised.scope.end(), has))
        << guarantee.id();
    EXPECT_EQ(promised.condition, row->condition) << guarantee.id();
    EXPECT_EQ(promised.grounds, row->grounds) << guarantee.id();
    EXPECT_EQ(promised.except_grounds, row->except_grounds) << guarantee.id();
    EXPECT_EQ(promised.categories, row->categories) << guarantee.id();
    EXPECT_EQ(promised.at_most, row->at_most) << guarantee.id();
    EXPECT_EQ(promised.japanese, row->japanese);
    EXPECT_EQ(promised.english, row->english);
    EXPECT_EQ(promised.local, row->local) << guarantee.id();
  }
}

}  // namespace
}  // namespace tasuki::policy
