// What a store refuses to start on.
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "gateway/store/files.h"
#include "gateway/store/sqlite.h"
#include "gateway/store/store.h"
#include "gateway/store/suspect.h"
#include "tests/gateway/store/store_files.h"
#include "tests/status_matchers.h"

namespace tasuki::store {
namespace {

using absl::StatusCode;
using ::testing::HasSubstr;

// The refusal, which an operator must be able to act on in two languages.
void ExpectRefused(const StoreOptions& options, const std::string& why) {
  const auto store = Store::Open(options);
  ASSERT_THAT(store, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(store.status().message()), HasSubstr(why));
  EXPECT_THAT(std::string(store.status().message()), HasSubstr("。"));
}

TEST(StartUp, OpensWhatWasCreated) {
  StoreFiles files;
  MustCreate(files.options());
  EXPECT_THAT(Store::Open(files.options()), IsOk());
}

TEST(StartUp, CreatingTwiceTouchesNothing) {
  StoreFiles files;
  MustCreate(files.options());
  const auto before = files.Contents();
  EXPECT_THAT(Store::Create(files.options()),
              StatusIs(StatusCode::kAlreadyExists));
  EXPECT_EQ(files.Contents(), before);
}

TEST(StartUp, RefusesAnOriginOrPaddingThatCannotBePublished) {
  StoreFiles files;
  StoreOptions spaced = files.options();
  spaced.origin = "two words";
  EXPECT_THAT(Store::Create(spaced), StatusIs(StatusCode::kInvalidArgument));
  StoreOptions unpadded = files.options();
  unpadded.padding = 0;
  EXPECT_THAT(Store::Create(unpadded), StatusIs(StatusCode::kInvalidArgument));
}

TEST(StartUp, EveryFileIsForItsOwnerOnly) {
  StoreFiles files;
  const auto store = MustCreate(files.options());
  ASSERT_THAT(CommitNow(*store, OneLeaf("x")), IsOk());
  for (const auto& entry :
       std::filesystem::directory_iterator(files.options().directory)) {
    struct stat status;
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0600u) << entry.path();
  }
}

TEST(StartUp, SecondStoreOnTheSameFilesIsRefused) {
  StoreFiles files;
  const auto store = MustCreate(files.options());
  ExpectRefused(files.options(), "another process");
  EXPECT_THAT(Store::CheckLog(files.options()),
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST(StartUp, OlderCopyOfTheDatabaseIsRefused) {
  StoreFiles files;
  MustCreate(files.options());
  files.Save();
  {
    const auto store = MustOpen(files.options());
    ASSERT_THAT(CommitNow(*store, OneLeaf("lost")), IsOk());
    ASSERT_THAT(store->PublishNow(), IsOk());
  }
  files.Restore();
  ExpectRefused(files.options(), "older than what was published");
}

TEST(StartUp, CopyThatRanOnAloneIsRefusedThoughItIsLonger) {
  StoreFiles files;
  MustCreate(files.options());
  files.Save();
  const std::string first = *ReadFile(files.PathOf("anchor"));
  {
    const auto store = MustOpen(files.options());
    ASSERT_THAT(CommitNow(*store, OneLeaf("published")), IsOk());
    ASSERT_THAT(store->PublishNow(), IsOk());
  }
  const std::string published = *ReadFile(files.PathOf("anchor"));
  files.Restore();
  ASSERT_THAT(ReplaceFile(files.PathOf("anchor"), first), IsOk());
  {
    const auto copy = MustOpen(files.options());
    ASSERT_THAT(CommitNow(*copy, OneLeaf("another past")), IsOk());
    ASSERT_THAT(copy->PublishNow(), IsOk());
    ASSERT_THAT(copy->PublishNow(), IsOk());
  }
  ASSERT_THAT(ReplaceFile(files.PathOf("anchor"), published), IsOk());
  ExpectRefused(files.options(), "contradicts");
}

TEST(StartUp, BackupTakenWhileRunningOpensWithItsAnchor) {
  StoreFiles files;
  std::string hash;
  {
    const auto store = MustCreate(files.options());
    const auto committed = CommitNow(*store, OneLeaf("kept"));
    ASSERT_THAT(committed, IsOk());
    hash = committed->evidence[0].leaf_hash();
    // As docs/operations/storage.md says.
    const auto reader = Connection::Open(files.PathOf("tasuki.db"),
                                         Connection::Mode::kReadOnly);
    ASSERT_THAT(reader, IsOk());
    ASSERT_THAT(
        (*reader)->Execute(
            absl::StrCat("VACUUM INTO '", files.PathOf("copy"), "'").c_str()),
        IsOk());
  }
  std::filesystem::rename(files.PathOf("copy"), files.PathOf("tasuki.db"));
  const auto store = Store::Open(files.options());
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT((*store)->log().Find(hash), IsOk());
}

TEST(StartUp, MissingAnchorIsRefused) {
  StoreFiles files;
  MustCreate(files.options());
  std::filesystem::remove(files.PathOf("anchor"));
  ExpectRefused(files.options(), "missing");
}

TEST(StartUp, AnchorThatThisLogDidNotSignIsRefused) {
  StoreFiles files, others;
  MustCreate(files.options());
  MustCreate(others.options());
  std::filesystem::copy_file(others.PathOf("anchor"), files.PathOf("anchor"),
                             std::filesystem::copy_options::overwrite_existing);
  ExpectRefused(files.options(), "not one that this log signed");
}

TEST(StartUp, AnchorChangedInAnyByteIsRefused) {
  StoreFiles files;
  MustCreate(files.options());
  const std::string anchor = *ReadFile(files.PathOf("anchor"));
  for (size_t i = 0; i < anchor.size(); ++i) {
    std::string changed = anchor;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    ASSERT_THAT(ReplaceFile(files.PathOf("anchor"), changed), IsOk());
    EXPECT_THAT(Store::Open(files.options()),
                StatusIs(StatusCode::kFailedPrecondition))
        << "byte " << i;
  }
}

TEST(StartUp, LogThatContradictsItsAnchorIsRefused) {
  StoreFiles files;
  MustCreate(files.options());
  // 16 padding leaves: the root of the published tree is the node of level 4,
  // which they complete last.
  files.Tamper(
      "UPDATE log_block SET nodes = CAST(substr(nodes, 1, 960) || zeroblob(32) "
      "AS BLOB)");
  ExpectRefused(files.options(), "contradicts");
}

TEST(StartUp, AnchoredCheckpointThatACrashKeptBackIsPublished) {
  StoreFiles files;
  std::string newest;
  {
    const auto store = MustCreate(files.options());
    ASSERT_THAT(store->PublishNow(), IsOk());
    newest = *store->log().Checkpoint();
  }
  files.Tamper("DELETE FROM checkpoint WHERE size = 32");
  const auto store = MustOpen(files.options());
  EXPECT_EQ(*store->log().Checkpoint(), newest);
}

TEST(StartUp, KeysOfAnotherStoreAreRefused) {
  for (const char* key : {"master.key", "log.key"}) {
    StoreFiles files, others;
    MustCreate(files.options());
    MustCreate(others.options());
    std::filesystem::copy_file(
        others.PathOf(key), files.PathOf(key),
        std::filesystem::copy_options::overwrite_existing);
    EXPECT_THAT(Store::Open(files.options()),
                StatusIs(StatusCode::kFailedPrecondition))
        << key;
    std::filesystem::remove(files.PathOf(key));
    ExpectRefused(files.options(), "missing or damaged");
  }
}

TEST(StartUp, AnotherFormatAndAnotherOriginAreRefused) {
  StoreFiles files;
  MustCreate(files.options());
  StoreOptions renamed = files.options();
  renamed.origin = "gw.example.jp/audit/other";
  ExpectRefused(renamed, "origin");
  const auto connection =
      Connection::Open(files.PathOf("tasuki.db"), Connection::Mode::kReadWrite);
  ASSERT_THAT((*connection)->Execute("PRAGMA user_version = 99"), IsOk());
  ExpectRefused(files.options(), "version");
}

TEST(StartUp, DiskThatFailedIsRefusedUntilTheNextBoot) {
  StoreFiles files;
  MustCreate(files.options());
  MarkSuspect(files.PathOf("anchor.suspect"));
  ExpectRefused(files.options(), "reboot");
  ASSERT_THAT(ReplaceFile(files.PathOf("anchor.suspect"), "an earlier boot"),
              IsOk());
  EXPECT_THAT(Store::Open(files.options()), IsOk());
  EXPECT_FALSE(FileExists(files.PathOf("anchor.suspect")));
}

TEST(Publishing, CheckpointThatCannotBeAnchoredIsNotReadable) {
  StoreFiles files;
  TemporaryDirectory outside;
  std::string alarm;
  files.options().anchor_path = outside.path() / "anchor";
  files.options().alarm = [&](absl::string_view text) {
    alarm = std::string(text);
  };
  const auto store = MustCreate(files.options());
  const std::string before = *store->log().Checkpoint();
  // Where the next anchor is to be written, there is a directory.
  ASSERT_THAT(MakeDirectory(outside.path() / "anchor.next"), IsOk());
  EXPECT_THAT(store->PublishNow(), StatusIs(StatusCode::kUnavailable));
  EXPECT_EQ(*store->log().Checkpoint(), before);
  EXPECT_THAT(alarm, HasSubstr("checkpoint"));
  // Disclosures go on meanwhile, and publishing does once it can.
  ASSERT_THAT(CommitNow(*store, OneLeaf("x")), IsOk());
  std::filesystem::remove(outside.path() / "anchor.next");
  ASSERT_THAT(store->PublishNow(), IsOk());
  EXPECT_NE(*store->log().Checkpoint(), before);
}

}  // namespace
}  // namespace tasuki::store
