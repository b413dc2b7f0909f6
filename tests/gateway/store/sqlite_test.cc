#include "gateway/store/sqlite.h"

#include <string>

#include "gateway/store/files.h"
#include "gateway/store/schema.h"
#include "tests/gateway/store/store_files.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::store {
namespace {

using absl::StatusCode;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Sqlite, WriterSyncsEveryCommit) {
  StoreFiles files;
  MustCreate(files.options());
  const auto writer = OpenWriter(files.PathOf("tasuki.db"));
  ASSERT_THAT(writer, IsOk());
  auto select = (*writer)->Prepare("PRAGMA synchronous");
  ASSERT_TRUE(*select->Step());
  EXPECT_EQ(select->Int(0), 2);  // FULL; 1 would lose commits on power loss
}

TEST(Sqlite, ReaderCanNeitherWriteNorMoveTheWriteAheadLog) {
  StoreFiles files;
  const auto store = MustCreate(files.options());
  ASSERT_THAT(CommitNow(*store, OneLeaf("x")), IsOk());
  const size_t wal = ReadFile(files.PathOf("tasuki.db-wal"))->size();
  ASSERT_GT(wal, 0u);
  {
    const auto reader = OpenReader(files.PathOf("tasuki.db"));
    ASSERT_THAT(reader, IsOk());
    EXPECT_THAT((*reader)->Execute("DELETE FROM log_head"), Not(IsOk()));
    (void)(*reader)->CheckpointWal(true);
  }
  EXPECT_EQ(ReadFile(files.PathOf("tasuki.db-wal"))->size(), wal);
}

TEST(Sqlite, ErrorsNameNoValue) {
  StoreFiles files;
  MustCreate(files.options());
  const auto writer = OpenWriter(files.PathOf("tasuki.db"));
  auto insert = (*writer)->Prepare("INSERT INTO checkpoint VALUES (?, ?)");
  ASSERT_THAT(insert, IsOk());
  const absl::Status failed = insert->Bind(16, Text{"marker"}).Run();
  ASSERT_THAT(failed, StatusIs(StatusCode::kInternal));
  EXPECT_THAT(std::string(failed.message()), Not(HasSubstr("marker")));
  EXPECT_FALSE((*writer)->failed());
}

TEST(Sqlite, FileThatIsNoDatabaseCountsAsDamage) {
  TemporaryDirectory directory;
  const std::string path = directory.path() / "file";
  ASSERT_THAT(MakeFile(path, std::string(4096, 'x')), IsOk());
  const auto connection = Connection::Open(path, Connection::Mode::kReadWrite);
  ASSERT_THAT(connection, IsOk());
  EXPECT_THAT((*connection)->Execute("PRAGMA user_version"),
              StatusIs(StatusCode::kDataLoss));
  EXPECT_TRUE((*connection)->damaged());
}

TEST(Files, ReplacedFileHasTheNewContentAndNoRemains) {
  TemporaryDirectory directory;
  const std::string path = directory.path() / "file";
  EXPECT_THAT(ReadFile(path), StatusIs(StatusCode::kNotFound));
  ASSERT_THAT(ReplaceFile(path, "first, longer"), IsOk());
  ASSERT_THAT(ReplaceFile(path, "second"), IsOk());
  EXPECT_EQ(*ReadFile(path), "second");
  EXPECT_FALSE(FileExists(path + ".next"));
  EXPECT_THAT(MakeFile(path, "x"), StatusIs(StatusCode::kAlreadyExists));
}

}  // namespace
}  // namespace tasuki::store
