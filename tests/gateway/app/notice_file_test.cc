#include "gateway/app/notice_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <vector>

#include "tests/files.h"
#include "tests/temporary_directory.h"

namespace tasuki::app {
namespace {

using exchange::NoticeReason;

exchange::Notice Notice(const std::string& person,
                        NoticeReason why = NoticeReason::kUrgent) {
  return {.why = why,
          .party = "bodies/sample-city/units/family-support",
          .person = person,
          .message = "messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",
          .at = absl::FromUnixSeconds(1795229600)};
}

TEST(NoticeFileTest, AppendsOneLineOfFiveFieldsForEach) {
  const TemporaryDirectory folder;
  const std::string path = (folder.path() / "notices").string();
  WriteFile(path, "before\n");
  {
    NoticeFile file(path, [](absl::string_view) { ADD_FAILURE(); });
    file.Tell(Notice("p-cw-1"));
    file.Tell(Notice("", NoticeReason::kDueSoon));
    file.Tell(Notice("", NoticeReason::kLate));
  }
  EXPECT_EQ(
      ReadFile(path),
      "before\n"
      R"({"party":"bodies/sample-city/units/family-support",)"
      R"("person":"p-cw-1","message":"messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",)"
      R"("why":"URGENT","time":"2026-11-21T02:53:20Z"})"
      "\n"
      R"({"party":"bodies/sample-city/units/family-support",)"
      R"("person":"","message":"messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",)"
      R"("why":"DUE_SOON","time":"2026-11-21T02:53:20Z"})"
      "\n"
      R"({"party":"bodies/sample-city/units/family-support",)"
      R"("person":"","message":"messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",)"
      R"("why":"LATE","time":"2026-11-21T02:53:20Z"})"
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

// A pipe that nobody reads yet: the file stands still while the lines wait.
TEST(NoticeFileTest, RemindersLeaveRoomForWhatIsUrgent) {
  const TemporaryDirectory folder;
  const std::string path = (folder.path() / "pipe").string();
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  std::atomic<int> alarms = 0;
  NoticeFile file(path, [&](absl::string_view) { ++alarms; });
  for (size_t i = 0; i < 2 * NoticeFile::kMostWaiting; ++i) {
    file.Tell(Notice("", NoticeReason::kLate));
  }
  file.Tell(Notice("p-cw-1"));
  const int reader = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  // Without it the pipe would end after each line.
  const int held = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  std::string read_so_far;
  std::array<char, 65536> buffer;
  while (read_so_far.find("URGENT") == std::string::npos) {
    const ssize_t length = read(reader, buffer.data(), buffer.size());
    ASSERT_GT(length, 0);
    read_so_far.append(buffer.data(), static_cast<size_t>(length));
  }
  EXPECT_EQ(alarms, 1);
  close(held);
  close(reader);
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
