// Time without a clock: what a request makes the store do is the same in two
// worlds that a reader cannot tell apart.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/property/two_worlds/report.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Snapshot;
using exchange::Transaction;
using ::testing::IsEmpty;

// What is committed: entries of the log, how long they are, and rows and places
// in lists that are written.
std::string Written(const Transaction& transaction) {
  std::map<int, int> rows, entries;
  for (const auto& row : transaction.changes.rows) {
    ++rows[static_cast<int>(row.key.table)];
  }
  for (const auto& entry : transaction.changes.entries) {
    ++entries[static_cast<int>(entry.key.index)];
  }
  std::string text = absl::StrCat(transaction.leaves.size(), " leaves");
  for (const auto& [table, count] : rows) {
    absl::StrAppend(&text, ", ", count, " rows of ", table);
  }
  for (const auto& [index, count] : entries) {
    absl::StrAppend(&text, ", ", count, " entries of ", index);
  }
  return text + (transaction.replay.has_value() ? ", kept" : "");
}

// Tells it in a trailer, as if it could be seen: what differs is then found
// where a leak would be.
Leak AsATrailer(std::string (*told)(const Transaction&)) {
  const auto work = std::make_shared<std::string>();
  return {.name = "the work that is done",
          .reply =
              [work](const Asked&, const Snapshot&, Reply& reply) {
                reply.trailing_metadata.emplace("x-work", *work);
                work->clear();
              },
          .commit =
              [work, told](const Snapshot&, const Transaction& transaction) {
                *work = told(transaction);
              }};
}

class WorkTest : public ::testing::Test {
 protected:
  Tally Played(const Leak& leak, int pairs) {
    Tally tally;
    pairs_.Spring(&leak);
    for (uint64_t seed = 3000; tally.agreeing < pairs; ++seed) {
      pairs_.Play(seed, {.share = 60, .try_shown = false}, tally);
    }
    pairs_.Spring(nullptr);
    return tally;
  }

 private:
  const std::unique_ptr<Identities> identities_ = InProcess();
  Pairs pairs_{*identities_, 2, 1};
};

TEST_F(WorkTest, WhatIsWithheldMakesNothingElseBeWritten) {
  const Tally tally = Played(AsATrailer(Written), 60);
  std::cout << Summary(tally);
  std::vector<std::string> findings;
  for (const std::string& finding : Texts(tally.findings)) {
    // Somebody is alerted, or nobody: its neutral answer leaves on the beat.
    if (finding.find(", RecordInquiry,") == std::string::npos) {
      findings.push_back(finding);
    }
  }
  EXPECT_THAT(findings, IsEmpty());
}

}  // namespace
}  // namespace tasuki::two_worlds
