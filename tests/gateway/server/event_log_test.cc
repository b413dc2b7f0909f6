#include "gateway/server/event_log.h"

#include <gmock/gmock.h>
#include <grpc/support/log.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "tests/files.h"

namespace tasuki::server {
namespace {

using ::testing::HasSubstr;
using ::testing::IsSubsetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// What a log writes while `act` has it.
template <typename Act>
std::vector<nlohmann::json> LinesOf(const Act& act) {
  std::ostringstream sink;
  {
    EventLog log(sink);
    act(log);
  }
  std::vector<nlohmann::json> lines;
  std::istringstream text(sink.str());
  for (std::string line; std::getline(text, line);) {
    lines.push_back(nlohmann::json::parse(line));
  }
  return lines;
}

std::vector<std::string> Names(const nlohmann::json& line) {
  std::vector<std::string> names;
  for (const auto& member : line.items()) names.push_back(member.key());
  return names;
}

TEST(EventLogTest, AnEventIsOneLineOfJsonWithTheMembersOfTheSchema) {
  const auto lines = LinesOf([](EventLog& log) {
    log.Write(Event::kCallUndecided,
              {.method = "/tasuki.v1.CaseService/GetCase",
               .party = "bodies/kuwana-city",
               .reason = "rule",
               .code = absl::StatusCode::kInternal,
               .took = absl::Milliseconds(7)});
    log.Write(Event::kServing);
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(Names(lines[0]),
              UnorderedElementsAre("time", "level", "event", "method", "party",
                                   "reason", "code", "took"));
  EXPECT_EQ(lines[0]["event"], "call_undecided");
  EXPECT_EQ(lines[0]["code"], "INTERNAL");
  EXPECT_EQ(lines[0]["took"], "<10ms");
  EXPECT_THAT(Names(lines[1]), UnorderedElementsAre("time", "level", "event"));
}

TEST(EventLogTest, ALongOrStrangeReasonCannotBreakTheLine) {
  const std::string reason = "quote\" newline\n \xff" + std::string(1000, 'x');
  const auto lines = LinesOf([&](EventLog& log) {
    log.Write(Event::kStoreAlarm, {.reason = reason});
  });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_LT(lines[0]["reason"].get<std::string>().size(), 210u);
}

TEST(EventLogTest, StrangersCannotPushOtherEventsOut) {
  const auto lines = LinesOf([](EventLog& log) {
    for (int i = 0; i < 1000; ++i) log.Write(Event::kConnectionRefused);
    for (int i = 0; i < 100; ++i) log.Write(Event::kCallUndecided);
  });
  const auto count = [&lines](const char* event) {
    return std::count_if(lines.begin(), lines.end(), [event](const auto& line) {
      return line["event"] == event;
    });
  };
  EXPECT_GE(count("connection_refused"), 1);
  // However the clock falls, a thousand writes do not take many seconds.
  EXPECT_LT(count("connection_refused"), 500);
  EXPECT_EQ(count("call_undecided"), 100);
}

TEST(EventLogTest, TransportMessagesLeaveTheirTextOut) {
  std::ostringstream sink;
  {
    EventLog log(sink);
    log.TakeOverTransportMessages();
    gpr_set_log_verbosity(GPR_LOG_SEVERITY_ERROR);
    gpr_log(GPR_ERROR, "SENTINEL from a peer");
  }
  gpr_log(GPR_ERROR, "not for a log that is gone");
  EXPECT_THAT(sink.str(), HasSubstr("\"event\":\"transport\""));
  EXPECT_THAT(sink.str(), Not(HasSubstr("SENTINEL")));
}

// The schema is worth something only while there is no other way to write.
TEST(EventLogTest, NothingElseInTheGatewayPrints) {
  const std::regex printing(
      R"(std::(cout|cerr|clog)\b|\b(f|v|vf)?printf\s*\(|\bf?puts\s*\(|)"
      R"(\bperror\s*\(|\bspdlog::|\bsyslog\s*\()");
  ASSERT_TRUE(std::regex_search("std::cerr << 1", printing));
  ASSERT_TRUE(std::regex_search("fprintf(stderr", printing));
  ASSERT_FALSE(std::regex_search("snprintf(buffer", printing));
  const std::filesystem::path root =
      std::filesystem::path(TASUKI_SOURCE_DIR) / "gateway";
  std::vector<std::string> printers;
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cc") continue;
    ++files;
    if (std::regex_search(ReadFile(entry.path()), printing)) {
      printers.push_back(
          std::filesystem::relative(entry.path(), root).string());
    }
  }
  EXPECT_GT(files, 50);
  const std::vector<std::string> allowed = {
      "server/event_log.h", "server/event_log.cc",
      // Fixed texts for the operator, before and after there is a log.
      "app/main.cc", "app/intake_main.cc", "store/store.cc",
      // Last words of a process that ends itself.
      "base/check.h", "store/committer.cc", "store/suspect.cc",
      // A tool of the build.
      "disclosure/schema/schema_check.cc"};
  EXPECT_THAT(printers, IsSubsetOf(allowed));
}

}  // namespace
}  // namespace tasuki::server
