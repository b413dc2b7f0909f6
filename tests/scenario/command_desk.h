#ifndef TESTS_SCENARIO_COMMAND_DESK_H_
#define TESTS_SCENARIO_COMMAND_DESK_H_

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/files.h"
#include "tests/scenario/deployment.h"
#include "tests/temporary_directory.h"

namespace tasuki::scenario {

// The exit code, and what is said: what happened, and what to do next.
inline void ExpectEnds(const Outcome& outcome, int code,
                       const std::string& says) {
  EXPECT_EQ(outcome.exit_code, code) << outcome.output << outcome.errors;
  EXPECT_THAT(outcome.output, ::testing::IsEmpty());
  EXPECT_THAT(outcome.errors, ::testing::AllOf(::testing::HasSubstr(says),
                                               ::testing::HasSubstr("次に: "),
                                               ::testing::HasSubstr("next: ")));
}

// Partners who work with the command `tasuki` alone.
class CommandDesk : public ::testing::Test {
 protected:
  CommandDesk() : deployment_(folder_.path().string()) {}

  Outcome Run(const std::string& actor, std::vector<std::string> arguments) {
    return deployment_.Command(actor, arguments);
  }
  // The answer as JSON; the verb has to be done and print nothing else.
  nlohmann::json Ask(const std::string& actor,
                     std::vector<std::string> arguments,
                     const std::string& purpose = "") {
    asked_.insert(arguments[0] == "init"
                      ? arguments[0]
                      : absl::StrCat(arguments[0], " ", arguments[1]));
    arguments.insert(arguments.begin(), "--json");
    if (!purpose.empty()) {
      arguments.insert(arguments.begin(), {"--purpose", purpose});
    }
    const Outcome outcome = Run(actor, arguments);
    EXPECT_EQ(outcome.exit_code, 0) << arguments[1] << " " << outcome.errors;
    nlohmann::json json = nlohmann::json::parse(outcome.output, nullptr, false);
    EXPECT_FALSE(json.is_discarded()) << arguments[1] << outcome.output;
    return json;
  }
  std::string Write(const std::string& name,
                    const google::protobuf::Message& message) {
    std::string text;
    google::protobuf::TextFormat::PrintToString(message, &text);
    WriteFile(deployment_.Path(name), text);
    return deployment_.Path(name);
  }
  // The hash of a preview: base64 in JSON, hex on the command line.
  static std::string Hex(const nlohmann::json& base64) {
    std::string bytes;
    EXPECT_TRUE(absl::Base64Unescape(base64.get<std::string>(), &bytes));
    return absl::BytesToHexString(bytes);
  }

  TemporaryDirectory folder_;
  Deployment deployment_;
  std::set<std::string> asked_;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_COMMAND_DESK_H_
