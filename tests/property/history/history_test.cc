#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "tests/property/history/faults.h"
#include "tests/property/history/run.h"
#include "tests/random_seed.h"

// Promise 3 over concurrent histories, and whether its checker would notice.
// The long form is `./run history`.
namespace tasuki::history {
namespace {

constexpr int kLanes = 3;

std::string Told(const std::vector<Finding>& findings) {
  std::string told;
  for (const auto& [wrong, count] : Counted(findings)) {
    told += NameOf(wrong) + ": " + std::to_string(count) + "\n";
  }
  for (size_t i = 0; i < findings.size() && i < 10; ++i) {
    told += NameOf(findings[i].wrong) + ": " + findings[i].what + "\n";
  }
  return told;
}

TEST(HistoryTest, NothingIsShownAfterTheAcknowledgementOfWhatForbidsIt) {
  const Plan plan{.seed = SeedOr(1), .operations = 2400};
  const Outcome outcome = RunOnce(plan, kLanes);
  EXPECT_GE(outcome.operations, plan.operations);
  EXPECT_GE(outcome.withdrawals.size(), 5u);
  EXPECT_TRUE(outcome.findings.empty()) << "seed " << plan.seed << "\n"
                                        << Told(outcome.findings);
}

// The same where the clock goes past the access period of a closed case.
TEST(HistoryTest, NothingOfAClosedCaseIsShownAfterItsAccessPeriod) {
  const Plan plan{.seed = SeedOr(1),
                  .operations = 800,
                  .activations = 0,
                  .changes = {LaneChange::kConsent, LaneChange::kFamilyOnTeam,
                              LaneChange::kWill},
                  .past_access = true};
  const Outcome outcome = RunOnce(plan, kLanes);
  EXPECT_TRUE(outcome.findings.empty()) << "seed " << plan.seed << "\n"
                                        << Told(outcome.findings);
}

// What a faulty gateway may not get away with.
struct Fault {
  std::string name;
  Stand stand;
  Wrong expected;
  // Of what is reported, and what is changed in the lanes; empty: whatever.
  std::string about = {};
  std::vector<LaneChange> changes = {};
  bool past_access = false;
  friend void PrintTo(const Fault& fault, std::ostream* out) {
    *out << fault.name;
  }
};

Stand Before(AlteringLedger::Alter alter,
             AlteringLedger::Which which = IsRead) {
  return {.ledger =
              [alter, which](exchange::Ledger& next) {
                return std::make_unique<AlteringLedger>(next, alter, which);
              },
          .door = nullptr};
}

template <typename Ledger>
Stand Before() {
  return {
      .ledger =
          [](exchange::Ledger& next) { return std::make_unique<Ledger>(next); },
      .door = nullptr};
}

Stand Remembering(absl::Duration keep) {
  return {.ledger = nullptr, .door = [keep](Door next) -> Door {
            const auto door = std::make_shared<RememberingDoor>(next, keep);
            return [door](absl::string_view method, const auto& credentials,
                          std::string request, auto done) {
              door->Handle(method, credentials, std::move(request),
                           std::move(done));
            };
          }};
}

std::vector<Fault> Faults() {
  using exchange::Table;
  const auto forgets = [](const std::string& name, std::set<Table> tables) {
    return Fault{"forgets" + name, Before(Forgetting(std::move(tables))),
                 Wrong::kShownInLogOrder};
  };
  return {
      {"reusesADecisionFor1ms", Remembering(absl::Milliseconds(1)),
       Wrong::kLoggedAmiss},
      {"reusesADecisionFor50ms", Remembering(absl::Milliseconds(50)),
       Wrong::kShownAfterwards},
      {"validatesBeforeTheLock", Before<EarlyLedger>(),
       Wrong::kShownInLogOrder},
      {"ignoresValidUntil", Before(ForgettingTime()), Wrong::kShownInLogOrder},
      {"leavesListRowsUnvalidated", Before(ForgettingRowsOfLists()),
       Wrong::kShownInLogOrder},
      {"releasesBeforeTheSync", Before<HastyLedger>(), Wrong::kNotLogged},
      {"forgetsToLog", Before(ForgettingToLog()), Wrong::kNotLogged},
      forgets("Consents", {Table::kConsent}),
      // A change of the team writes the section that mirrors the case, too.
      forgets("Cases", {Table::kCase, Table::kSection, Table::kEditions}),
      forgets("Persons", {Table::kPerson}),
      forgets("Parties", {Table::kParty}),
      forgets("DeniedCertificates", {Table::kDeniedCertificate}),
      forgets("ThePolicy", {Table::kPolicy}),
  };
}

// What rests on one kind of change, which is played alone.
std::vector<Fault> FaultsInOneChange() {
  using exchange::Index;
  using exchange::Table;
  const auto forgets = [](const std::string& name, Stand stand,
                          const std::string& about, LaneChange change) {
    return Fault{"forgets" + name,
                 std::move(stand),
                 Wrong::kShownInLogOrder,
                 about,
                 {change}};
  };
  // Who confirms a section enters it in the list of its case, too.
  const Stand records =
      Before(Forgetting({Table::kSubject, Table::kSection, Table::kEditions},
                        {Index::kSectionsOfCase}));
  Fault decisions =
      forgets("Decisions", Before(Forgetting({Table::kCopyRequest})), "copy",
              LaneChange::kCopy);
  decisions.expected = Wrong::kHiddenInLogOrder;
  return {
      decisions,
      forgets("Openings", Before(Forgetting({Table::kOpening})),
              "opening for danger to life", LaneChange::kOpening),
      forgets("Holds", Before(Forgetting({Table::kSubject})), "no legal hold",
              LaneChange::kHold),
      forgets("Retractions", records, "record of the pregnancy",
              LaneChange::kRecord),
      forgets("AddressProtection", records, "place, no measure",
              LaneChange::kAddress),
      forgets("WhatClosesACopy", records, "copy, no measure",
              LaneChange::kAddress),
      forgets("Seals", records, "no seal", LaneChange::kSeal),
      forgets("HealthReleases", Before(Forgetting({Table::kCase})),
              "health released", LaneChange::kRelease),
  };
}

// What rests on what becomes of a consent and of a case, and on what a child
// wants; each is played alone.
std::vector<Fault> FaultsInWhatBecomesOfThings() {
  using exchange::Index;
  using exchange::Table;
  const auto fault = [](const std::string& name, Stand stand,
                        const std::string& about, LaneChange change) {
    return Fault{
        name, std::move(stand), Wrong::kShownInLogOrder, about, {change}};
  };
  Fault access = fault("readsOnAfterTheAccessPeriod", Before(ForgettingTime()),
                       "access period", LaneChange::kWill);
  access.past_access = true;
  const std::set<Table> cases = {Table::kCase, Table::kSection,
                                 Table::kEditions};
  return {
      access,
      fault("takesTheCategoryFromAStaleConsent",
            Before(Forgetting({Table::kConsent})), "pregnancy in the consent",
            LaneChange::kNarrowing),
      fault("takesThePurposeFromAStaleConsent",
            Before(Forgetting({Table::kConsent})), "support in the consent to",
            LaneChange::kNarrowing),
      fault("forgetsThatAConsentWasSuperseded",
            Before(Forgetting({Table::kConsent}, {Index::kConsentsOfSubject})),
            "pregnancy in the consent", LaneChange::kSuperseding),
      fault("keepsTheTeamOfAClosedCase", Before(Forgetting(cases)), "team of",
            LaneChange::kCase),
      fault("keepsTheRegistrationOfAClosedCase", Before(Forgetting(cases)),
            "registered with", LaneChange::kCase),
      fault("takesStatementsIntoAClosedCase",
            Before(Forgetting(cases), IsStatement), "case open",
            LaneChange::kCase),
      fault("validatesTheClassBeforeTheLock", Before<EarlyLedger>(),
            "class shared", LaneChange::kClass),
      fault("validatesTheUpgradeBeforeTheLock", Before<EarlyLedger>(),
            "no upgrade after", LaneChange::kClass),
      fault("validatesTheReleaseBeforeTheLock", Before<EarlyLedger>(),
            "health released", LaneChange::kRelease),
      fault("forgetsTheWill", Before(Forgetting({Table::kSubject})),
            "no will of the child", LaneChange::kWill),
  };
}

bool IsReported(const Fault& fault, const std::vector<Finding>& findings) {
  return absl::c_any_of(findings, [&](const Finding& finding) {
    return finding.wrong == fault.expected &&
           absl::StrContains(finding.what, fault.about);
  });
}

class FaultTest : public ::testing::TestWithParam<Fault> {};

// Histories are as random as the machine: a fault may get away once.
TEST_P(FaultTest, IsReported) {
  for (uint64_t seed = 1; seed <= 24; ++seed) {
    Plan plan{.seed = seed, .operations = 250, .activations = 1};
    if (!GetParam().changes.empty()) plan.changes = GetParam().changes;
    plan.past_access = GetParam().past_access;
    const Outcome outcome = RunOnce(plan, 2, GetParam().stand);
    if (IsReported(GetParam(), outcome.findings)) return;
  }
  FAIL() << "nothing of it was reported in 24 histories";
}

std::string NameOfFault(const ::testing::TestParamInfo<Fault>& fault) {
  return fault.param.name;
}
INSTANTIATE_TEST_SUITE_P(Gateway, FaultTest, ::testing::ValuesIn(Faults()),
                         NameOfFault);
INSTANTIATE_TEST_SUITE_P(OneChange, FaultTest,
                         ::testing::ValuesIn(FaultsInOneChange()), NameOfFault);
INSTANTIATE_TEST_SUITE_P(WhatBecomesOfThings, FaultTest,
                         ::testing::ValuesIn(FaultsInWhatBecomesOfThings()),
                         NameOfFault);

}  // namespace
}  // namespace tasuki::history
