#include "gateway/store/hash_index.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/log_table.h"

namespace tasuki::store {
namespace {

constexpr uint64_t kLeavesOfRun = 1024;  // of the smallest, at least
// So many of one size become one, up to the largest size.
constexpr size_t kRunsMerged = 8;
constexpr int kLargestSize = 3;
// A row that fits into a page without overflowing.
constexpr size_t kEntriesOfRow = 60;
constexpr size_t kEntrySize = 16;

struct Entry {
  std::string prefix;  // of the hash
  uint64_t index = 0;
  auto operator<=>(const Entry&) const = default;
};

struct Run {
  uint64_t first = 0, count = 0;
  int size() const {
    int size = 0;
    for (uint64_t n = kLeavesOfRun * kRunsMerged; n <= count;
         n *= kRunsMerged) {
      ++size;
    }
    return std::min(size, kLargestSize);
  }
};

absl::Status Damaged() {
  return absl::DataLossError("the index of leaf hashes is damaged");
}

absl::StatusOr<std::vector<Entry>> ReadEntries(absl::string_view row) {
  std::vector<Entry> entries;
  if (row.size() % kEntrySize != 0) return Damaged();
  for (; !row.empty(); row.remove_prefix(kEntrySize)) {
    const uint64_t high = audit::ReadU32(row.substr(kPrefixSize, 4));
    const uint64_t low = audit::ReadU32(row.substr(kPrefixSize + 4, 4));
    entries.push_back(
        {std::string(row.substr(0, kPrefixSize)), high << 32 | low});
  }
  return entries;
}

// Newest first.
absl::StatusOr<std::vector<Run>> ReadRuns(Connection& connection, int limit) {
  std::vector<Run> runs;
  ASSIGN_OR_RETURN(Statement select,
                   connection.Prepare("SELECT first, count FROM hash_run "
                                      "ORDER BY first DESC LIMIT ?"));
  select.Bind(limit);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, select.Step());
    if (!found) return runs;
    runs.push_back({static_cast<uint64_t>(select.Int(0)),
                    static_cast<uint64_t>(select.Int(1))});
  }
}

// Where the runs end and the leaves begin that are in none.
uint64_t EndOf(const std::vector<Run>& newest_first) {
  if (newest_first.empty()) return 0;
  return newest_first.front().first + newest_first.front().count;
}

absl::Status WriteRow(Connection& connection, const Run& run,
                      absl::Span<const Entry> entries) {
  std::string row;
  for (const Entry& entry : entries) {
    absl::StrAppend(&row, entry.prefix, audit::U64(entry.index));
  }
  ASSIGN_OR_RETURN(Statement insert,
                   connection.Prepare("INSERT INTO hash_row VALUES (?, ?, ?)"));
  return insert.Bind(run.first, entries.front().prefix, row).Run();
}

absl::Status WriteRun(Connection& connection, const Run& run,
                      std::vector<Entry> entries) {
  std::sort(entries.begin(), entries.end());
  {
    ASSIGN_OR_RETURN(Statement insert,
                     connection.Prepare("INSERT INTO hash_run VALUES (?, ?)"));
    RETURN_IF_ERROR(insert.Bind(run.first, run.count).Run());
  }
  for (size_t begin = 0, end; begin < entries.size(); begin = end) {
    end = std::min(begin + kEntriesOfRow, entries.size());
    // A search looks at one row: equal prefixes stay together.
    while (end < entries.size() &&
           entries[end].prefix == entries[end - 1].prefix) {
      ++end;
    }
    RETURN_IF_ERROR(WriteRow(
        connection, run, absl::MakeSpan(entries).subspan(begin, end - begin)));
  }
  return absl::OkStatus();
}

// The entries of a run, ascending.
absl::StatusOr<std::vector<Entry>> ReadRun(Connection& connection,
                                           const Run& run) {
  std::vector<Entry> entries;
  ASSIGN_OR_RETURN(
      Statement select,
      connection.Prepare(
          "SELECT entries FROM hash_row WHERE run = ? ORDER BY least"));
  select.Bind(run.first);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, select.Step());
    if (!found) return entries;
    ASSIGN_OR_RETURN(const std::vector<Entry> row,
                     ReadEntries(select.Bytes(0)));
    entries.insert(entries.end(), row.begin(), row.end());
  }
}

absl::Status EraseRun(Connection& connection, const Run& run) {
  for (const char* sql : {"DELETE FROM hash_row WHERE run = ?",
                          "DELETE FROM hash_run WHERE first = ?"}) {
    ASSIGN_OR_RETURN(Statement erase, connection.Prepare(sql));
    RETURN_IF_ERROR(erase.Bind(run.first).Run());
  }
  return absl::OkStatus();
}

