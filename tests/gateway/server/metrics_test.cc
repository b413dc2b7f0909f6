#include "gateway/server/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/gateway/server/scrape.h"
#include "tests/status_matchers.h"

namespace tasuki::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(MetricsTest, CountsCallsByMethodAndCode) {
  Metrics metrics;
  const auto port = metrics.Serve("127.0.0.1:0");
  ASSERT_THAT(port, IsOk());
  for (int i = 0; i < 3; ++i) {
    metrics.CountCall("/s/Get", absl::StatusCode::kOk, absl::Milliseconds(2));
  }
  metrics.CountCall("/s/Get", absl::StatusCode::kNotFound, absl::Seconds(9));
  const std::string page = Scrape(*port);
  EXPECT_THAT(
      page,
      AllOf(HasSubstr(R"(tasuki_calls_total{code="OK",method="/s/Get"} 3)"),
            HasSubstr(R"(code="NOT_FOUND",method="/s/Get"} 1)"),
            HasSubstr("tasuki_call_seconds_bucket{le=\"0.0025\"} 3"),
            HasSubstr("tasuki_call_seconds_count 4")));
}

TEST(MetricsTest, CountsCommitsAndTheDecisionsThatSharedThem) {
  Metrics metrics;
  const auto port = metrics.Serve("127.0.0.1:0");
  ASSERT_THAT(port, IsOk());
  metrics.CountCommit(30, absl::Milliseconds(1));
  const std::string page = Scrape(*port);
  EXPECT_THAT(page,
              AllOf(HasSubstr("tasuki_commit_seconds_count 1"),
                    HasSubstr("tasuki_commit_decisions_bucket{le=\"16\"} 0"),
                    HasSubstr("tasuki_commit_decisions_bucket{le=\"32\"} 1")));
}

TEST(MetricsTest, AsksForWhatOthersKeepAtEachScrape) {
  Metrics metrics;
  const auto port = metrics.Serve("127.0.0.1:0");
  ASSERT_THAT(port, IsOk());
  int value = 1;
  metrics.Watch("tasuki_waiting", "How many wait.", [&] { return value; });
  EXPECT_THAT(Scrape(*port), HasSubstr("\ntasuki_waiting 1"));
  value = 2;
  EXPECT_THAT(Scrape(*port), HasSubstr("\ntasuki_waiting 2"));
  metrics.StopServing();
}

// Also those of a flood, which the log leaves out; and never who it was.
TEST(MetricsTest, CountsEventsAlsoWhereTheLogLeavesThemOut) {
  std::ostringstream lines;
  EventLog log(lines);
  Metrics metrics;
  metrics.WatchEvents(log);
  const auto port = metrics.Serve("127.0.0.1:0");
  ASSERT_THAT(port, IsOk());
  for (int i = 0; i < 50; ++i) {
    log.Write(Event::kCallThrottled, {.party = "bodies/sentinel"});
  }
  const std::string page = Scrape(*port);
  EXPECT_THAT(page,
              HasSubstr(R"(tasuki_events_total{event="call_throttled"} 50)"));
  EXPECT_THAT(page, HasSubstr(R"({event="store_alarm"} 0)"));
  EXPECT_THAT(page, Not(HasSubstr("sentinel")));
  metrics.StopServing();
}

TEST(MetricsTest, IsForTheLoopbackOnly) {
  Metrics metrics;
  for (const char* address :
       {"0.0.0.0:0", "localhost:0", "[::]:0", "192.0.2.1:0", "127.0.0.10:0"}) {
    EXPECT_THAT(metrics.Serve(address),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
  const auto port = metrics.Serve("127.0.0.1:0");
  ASSERT_THAT(port, IsOk());
  Metrics other;
  EXPECT_THAT(other.Serve("127.0.0.1:" + std::to_string(*port)),
              StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace tasuki::server
