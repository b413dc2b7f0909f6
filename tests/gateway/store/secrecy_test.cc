// Nothing that a case is about can be read from the files.
#include <string>
#include <vector>

#include "gateway/store/sqlite.h"
#include "gateway/store/store.h"
#include "tests/gateway/store/store_files.h"
#include "tests/status_matchers.h"

namespace tasuki::store {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Each place that could spill has its own marker.
exchange::Transaction Marked() {
  exchange::Transaction marked;
  marked.changes.rows.push_back({{exchange::Table::kParty, "marker-row-id"},
                                 "marker-row-body",
                                 "marker-scope"});
  marked.changes.entries.push_back(
      {{exchange::Index::kCasesOfParty, "marker-index-key"},
       "marker-index-entry"});
  exchange::LeafDraft leaf;
  leaf.subject = "marker-subject";
  leaf.subject_scope = "marker-subject-scope";
  leaf.party = "marker-party";
  leaf.exchange_group = "marker-exchange-group";
  leaf.office_group = "marker-office-group";
  leaf.vector_group = "marker-vector-group";
  marked.leaves.push_back(leaf);
  marked.replay = exchange::Transaction::Replay{
      "marker-replay-id", "marker-request-hash", "marker-replay-body",
      "marker-replay-scope"};
  return marked;
}

std::vector<std::string> FilesWith(const StoreFiles& files,
                                   const std::string& marker) {
  std::vector<std::string> found;
  for (const auto& [name, content] : files.Contents()) {
    if (content.find(marker) != std::string::npos) found.push_back(name);
  }
  return found;
}

TEST(Secrecy, NoMarkerIsInAnyFileWhileOpenOrClosed) {
  StoreFiles files;
  {
    const auto store = MustCreate(files.options());
    const auto committed = CommitNow(*store, Marked());
    ASSERT_THAT(committed, IsOk());
    EXPECT_THAT(FilesWith(files, "marker-"), IsEmpty());
    // The opening secret would open the leaf: it is only stored wrapped.
    const std::string secret = committed->evidence[0].opening_secret();
    EXPECT_THAT(FilesWith(files, secret.substr(0, 32)), IsEmpty());
    EXPECT_THAT(FilesWith(files, secret.substr(32)), IsEmpty());
    ASSERT_THAT(store->PublishNow(), IsOk());
    EXPECT_THAT(FilesWith(files, "marker-"), IsEmpty());
    // And yet it is all there.
    const auto leaf = store->log().Find(committed->evidence[0].leaf_hash());
    ASSERT_THAT(leaf, IsOk());
    EXPECT_EQ(leaf->exchange_group, "marker-exchange-group");
    EXPECT_THAT(leaf->subject_group, HasSubstr("marker-subject"));
  }
  EXPECT_THAT(FilesWith(files, "marker-"), IsEmpty());
}

TEST(Secrecy, TheScanFindsWhatIsStoredInTheClear) {
  StoreFiles files;
  files.options().origin = "marker-origin";
  const auto store = MustCreate(files.options());
  EXPECT_THAT(FilesWith(files, "marker-origin"), Contains("anchor"));
  EXPECT_THAT(FilesWith(files, "marker-origin"),
              Contains(HasSubstr("tasuki.db")));
}

TEST(Secrecy, ErasedRowLeavesNoBytesInTheDatabaseFile) {
  StoreFiles files;
  const std::string body(20'000, 'b');
  std::string sealed;
  const auto commit = [&](bool erase) {
    const auto store = MustOpen(files.options());
    exchange::Transaction change;
    change.changes.rows = {
        {{exchange::Table::kEditions, "a"}, body, "subject/a/x", erase}};
    ASSERT_THAT(CommitNow(*store, change), IsOk());
  };
  MustCreate(files.options());
  commit(false);
  {
    const auto connection = Connection::Open(files.PathOf("tasuki.db"),
                                             Connection::Mode::kReadWrite);
    auto select = (*connection)->Prepare("SELECT body FROM state");
    ASSERT_TRUE(*select->Step());
    sealed = select->Bytes(0).substr(8'000, 64);
  }
  ASSERT_THAT(FilesWith(files, sealed), Contains("tasuki.db"));
  commit(true);
  EXPECT_THAT(FilesWith(files, sealed), IsEmpty());
}

}  // namespace
}  // namespace tasuki::store