// Merges the newest runs once, if there are enough of one size.
absl::StatusOr<bool> Merge(Connection& connection) {
  ASSIGN_OR_RETURN(const std::vector<Run> runs,
                   ReadRuns(connection, static_cast<int>(kRunsMerged)));
  if (runs.size() < kRunsMerged || runs.front().size() == kLargestSize ||
      runs.back().size() != runs.front().size()) {
    return false;
  }
  std::vector<Entry> entries;
  for (const Run& run : runs) {
    ASSIGN_OR_RETURN(const std::vector<Entry> of_run, ReadRun(connection, run));
    entries.insert(entries.end(), of_run.begin(), of_run.end());
    RETURN_IF_ERROR(EraseRun(connection, run));
  }
  const uint64_t first = runs.back().first;
  RETURN_IF_ERROR(
      WriteRun(connection, {first, EndOf(runs) - first}, std::move(entries)));
  return true;
}

// Reads the leaves that are in no run. `read` returns false to have no more.
absl::Status ReadNewest(
    Connection& connection, uint64_t from,
    absl::FunctionRef<bool(uint64_t index, const std::string& hash)> read) {
  return ReadBlocks(connection, from, /*with_records=*/false,
                    [&](const LogBlock& block) -> absl::StatusOr<bool> {
                      for (uint64_t i = 0; i < block.count; ++i) {
                        const uint64_t index = block.first + i;
                        if (index < from) continue;
                        ASSIGN_OR_RETURN(const std::string hash,
                                         block.Node(0, index));
                        if (!read(index, hash)) return false;
                      }
                      return true;
                    });
}

// Does the run name each of its leaves once, by its hash?
bool IsTrue(const Run& run, const std::vector<Entry>& entries,
            absl::Span<const std::string> prefixes) {
  // Ascending, so that none is there twice.
  const bool ascending =
      std::adjacent_find(entries.begin(), entries.end(),
                         std::greater_equal<>()) == entries.end();
  return ascending && entries.size() == run.count &&
         std::all_of(entries.begin(), entries.end(), [&](const Entry& entry) {
           return entry.index >= run.first &&
                  entry.index < run.first + run.count &&
                  entry.index < prefixes.size() &&
                  entry.prefix == prefixes[entry.index];
         });
}

absl::StatusOr<std::vector<uint64_t>> CandidatesIn(Connection& connection,
                                                   const Run& run,
                                                   absl::string_view prefix) {
  std::vector<uint64_t> candidates;
  ASSIGN_OR_RETURN(
      Statement select,
      connection.Prepare("SELECT entries FROM hash_row WHERE run = ? AND least "
                         "<= ? ORDER BY least DESC LIMIT 1"));
  ASSIGN_OR_RETURN(const bool found, select.Bind(run.first, prefix).Step());
  if (!found) return candidates;
  ASSIGN_OR_RETURN(const std::vector<Entry> row, ReadEntries(select.Bytes(0)));
  for (const Entry& entry : row) {
    if (entry.prefix == prefix) candidates.push_back(entry.index);
  }
  return candidates;
}

}  // namespace

absl::Status IndexHashes(Connection& connection, uint64_t size) {
  ASSIGN_OR_RETURN(const std::vector<Run> newest, ReadRuns(connection, 1));
  const uint64_t end = EndOf(newest);
  if (size - end < kLeavesOfRun) return absl::OkStatus();
  std::vector<Entry> entries;
  RETURN_IF_ERROR(
      ReadNewest(connection, end, [&](uint64_t index, const std::string& hash) {
        entries.push_back({hash.substr(0, kPrefixSize), index});
        return true;
      }));
  RETURN_IF_ERROR(WriteRun(connection, {end, size - end}, std::move(entries)));
  for (bool merged = true; merged;) {
    ASSIGN_OR_RETURN(merged, Merge(connection));
  }
  return absl::OkStatus();
}

absl::StatusOr<uint64_t> FindLeaf(Connection& connection,
                                  absl::string_view hash) {
  ASSIGN_OR_RETURN(const std::vector<Run> runs, ReadRuns(connection, -1));
  for (const Run& run : runs) {
    ASSIGN_OR_RETURN(
        const std::vector<uint64_t> candidates,
        CandidatesIn(connection, run, hash.substr(0, kPrefixSize)));
    for (const uint64_t index : candidates) {
      ASSIGN_OR_RETURN(const std::string found, ReadNode(connection, 0, index));
      if (found == hash) return index;
    }
  }
  absl::StatusOr<uint64_t> found = absl::NotFoundError("no such leaf");
  RETURN_IF_ERROR(ReadNewest(connection, EndOf(runs),
                             [&](uint64_t index, const std::string& other) {
                               if (other == hash) found = index;
                               return !found.ok();
                             }));
  return found;
}

absl::Status CheckIndex(Connection& connection,
                        absl::Span<const std::string> prefixes) {
  ASSIGN_OR_RETURN(const std::vector<Run> runs, ReadRuns(connection, -1));
  for (size_t i = 0; i < runs.size(); ++i) {
    ASSIGN_OR_RETURN(const std::vector<Entry> entries,
                     ReadRun(connection, runs[i]));
    // Each begins where the one before it ends, the first at leaf 0.
    const uint64_t begin = EndOf({i + 1 < runs.size() ? runs[i + 1] : Run()});
    if (runs[i].first != begin || !IsTrue(runs[i], entries, prefixes)) {
      return Damaged();
    }
  }
  return absl::OkStatus();
}

}  // namespace tasuki::store
