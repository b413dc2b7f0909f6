#include "tests/property/policy/matrix_page.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::policy {
namespace {

constexpr char kHead[] =
    R"(# From the disclosure matrix to rules and cases / 開示表・規則・試験事例の対応

<!-- Generated from policies/matrix and policies/pack by tests/property/policy;
     a test compares it and says how to write it anew. -->

表の各行が、どの規則で与えられ、どの事例で試されるか。行の番号は
[grants.csv](../policies/matrix/grants.csv) の行番号。

Which rules of [the pack](../policies/pack) give each row of
[grants.csv](../policies/matrix/grants.csv), by line number, and which generated
cases try it. Rows that stand together and say the same of other holders,
purposes or roles are one line. The cases of row 17 are named `row 17: given`,
`row 17: given by HOLDER` for each further holder, `row 17: on no ground`,
`row 17: on every other ground`, and for each fact that it needs
`row 17: FACT unknown` and `row 17: FACT false`; what is expected in them is what
the tables give, all rows and ceilings together. Codes are explained in the
[glossary](glossary.md).
)";

// What consecutive rows have in common, and which rows these are.
struct Line {
  std::string reader, ground, needs, level, rules;
  int first = 0, last = 0;
  size_t cases = 0;

  bool SaysTheSameAs(const Line& other) const {
    return reader == other.reader && ground == other.ground &&
           needs == other.needs && level == other.level && rules == other.rules;
  }
};

Line LineOf(const RowCases& cases, const std::set<std::string>& rules) {
  const GrantRow& row = *cases.row;
  Line line;
  line.reader = ShortName(row.reader);
  line.ground = ShortName(row.basis);
  line.needs =
      absl::StrJoin(row.condition, " ", [](std::string* out, v1::Fact fact) {
        absl::StrAppend(out, ShortName(fact));
      });
  line.level = ShortName(row.level);
  line.rules = absl::StrJoin(rules, " ");
  line.first = line.last = row.line;
  line.cases = cases.cases.size();
  return line;
}

void Append(const Line& line, std::string& page) {
  absl::StrAppend(&page, "| ", line.first);
  if (line.last != line.first) absl::StrAppend(&page, "–", line.last);
  absl::StrAppend(&page, " | ", line.reader, " | ", line.ground, " | ",
                  line.needs, " | ", line.level, " | ", line.rules, " | ",
                  line.cases, " |\n");
}

}  // namespace

std::string MatrixPage(
    const std::vector<RowCases>& cases,
    const std::map<const GrantRow*, std::set<std::string>>& rules) {
  std::map<v1::Category, std::vector<Line>> by_category;
  for (const RowCases& row_cases : cases) {
    if (row_cases.row->line == 0) continue;  // an addition: not in the tables
    const auto found = rules.find(row_cases.row);
    Line line = LineOf(row_cases, found == rules.end() ? std::set<std::string>()
                                                       : found->second);
    std::vector<Line>& lines = by_category[row_cases.row->category];
    if (!lines.empty() && lines.back().SaysTheSameAs(line) &&
        lines.back().last + 1 == line.first) {
      lines.back().last = line.last;
      lines.back().cases += line.cases;
    } else {
      lines.push_back(std::move(line));
    }
  }
  std::string page = kHead;
  for (const auto& [category, lines] : by_category) {
    absl::StrAppend(&page, "\n## ", ShortName(category),
                    "\n\n| Rows | Reader | Ground | Needs | Level | Rules | "
                    "Cases |\n|---|---|---|---|---|---|---|\n");
    for (const Line& line : lines) Append(line, page);
  }
  return page;
}

}  // namespace tasuki::policy
