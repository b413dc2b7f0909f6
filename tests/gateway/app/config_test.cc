#include "gateway/app/config.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/files.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kGood[] = R"(data_directory: "data"
log_origin: "localhost/sample/audit/2026h2"
listen_address: "127.0.0.1:0"
certificate_file: "/certs/gateway.pem"
key_file: "../certs/gateway.key"
client_ca_file: "chain.pem"
)";

std::string ErrorOf(const std::string& text) {
  const auto config = ParseConfig("/etc/tasuki/g.txtpb", text);
  EXPECT_THAT(config, StatusIs(absl::StatusCode::kInvalidArgument));
  return std::string(config.status().message());
}

TEST(ConfigTest, PathsStartFromTheFolderOfTheFileAndDefaultsAreFilledIn) {
  const auto config = ParseConfig("/etc/tasuki/g.txtpb", kGood);
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config->data_directory(), "/etc/tasuki/data");
  EXPECT_EQ(config->certificate_file(), "/certs/gateway.pem");
  EXPECT_EQ(config->key_file(), "/etc/tasuki/../certs/gateway.key");
  EXPECT_EQ(config->client_ca_file(), "/etc/tasuki/chain.pem");
  EXPECT_EQ(config->port_file(), "");
  EXPECT_EQ(config->anchor_path(), "");
  EXPECT_EQ(config->tls_directory(), "/etc/tasuki/data/tls");
  EXPECT_EQ(config->checkpoint_cadence_ms(), 60'000);
  EXPECT_EQ(config->padding(), 16);
  EXPECT_EQ(config->kept_rows_mib(), 64);
  EXPECT_EQ(config->calls_per_second(), 200);
  EXPECT_EQ(config->metrics_address(), "");
  EXPECT_EQ(config->replica(), "gateway");
}

TEST(ConfigTest, EveryRequiredFieldIsMissedByName) {
  for (const char* field : {"data_directory", "log_origin", "listen_address",
                            "certificate_file", "key_file", "client_ca_file"}) {
    const std::string text =
        absl::StrReplaceAll(kGood, {{absl::StrCat(field, ": "), "# "}});
    ASSERT_NE(text, kGood);
    EXPECT_THAT(ErrorOf(text),
                StartsWith(absl::StrCat("/etc/tasuki/g.txtpb: ", field, ": ")));
  }
}

TEST(ConfigTest, AFileThatNeverEndsIsNoConfiguration) {
  const auto config = LoadConfig("/dev/zero");
  ASSERT_THAT(config, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(config.status().message()),
              HasSubstr("at most 67108864 bytes"));
  EXPECT_THAT(LoadConfig("/dev"), StatusIs(absl::StatusCode::kNotFound));
}

TEST(ConfigTest, AWrongValueIsNamedWithItsLineAndNeverQuoted) {
  const struct {
    std::string line;
    const char* field;
  } kCases[] = {
      {"padding: 4097", "padding"},
      {"padding: -1", "padding"},
      {"kept_rows_mib: 65537", "kept_rows_mib"},
      {"calls_per_second: 100001", "calls_per_second"},
      {"metrics_address: '0.0.0.0:9464'", "metrics_address"},
      {"metrics_address: '127.0.0.1:SENTINEL'", "metrics_address"},
      {"checkpoint_cadence_ms: 99", "checkpoint_cadence_ms"},
      {"checkpoint_cadence_ms: 3600001", "checkpoint_cadence_ms"},
      {"replica: 'SENTINEL'", "replica"},
  };
  for (const auto& [line, field] : kCases) {
    const std::string error = ErrorOf(absl::StrCat(kGood, line, "\n"));
    EXPECT_THAT(error, StartsWith(absl::StrCat("/etc/tasuki/g.txtpb:7: ", field,
                                               ": ")));
    EXPECT_THAT(error, HasSubstr(" / "));
    EXPECT_THAT(error, Not(HasSubstr("SENTINEL")));
  }
}

TEST(ConfigTest, AnAddressNeedsHostAndPort) {
  for (const char* address : {"SENTINEL", ":50051", "h:65536", "h:-1", "h:x"}) {
    const std::string error =
        ErrorOf(absl::StrReplaceAll(kGood, {{"127.0.0.1:0", address}}));
    EXPECT_THAT(error, HasSubstr("g.txtpb:3: listen_address: "));
    EXPECT_THAT(error, Not(HasSubstr("SENTINEL")));
  }
}

TEST(ConfigTest, WhatCannotBeReadIsNamedByLineAndNeverQuoted) {
  for (const char* line : {"SENTINEL: 1", "padding: 'SENTINEL'", "padding",
                           "padding: 16 padding: 16", "SENTINEL"}) {
    const std::string error = ErrorOf(absl::StrCat(kGood, line, "\n"));
    EXPECT_THAT(error, StartsWith("/etc/tasuki/g.txtpb:")) << line;
    EXPECT_THAT(error, Not(HasSubstr("SENTINEL")));
  }
  EXPECT_THAT(ErrorOf(absl::StrCat(kGood, "SENTINEL: 1\n")),
              StartsWith("/etc/tasuki/g.txtpb:7: "));
}

TEST(ConfigTest, AFileIsLoadedAndAnAbsentOneIsNotFound) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "gateway.txtpb";
  EXPECT_THAT(LoadConfig(path), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(LoadConfig(directory.path()),
              StatusIs(absl::StatusCode::kNotFound));
  WriteFile(path, kGood);
  const auto config = LoadConfig(path);
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config->data_directory(), directory.path() / "data");
}

}  // namespace
}  // namespace tasuki::app
