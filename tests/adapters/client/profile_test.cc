#include "adapters/client/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gateway/base/whole_file.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Whoever is pointed at a device says so instead of taking all memory.
TEST(ProfileTest, AFileThatNeverEndsIsRefusedWithPathAndBound) {
  const auto endless = ReadFile("/dev/zero");
  ASSERT_THAT(endless, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(
      std::string(endless.status().message()),
      AllOf(HasSubstr("/dev/zero: "), HasSubstr("at most 67108864 bytes")));
  EXPECT_THAT(LoadProfile("/dev/zero"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ProfileTest, AFileAsLongAsMayBeIsReadWhole) {
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / "file").string();
  const std::string text = absl::StrCat(std::string(100'000, 'a'), "\nb");
  std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(*ReadWholeFile(path, text.size()), text);
  EXPECT_THAT(ReadWholeFile(path, text.size() - 1),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(*ReadBeginning(path, 3), "aaa");
  std::filesystem::resize_file(path, 0);
  EXPECT_EQ(*ReadFile(path), "");
}

TEST(ProfileTest, AFolderIsNoFile) {
  const TemporaryDirectory directory;
  EXPECT_THAT(ReadFile(directory.path()),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ReadFile(directory.path() / "none"),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace tasuki::client
