#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "tests/property/life/play.h"

// Histories of a case between {intake, assessment, supporting, monitoring,
// placed, moved out, closed, reopened} and of its lead and rank between
// {proposed, agreed, disputed, replaced}: exactly what the model allows is
// done, and it leads to what the model says.
namespace tasuki::life {
namespace {

constexpr int kSteps = 40;

// The first difference in up to `histories`; empty: none.
std::string FirstDifference(int histories, const Rules& rules, Tally& tally) {
  exchange::World world;
  for (int seed = 1; seed <= histories; ++seed) {
    const std::string found = Play(world, seed, kSteps, rules, tally);
    if (!found.empty()) return found;
  }
  return "";
}

TEST(LifeTest, CaseAndLeadGoAsTheModelSays) {
  Tally tally;
  EXPECT_EQ(FirstDifference(100, {}, tally), "");
  for (int act = 0; act < kActCount; ++act) {
    std::cout << "act " << act << ": " << tally.done[static_cast<Act>(act)]
              << " done, " << tally.refused[static_cast<Act>(act)]
              << " refused\n";
    EXPECT_GT(tally.done[static_cast<Act>(act)], 3) << act;
    EXPECT_GT(tally.refused[static_cast<Act>(act)], 3) << act;
  }
  // From each of the seven statuses of an open case to each of all eight: what
  // may follow did, and what may not was tried.
  EXPECT_EQ(tally.followed.size(), 27u);
  EXPECT_EQ(tally.stood.size(), 7u * 8 - 27);
  EXPECT_GT(tally.led_by_others, 10);
  EXPECT_GT(tally.disputed, 3);
  EXPECT_GT(tally.past_access, 3);
}

// It bites: a gateway that kept one rule less would differ.
TEST(LifeTest, RuleThatIsTakenOutIsNoticed) {
  const std::vector<std::pair<const char*, Rules>> kWithout = {
      {"both confirm", {.both_confirm = false}},
      {"the higher urgency applies", {.higher_applies = false}},
      {"a closed case stands", {.closed_stands = false}},
      {"the new lead agrees", {.new_lead_agrees = false}},
      {"the team is named anew", {.team_is_named_anew = false}},
      {"a case is received once", {.received_once = false}},
      {"who came back is looked at anew", {.back_means_assessed_anew = false}},
      {"opened again is said", {.opened_again_is_said = false}}};
  for (const auto& [name, rules] : kWithout) {
    Tally tally;
    EXPECT_NE(FirstDifference(50, rules, tally), "") << name;
  }
}

}  // namespace
}  // namespace tasuki::life
