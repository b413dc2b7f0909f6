// The process that faults strike: opens a store and commits, and says on its
// output what it was promised, nothing before. Arguments are name=value.
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/blocking_counter.h"
#include "gateway/base/check.h"
#include "gateway/store/store.h"
#include "tests/fault/fault_store.h"
#include "tests/fault/power_cut_disk.h"
#include "tests/fault/system_calls.h"

namespace tasuki::fault {
namespace {

class Arguments {
 public:
  Arguments(int count, char** values) {
    for (int i = 1; i < count; ++i) {
      const std::pair<std::string, std::string> pair =
          absl::StrSplit(values[i], absl::MaxSplits('=', 1));
      values_.insert(pair);
    }
  }
  std::string Text(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? "" : found->second;
  }
  int64_t Number(const std::string& name, int64_t otherwise = 0) const {
    int64_t number = otherwise;
    const std::string text = Text(name);
    CHECK(text.empty() || absl::SimpleAtoi(text, &number));
    return number;
  }

 private:
  std::map<std::string, std::string> values_;
};

// One write, which the kernel does not tear: no line mixes with another.
void Say(const std::string& line) {
  const std::string bytes = line + "\n";
  CHECK(write(STDOUT_FILENO, bytes.data(), bytes.size()) ==
        static_cast<ssize_t>(bytes.size()));
}

// A write with its row, list entry, replay and leaf, like a use case's.
exchange::Transaction Write(const std::string& id, int64_t number,
                            size_t size) {
  exchange::Transaction transaction;
  const std::string name = absl::StrCat(id, "-", number);
  transaction.changes.rows = {
      {{exchange::Table::kCase, id},
       absl::StrCat(number, " ", std::string(size, 'x')),
       ""}};
  transaction.changes.entries = {
      {{exchange::Index::kCasesOfParty, id}, absl::StrCat(number % 50)}};
  exchange::LeafDraft leaf;
  leaf.subject = id;
  leaf.party = "party";
  leaf.subject_scope = absl::StrCat("subject/", id, "/x");
  leaf.exchange_group = absl::StrCat("exchange ", name);
  leaf.office_group = absl::StrCat("office ", name);
  leaf.vector_group = absl::StrCat("vector ", name);
  transaction.leaves = {leaf};
  return transaction;
}

// Hands that commit one write after the other, each its own row.
class Load {
 public:
  Load(store::Store& store, int hands, int64_t writes, size_t size)
      : store_(store), writes_(writes), size_(size), waiting_(hands) {
    for (int hand = 0; hand < hands; ++hand) {
      Next(absl::StrCat("row-", hand), 1);
    }
  }
  void Wait() { waiting_.Wait(); }

 private:
  // Goes on from what the row has: `number` counts the writes of this run.
  void Next(const std::string& id, int64_t number) {
    if (number > writes_) {
      waiting_.DecrementCount();
      return;
    }
    const auto decide = [this, id](const exchange::Snapshot& state,
                                   absl::Time) { return Decide(state, id); };
    // No decision stands before the state is read inside the commit.
    exchange::Transaction never;
    never.valid_until = absl::InfinitePast();
    never.leaves.resize(1);
    store_.ledger().Commit(never, decide, [this, id, number](auto committed) {
      if (committed.ok()) {
        Say(absl::StrCat(
            "wrote ", id, " ", given_[id], " ",
            absl::BytesToHexString(committed->evidence[0].leaf_hash())));
      } else {
        Say("refused");
      }
      Next(id, number + 1);
    });
  }
  // On the committer's thread, like what follows the commit: one at a time.
  absl::StatusOr<exchange::Transaction> Decide(const exchange::Snapshot& state,
                                               const std::string& id) {
    const auto row = state.Read({exchange::Table::kCase, id});
    if (!row.ok()) return row.status();
    int64_t newest = 0;
    const std::string& body = (*row)->body;
    (void)absl::SimpleAtoi(body.substr(0, body.find(' ')), &newest);
    given_[id] = newest + 1;
    return Write(id, newest + 1, size_);
  }

  store::Store& store_;
  const int64_t writes_;
  const size_t size_;
  std::map<std::string, int64_t> given_;
  absl::BlockingCounter waiting_;
};

void Prepare(const Arguments& arguments) {
  PowerCut cut;
  cut.at = arguments.Number("cut", INT64_MAX);
  cut.damage = static_cast<Damage>(arguments.Number("damage"));
  cut.seed = static_cast<uint64_t>(arguments.Number("seed"));
  cut.fail_sync = arguments.Number("fail_sync") != 0;
  cut.synchronous_normal = arguments.Number("normal") != 0;
  if (arguments.Number("power") != 0) InstallPowerCutDisk(cut);
  SystemCallFault fault;
  fault.call = arguments.Text("call");
  fault.occurrence = arguments.Number("occurrence");
  fault.error = static_cast<int>(arguments.Number("error"));
  fault.kill = arguments.Number("kill") != 0;
  fault.done = arguments.Number("done") != 0;
  fault.lasting = arguments.Number("lasting") != 0;
  fault.room = arguments.Number("room", INT64_MAX);
  fault.hides_full = arguments.Number("hides_full") != 0;
  InjectSystemCallFault(arguments.Text("directory"), fault);
}

int Run(const Arguments& arguments) {
  Prepare(arguments);
  auto store = store::Store::Open(OptionsOf(arguments.Text("directory")));
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return kRefusedToStart;
  }
  const auto rounds = arguments.Number("rounds", 1);
  for (int64_t round = 0; round < rounds; ++round) {
    Load load(**store, static_cast<int>(arguments.Number("hands", 1)),
              arguments.Number("writes", 3),
              static_cast<size_t>(arguments.Number("size", 100)));
    load.Wait();
    if ((*store)->PublishNow().ok()) {
      const auto note = (*store)->log().Checkpoint();
      if (note.ok()) {
        Say(absl::StrCat("published ", absl::BytesToHexString(*note)));
      }
    }
  }
  if (arguments.Number("killed") != 0) kill(getpid(), SIGKILL);
  store->reset();
  for (const absl::string_view call : kSystemCalls) {
    Say(absl::StrCat("calls ", call, " ", SystemCallCount(call)));
  }
  return 0;
}

}  // namespace
}  // namespace tasuki::fault

int main(int count, char** values) {
  return tasuki::fault::Run(tasuki::fault::Arguments(count, values));
}
