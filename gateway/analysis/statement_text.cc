#include "gateway/analysis/statement_text.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "gateway/analysis/format.h"
#include "gateway/base/check.h"
#include "gateway/model/canonical.h"
#include "gateway/policy/statements.h"

namespace tasuki::analysis {
namespace {

using Side = TextLine::Side;

void Add(const v1::Grant& one, v1::PolicyPack& pack) {
  *pack.add_grants() = one;
}
void Add(const v1::Ceiling& one, v1::PolicyPack& pack) {
  *pack.add_ceilings() = one;
}
void Add(const v1::ActionRule& one, v1::PolicyPack& pack) {
  *pack.add_actions() = one;
}
void Add(const v1::Guarantee& one, v1::PolicyPack& pack) {
  *pack.add_guarantees() = one;
}
void Add(const v1::AcceptedFlow& one, v1::PolicyPack& pack) {
  *pack.add_accepted_flows() = one;
}

// Each statement as a pack of its own.
struct Statements {
  std::map<std::string, v1::PolicyPack> by_id;
  std::map<std::string, v1::PolicyPack> obligations;  // by canonical bytes
};

Statements StatementsOf(const std::vector<v1::PolicyPack>& packs) {
  Statements statements;
  for (const v1::PolicyPack& pack : packs) {
    policy::ForEachStatement(pack, [&statements](const auto& one) {
      Add(one, statements.by_id[one.id()]);
    });
    for (const v1::ObligationRule& one : pack.obligations()) {
      *statements.obligations[Canonical(one)].add_obligations() = one;
    }
  }
  return statements;
}

std::string Spelled(const v1::PolicyPack& pack) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  CHECK(printer.PrintToString(pack, &text));
  // What has no canonical spelling is shown as it was printed.
  absl::StatusOr<std::string> spelled = FormatText(text);
  return spelled.ok() ? *std::move(spelled) : text;
}

// How much the ends of two texts have in common: for each line of the one and
// of the other, how many lines from there on.
std::vector<std::vector<size_t>> CommonTails(
    const std::vector<std::string>& before,
    const std::vector<std::string>& after) {
  std::vector<std::vector<size_t>> common(
      before.size() + 1, std::vector<size_t>(after.size() + 1));
  for (size_t i = before.size(); i-- > 0;) {
    for (size_t j = after.size(); j-- > 0;) {
      common[i][j] = before[i] == after[j]
                         ? common[i + 1][j + 1] + 1
                         : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}

std::vector<std::string> Split(absl::string_view text) {
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

// Of texts without a line in common at either end. Beyond this all of the one
// stands before all of the other: nobody compares so many lines by eye.
constexpr size_t kMostCompared = size_t{1} << 20;

void AddMiddle(const std::vector<std::string>& was,
               const std::vector<std::string>& is,
               std::vector<TextLine>& lines) {
  if (was.size() * is.size() > kMostCompared) {
    for (const std::string& line : was) lines.push_back({Side::kBefore, line});
    for (const std::string& line : is) lines.push_back({Side::kAfter, line});
    return;
  }
  const auto common = CommonTails(was, is);
  size_t i = 0, j = 0;
  while (i < was.size() || j < is.size()) {
    if (i < was.size() && j < is.size() && was[i] == is[j]) {
      lines.push_back({Side::kBoth, was[i]});
      ++i, ++j;
    } else if (j == is.size() ||
               (i < was.size() && common[i + 1][j] >= common[i][j + 1])) {
      lines.push_back({Side::kBefore, was[i++]});
    } else {
      lines.push_back({Side::kAfter, is[j++]});
    }
  }
}

}  // namespace

std::vector<StatementText> ChangedStatements(
    const std::vector<v1::PolicyPack>& before,
    const std::vector<v1::PolicyPack>& after) {
  const Statements was = StatementsOf(before), is = StatementsOf(after);
  std::vector<StatementText> changed;
  for (const auto& [bytes, pack] : was.obligations) {
    if (!is.obligations.contains(bytes)) {
      changed.push_back({"", Spelled(pack), ""});
    }
  }
  for (const auto& [bytes, pack] : is.obligations) {
    if (!was.obligations.contains(bytes)) {
      changed.push_back({"", "", Spelled(pack)});
    }
  }
  std::set<std::string> ids;
  for (const auto& [id, pack] : was.by_id) ids.insert(id);
  for (const auto& [id, pack] : is.by_id) ids.insert(id);
  for (const std::string& id : ids) {
    const auto old_one = was.by_id.find(id), new_one = is.by_id.find(id);
    const bool had = old_one != was.by_id.end();
    const bool has = new_one != is.by_id.end();
    if (had && has &&
        Canonical(old_one->second) == Canonical(new_one->second)) {
      continue;
    }
    changed.push_back({id, had ? Spelled(old_one->second) : "",
                       has ? Spelled(new_one->second) : ""});
  }
  return changed;
}

std::vector<TextLine> LinesOf(absl::string_view before,
                              absl::string_view after) {
  std::vector<std::string> was = Split(before), is = Split(after);
  std::vector<TextLine> lines;
  // Without the ends that they share there is little left to compare.
  const auto [old_head, new_head] =
      std::mismatch(was.begin(), was.end(), is.begin(), is.end());
  for (auto line = was.begin(); line != old_head; ++line) {
    lines.push_back({Side::kBoth, *line});
  }
  was.erase(was.begin(), old_head);
  is.erase(is.begin(), new_head);
  const auto [old_tail, new_tail] =
      std::mismatch(was.rbegin(), was.rend(), is.rbegin(), is.rend());
  const std::vector<std::string> tail(old_tail.base(), was.end());
  was.erase(old_tail.base(), was.end());
  is.erase(new_tail.base(), is.end());
  AddMiddle(was, is, lines);
  for (const std::string& line : tail) lines.push_back({Side::kBoth, line});
  return lines;
}

}  // namespace tasuki::analysis
