#include "tests/property/policy/csv.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"

namespace tasuki::policy {
namespace {

// Reads cells from the front of a text.
class Reader {
 public:
  explicit Reader(absl::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  absl::StatusOr<std::vector<std::string>> Row() {
    std::vector<std::string> cells;
    do {
      ASSIGN_OR_RETURN(std::string cell, Cell());
      cells.push_back(std::move(cell));
    } while (Take(','));
    ++line_;
    if (!Take('\n')) return Wrong("not the end of a row");
    return cells;
  }

  absl::Status Wrong(absl::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(what, ", line ", line_));
  }

 private:
  bool Take(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  absl::StatusOr<std::string> Cell() {
    if (Take('"')) return Quoted();
    const size_t end = std::min(rest_.find_first_of(",\n"), rest_.size());
    const absl::string_view cell = rest_.substr(0, end);
    if (cell.find_first_of("\"\r") != absl::string_view::npos) {
      return Wrong("a quote or carriage return in a bare cell");
    }
    rest_.remove_prefix(end);
    return std::string(cell);
  }

  absl::StatusOr<std::string> Quoted() {
    std::string cell;
    while (true) {
      const size_t end = rest_.find('"');
      if (end == absl::string_view::npos) return Wrong("a quote without end");
      absl::StrAppend(&cell, rest_.substr(0, end));
      rest_.remove_prefix(end + 1);
      if (!Take('"')) return cell;
      cell.push_back('"');
    }
  }

  absl::string_view rest_;
  int line_ = 1;
};

}  // namespace

absl::StatusOr<std::vector<std::vector<std::string>>> ParseCsv(
    absl::string_view text) {
  Reader reader(text);
  std::vector<std::vector<std::string>> rows;
  while (!reader.done()) {
    ASSIGN_OR_RETURN(std::vector<std::string> row, reader.Row());
    if (!rows.empty() && row.size() != rows[0].size()) {
      return reader.Wrong("another number of cells than the header");
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace tasuki::policy
