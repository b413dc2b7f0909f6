#include <algorithm>
#include <iostream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "adapters/cli/output.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"
#include "tests/scenario/actor.h"
#include "tests/scenario/narrator.h"
#include "tests/scenario/terminal.h"

namespace tasuki::scenario {
namespace {

constexpr int kNameWidth = 12;
constexpr int kColumnWidth = 5;

struct Column {
  v1::Category category;
  const char* ja;
  const char* en;
};
constexpr Column kColumns[] = {
    {v1::CATEGORY_C01, "存在", "case"}, {v1::CATEGORY_C02, "氏名", "name"},
    {v1::CATEGORY_C03, "呼名", "alia"}, {v1::CATEGORY_C05, "連絡", "safe"},
    {v1::CATEGORY_C06, "相談", "SOS"},  {v1::CATEGORY_C07, "妊娠", "preg"},
    {v1::CATEGORY_C08, "機微", "sens"}, {v1::CATEGORY_C09, "健診", "kid"},
    {v1::CATEGORY_C10, "発達", "dev"},  {v1::CATEGORY_C11, "医療", "med"},
    {v1::CATEGORY_C12, "評価", "risk"}, {v1::CATEGORY_C13, "通告", "rep"},
    {v1::CATEGORY_C14, "暴力", "dv"},   {v1::CATEGORY_C15, "居所", "shel"},
    {v1::CATEGORY_C16, "生活", "life"}, {v1::CATEGORY_C17, "家族", "fam"},
    {v1::CATEGORY_C18, "父親", "fath"}, {v1::CATEGORY_C19, "意向", "wish"},
    {v1::CATEGORY_C20, "措置", "plac"}, {v1::CATEGORY_C21, "里親", "care"},
    {v1::CATEGORY_C22, "指針", "guid"}, {v1::CATEGORY_C23, "計画", "plan"},
    {v1::CATEGORY_C24, "管理", "mgmt"}, {v1::CATEGORY_C25, "経過", "log"},
    {v1::CATEGORY_C26, "助言", "advi"}, {v1::CATEGORY_C31, "支払", "pay"},
    {v1::CATEGORY_C32, "節目", "mile"}, {v1::CATEGORY_C33, "住所", "addr"}};

constexpr char kLegend[] =
    "  ■ 自分の記録  ● 全部  ◐ 要約  ○ 存在のみ  "
    "・ 共有されていないか、存在しません  ▷ 変わった行\n"
    "  ■ own record  ● full  ◐ reduced  ○ exists  "
    "・ not shared or not present  ▷ changed\n";

std::string SignFor(const TableRow& row, v1::Category category) {
  if (row.own.count(category) > 0) return "■";
  const auto found = row.levels.find(category);
  return found == row.levels.end() ? "・" : cli::SignOf(found->second);
}

// What nobody sees needs no column.
std::vector<Column> ColumnsOf(const std::vector<TableRow>& rows) {
  std::vector<Column> columns;
  for (const Column& column : kColumns) {
    if (std::any_of(rows.begin(), rows.end(), [&](const TableRow& row) {
          return SignFor(row, column.category) != "・";
        })) {
      columns.push_back(column);
    }
  }
  return columns;
}

std::string Headings(const std::vector<Column>& columns) {
  std::string codes(kNameWidth, ' '), ja(kNameWidth, ' '), en(kNameWidth, ' ');
  for (const Column& column : columns) {
    codes += Padded(ShortName(column.category), kColumnWidth);
    ja += Padded(column.ja, kColumnWidth);
    en += Padded(column.en, kColumnWidth);
  }
  std::string lines;
  for (const std::string& line : {codes, ja, en}) {
    absl::StrAppend(&lines, absl::StripTrailingAsciiWhitespace(line), "\n");
  }
  return lines;
}

std::string RowText(const TableRow& row, const std::vector<Column>& columns) {
  std::string text =
      Padded(absl::StrCat(row.has_changed ? "▷ " : "  ", row.name), kNameWidth);
  for (const Column& column : columns) {
    absl::StrAppend(&text, Padded(SignFor(row, column.category), kColumnWidth));
  }
  text += row.note;
  return std::string(absl::StripTrailingAsciiWhitespace(text));
}

TableRow RowOf(const Actor& actor, const Sight& sight) {
  return {actor.ja,
          sight.Levels(),
          {actor.keeps.begin(), actor.keeps.end()},
          sight.shut_out ? "× 拒否 refused " : ""};
}

}  // namespace

const Actor& Narrator::ActorNamed(absl::string_view name) const {
  const auto found =
      std::find_if(cast_.begin(), cast_.end(),
                   [&](const Actor& actor) { return actor.name == name; });
  CHECK(found != cast_.end());
  return *found;
}

void Narrator::Title(absl::string_view ja, absl::string_view en) const {
  if (!tells_) return;
  std::cout << "\n襷 " << ja << "\n   " << en << "\n";
}

void Narrator::Step(absl::string_view number, absl::string_view ja,
                    absl::string_view en) const {
  if (!tells_) return;
  std::cout << "\n── " << number << "  " << ja << "\n" << Wrapped(en, 3);
}

void Narrator::Say(absl::string_view ja, absl::string_view en) const {
  if (!tells_) return;
  std::cout << Wrapped(ja, 3) << Wrapped(en, 5);
}

void Narrator::Refused(const TellRefusal& refusal) const {
  if (!tells_) return;
  std::vector<std::string> ja, en;
  for (const std::string& name : refusal.actors) {
    ja.push_back(ActorNamed(name).ja);
    en.push_back(ActorNamed(name).en);
  }
  const bool is_told = refusal.outward != v1::REFUSAL_CODE_UNSPECIFIED;
  const cli::Words answer =
      is_told ? cli::WordsOf(refusal.outward) : cli::NotSharedOrNotPresent();
  const cli::Words truly = cli::WordsOf(refusal.truly);
  std::cout << "\n"
            << Wrapped(absl::StrCat("× ", absl::StrJoin(ja, "、"), ": ",
                                    refusal.attempt.ja, " → ",
                                    is_told ? "断られた: " : "", answer.ja),
                       3)
            << Wrapped(absl::StrCat(absl::StrJoin(en, ", "), ": ",
                                    refusal.attempt.en, " → ",
                                    is_told ? "refused: " : "", answer.en),
                       5);
  if (refusal.truly == refusal.outward) return;
  std::cout << Wrapped(
      absl::StrCat("〔監査ログだけにある理由: ", truly.ja,
                   " / true reason, in the log only: ", truly.en, "〕"),
      5);
}

void Narrator::WhoSeesWhat(const std::map<std::string, Sight>& sights) {
  std::map<std::string, std::string> rows;
  std::vector<TableRow> table;
  for (const Actor& actor : cast_) {
    if (!actor.has_row) continue;
    TableRow& row = table.emplace_back(RowOf(actor, sights.at(actor.name)));
    rows[actor.name] = RowText(row, {std::begin(kColumns), std::end(kColumns)});
    const auto last = last_rows_.find(actor.name);
    row.has_changed =
        last != last_rows_.end() && last->second != rows[actor.name];
  }
  const bool same = rows == last_rows_;
  last_rows_ = std::move(rows);
  if (same) {
    return Line(
        "   （見えるものは、だれにとっても変わらない / nothing changed for "
        "anybody）");
  }
  Table(table);
}

void Narrator::Table(const std::vector<TableRow>& rows) const {
  if (!tells_) return;
  const std::vector<Column> columns = ColumnsOf(rows);
  std::cout << "\n" << Headings(columns);
  for (const TableRow& row : rows) std::cout << RowText(row, columns) << "\n";
  std::cout << kLegend;
}

void Narrator::Line(absl::string_view text) const {
  if (tells_) std::cout << text << "\n" << std::flush;
}

}  // namespace tasuki::scenario
