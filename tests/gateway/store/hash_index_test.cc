// Every leaf is found by its hash, whichever run it is in by now.
#include "gateway/store/hash_index.h"

#include <string>
#include <vector>

#include "gateway/audit/leaf.h"
#include "gateway/store/files.h"
#include "gateway/store/leaf_record.h"
#include "gateway/store/log_table.h"
#include "gateway/store/schema.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::store {
namespace {

using absl::StatusCode;

// A log that grows by blocks of leaves, without a store around it.
class GrowingLog {
 public:
  GrowingLog() {
    const std::string path = directory_.path().string() + "/log.db";
    EXPECT_THAT(MakeFile(path, ""), IsOk());
    connection_ = *OpenWriter(path);
    EXPECT_THAT(connection_->Execute("BEGIN IMMEDIATE"), IsOk());
    EXPECT_THAT(MakeTables(*connection_), IsOk());
  }

  void Append(size_t leaves) {
    LogBlock block = BlockAt(head_);
    for (size_t i = 0; i < leaves; ++i) {
      const std::string data = audit::PaddingLeafData();
      hashes_.push_back(AppendLeaf(data, head_, block));
      AppendRecord({.padding = data}, block.records);
    }
    ASSERT_THAT(WriteBlock(*connection_, block), IsOk());
  }

  void ExpectFound(size_t leaf) const {
    const auto found = FindLeaf(*connection_, hashes_[leaf]);
    ASSERT_THAT(found, IsOk()) << leaf;
    EXPECT_EQ(*found, leaf);
  }
  int Runs() const {
    auto count = connection_->Prepare("SELECT count(*) FROM hash_run");
    EXPECT_TRUE(*count->Step());
    return static_cast<int>(count->Int(0));
  }
  Connection& connection() const { return *connection_; }
  size_t size() const { return hashes_.size(); }
  absl::Status Check() const {
    std::vector<std::string> prefixes;
    for (const std::string& hash : hashes_) {
      prefixes.push_back(hash.substr(0, kPrefixSize));
    }
    return CheckIndex(*connection_, prefixes);
  }

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
  Head head_;
  std::vector<std::string> hashes_;
};

TEST(HashIndex, FindsEveryLeafOfASmallLog) {
  GrowingLog log;
  for (const size_t leaves : {1, 1, 300, 7, 700, 14, 1, 1100, 3}) {
    log.Append(leaves);
    log.ExpectFound(0);
    log.ExpectFound(log.size() - 1);
  }
  for (size_t leaf = 0; leaf < log.size(); ++leaf) log.ExpectFound(leaf);
  EXPECT_EQ(log.Runs(), 2);
  EXPECT_THAT(log.Check(), IsOk());
}

TEST(HashIndex, MergesRunsAndStillFindsTheirLeaves) {
  GrowingLog log;
  // Eight runs become one, and eight of those one: 64 and then two and a rest.
  for (int i = 0; i < 66; ++i) log.Append(1024);
  log.Append(500);
  EXPECT_EQ(log.Runs(), 3);
  EXPECT_THAT(log.Check(), IsOk());
  for (size_t leaf = 0; leaf < log.size(); leaf += 97) log.ExpectFound(leaf);
  for (const size_t leaf : {1023, 1024, 8191, 8192, 65535, 65536, 66560}) {
    log.ExpectFound(leaf);
  }
}

TEST(HashIndex, DoesNotFindWhatIsNotThere) {
  GrowingLog log;
  EXPECT_THAT(FindLeaf(log.connection(), std::string(32, 'x')),
              StatusIs(StatusCode::kNotFound));
  log.Append(3000);
  for (const std::string& absent :
       {std::string(32, 'x'), std::string(32, '\0'), std::string(32, '\xff'),
        std::string("short"), std::string()}) {
    EXPECT_THAT(FindLeaf(log.connection(), absent),
                StatusIs(StatusCode::kNotFound));
  }
}

}  // namespace
}  // namespace tasuki::store
