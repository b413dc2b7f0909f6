// A process that is killed at any moment breaks no promise already given.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "gateway/audit/merkle.h"
#include "gateway/audit/note.h"
#include "gateway/store/store.h"
#include "tests/gateway/store/store_files.h"
#include "tests/status_matchers.h"

namespace tasuki::store {
namespace {

using ::testing::IsEmpty;

constexpr int kRounds = 20;
constexpr size_t kHashSize = 32;

// The child: commits without end from many hands, publishes now and then, and
// says each evidence's leaf hash only when it has it.
[[noreturn]] void CommitUntilKilled(const StoreOptions& options, int pipe) {
  const auto store = MustOpen(options);
  std::function<void(int)> commit = [&](int number) {
    exchange::Transaction transaction = OneLeaf(std::to_string(number));
    transaction.leaves[0].subject = "subject";
    transaction.leaves[0].subject_scope = "subject/subject/x";
    store->ledger().Commit(
        transaction,
        [transaction](const exchange::Snapshot&, absl::Time) {
          return absl::StatusOr<exchange::Transaction>(transaction);
        },
        [&, number](absl::StatusOr<exchange::Committed> committed) {
          const std::string hash = committed->evidence[0].leaf_hash();
          if (::write(pipe, hash.data(), hash.size()) !=
              static_cast<ssize_t>(hash.size())) {
            ::_exit(1);
          }
          commit(number + 1);
        });
  };
  for (int hand = 0; hand < 8; ++hand) commit(0);
  while (store->PublishNow().ok()) {
  }
  ::_exit(2);
}

// Reads whole hashes; fewer than `most` only at the end of the pipe.
std::vector<std::string> ReadHashes(int pipe, size_t most) {
  std::vector<std::string> hashes;
  std::array<char, kHashSize> hash;
  // Writes of 32 bytes to a pipe are never torn.
  while (hashes.size() < most &&
         ::read(pipe, hash.data(), hash.size()) == kHashSize) {
    hashes.emplace_back(hash.data(), hash.size());
  }
  return hashes;
}

// Runs a child, kills it after `after` hashes; all that it said.
std::vector<std::string> KillAfter(size_t after, const StoreOptions& options) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    CommitUntilKilled(options, ends[1]);
  }
  ::close(ends[1]);
  std::vector<std::string> hashes = ReadHashes(ends[0], after);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  for (std::string& hash : ReadHashes(ends[0], SIZE_MAX)) {
    hashes.push_back(std::move(hash));
  }
  ::close(ends[0]);
  EXPECT_GE(hashes.size(), after);
  return hashes;
}

TEST(Crash, EveryEvidenceHandedOutIsInTheLogAfterKill) {
  StoreFiles files;
  MustCreate(files.options());
  std::vector<std::string> handed_out;
  audit::Checkpoint before;
  before.size = 0;
  for (int round = 0; round < kRounds; ++round) {
    const size_t after = 1 + static_cast<size_t>(round) * 37 % 150;
    for (std::string& hash : KillAfter(after, files.options())) {
      handed_out.push_back(std::move(hash));
    }
    const auto store = MustOpen(files.options());
    ASSERT_THAT(store->PublishNow(), IsOk());
    const audit::NoteVerifier verifier =
        *audit::NoteVerifier::Parse(store->log_verifier());
    const audit::Checkpoint now =
        *audit::OpenCheckpoint(*store->log().Checkpoint(), verifier);
    if (before.size > 0) {
      const auto proof = store->log().ConsistencyProof(before.size, now.size);
      ASSERT_THAT(proof, IsOk());
      ASSERT_THAT(audit::VerifyConsistency(before.size, now.size, before.root,
                                           now.root, *proof),
                  IsOk());
    }
    before = now;
    for (const std::string& hash : handed_out) {
      ASSERT_THAT(store->log().Find(hash), IsOk()) << "round " << round;
    }
  }
  const auto report = Store::CheckLog(files.options());
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->findings, IsEmpty());
  EXPECT_GE(report->openings, handed_out.size());
}

}  // namespace
}  // namespace tasuki::store
