#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/property/history/faults.h"
#include "tests/property/history/run.h"

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
  const Plan plan{.seed = 1, .operations = 800};
  const Outcome outcome = RunOnce(plan, kLanes);
  EXPECT_GE(outcome.operations, plan.operations);
  EXPECT_GE(outcome.withdrawals.size(), 10u);
  EXPECT_TRUE(outcome.findings.empty()) << "seed " << plan.seed << "\n"
                                        << Told(outcome.findings);
}

// What a faulty gateway may not get away with.
struct Fault {
  std::string name;
  Stand stand;
  Wrong expected;
  friend void PrintTo(const Fault& fault, std::ostream* out) {
    *out << fault.name;
  }
};

Stand Before(AlteringLedger::Alter alter) {
  return {.ledger =
              [alter](exchange::Ledger& next) {
                return std::make_unique<AlteringLedger>(next, alter);
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
      // A legal hold.
      forgets("Subjects", {Table::kSubject}),
      forgets("Persons", {Table::kPerson}),
      forgets("Parties", {Table::kParty}),
      forgets("DeniedCertificates", {Table::kDeniedCertificate}),
      forgets("ThePolicy", {Table::kPolicy}),
  };
}

class FaultTest : public ::testing::TestWithParam<Fault> {};

// Histories are as random as the machine: a fault may get away once.
TEST_P(FaultTest, IsReported) {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    const Plan plan{.seed = seed, .operations = 250, .activations = 1};
    const Outcome outcome = RunOnce(plan, 2, GetParam().stand);
    if (Counted(outcome.findings).count(GetParam().expected) != 0) return;
  }
  FAIL() << "nothing of it was reported in twelve histories";
}

INSTANTIATE_TEST_SUITE_P(Gateway, FaultTest, ::testing::ValuesIn(Faults()),
                         [](const auto& fault) { return fault.param.name; });

}  // namespace
}  // namespace tasuki::history
