#include "gateway/app/notice_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <vector>

#include "tests/files.h"
#include "tests/temporary_directory.h"

namespace tasuki::app {
namespace {

exchange::UrgentNotice Notice(const std::string& person) {
  return {.party = "bodies/sample-city/units/family-support",
          .person = person,
          .message = "messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",
          .at = absl::FromUnixSeconds(1795229600)};
}

TEST(NoticeFileTest, AppendsOneLineOfFourFieldsForEach) {
  const TemporaryDirectory folder;
  const std::string path = (folder.path() / "notices").string();
  WriteFile(path, "before\n");
  {
    NoticeFile file(path, [](absl::string_view) { ADD_FAILURE(); });
    file.Tell(Notice("p-cw-1"));
    file.Tell(Notice(""));
  }
  EXPECT_EQ(
      ReadFile(path),
      "before\n"
      R"({"party":"bodies/sample-city/units/family-support",)"
      R"("person":"p-cw-1","message":"messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",)"
      R"("time":"2026-11-21T02:53:20Z"})"
      "\n"
      R"({"party":"bodies/sample-city/units/family-support",)"
      R"("person":"","message":"messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",)"
      R"("time":"2026-11-21T02:53:20Z"})"
      "\n");
}

TEST(NoticeFileTest, FileThatCannotBeWrittenIsAnAlarmForEachNotice) {
  const TemporaryDirectory folder;
  std::atomic<int> alarms = 0;
  {
    // A folder is no file.
    NoticeFile file(folder.path().string(),
                    [&](absl::string_view) { ++alarms; });
    file.Tell(Notice("p-cw-1"));
    file.Tell(Notice("p-cw-1"));
  }
  EXPECT_EQ(alarms, 2);
}

// A pager that moves the file away finds the next notice in a new one.
TEST(NoticeFileTest, FileThatWasMovedAwayIsMadeAnew) {
  const TemporaryDirectory folder;
  const std::string path = (folder.path() / "notices").string();
  const std::string taken = path + ".taken";
  {
    NoticeFile(path, [](absl::string_view) {}).Tell(Notice("p-cw-1"));
  }
  std::filesystem::rename(path, taken);
  {
    NoticeFile(path, [](absl::string_view) {}).Tell(Notice("p-cw-1"));
  }
  EXPECT_EQ(ReadFile(path), ReadFile(taken));
}

}  // namespace
}  // namespace tasuki::app
