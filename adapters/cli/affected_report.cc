#include "adapters/cli/affected_report.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "adapters/cli/output.h"
#include "gateway/analysis/report.h"
#include "gateway/analysis/words.h"

namespace tasuki::cli {
namespace {

using analysis::Language;

std::string InJapan(absl::Time moment) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", moment,
                          absl::FixedTimeZone(9 * 60 * 60));
}

std::string Both(const std::string& ja, const std::string& en) {
  return absl::StrCat(ja, " / ", en);
}

template <typename Enum>
std::string Words(Enum value) {
  return Both(analysis::Words(value, Language::kJapanese),
              analysis::Words(value, Language::kEnglish));
}

std::string RoleWords(v1::Role role) {
  return role == v1::ROLE_UNSPECIFIED ? "複数の役割 / in several roles"
                                      : Words(role);
}

// "● C07 妊娠 / pregnancy (本人の同意 / her consent)", one for each category.
std::vector<std::string> Categories(
    const google::protobuf::RepeatedPtrField<v1::DisclosedCategory>& all) {
  std::vector<std::string> lines;
  for (const v1::DisclosedCategory& one : all) {
    lines.push_back(absl::StrCat(
        SignOf(one.level()), " ",
        analysis::CodeAndWords(one.category(), Language::kJapanese), " / ",
        analysis::Words(one.category(), Language::kEnglish), "（",
        Words(one.basis()), "）"));
  }
  return lines;
}

struct Table {
  std::string title;
  std::vector<std::string> head;
  // Cells of one or more lines.
  std::vector<std::vector<std::vector<std::string>>> rows = {};
};

Table SeenTable(const v1::ListAffectedResponse& affected) {
  Table table{"見た者 / who saw it",
              {"日時（日本） / time in Japan", "機関 / party",
               "職員・役割 / person, role", "区分 / categories",
               "記録 / sections", "監査記録 / entry in the log"}};
  for (const v1::DisclosedTo& one : affected.seen()) {
    table.rows.push_back({{InJapan(absl::FromUnixMillis(one.time_ms()))},
                          {one.party()},
                          {one.person(), RoleWords(one.role())},
                          Categories(one.disclosed()),
                          {one.sections().begin(), one.sections().end()},
                          {absl::BytesToHexString(one.leaf_hash())}});
  }
  return table;
}

Table ExposedTable(const v1::ListAffectedResponse& affected) {
  Table table{"見ることができた者 / who could have seen it",
              {"機関 / party", "最も広い役割 / widest role",
               "期間（日本） / time in Japan", "見たか / did it",
               "最大の区分 / at most"}};
  for (const v1::Exposed& one : affected.exposed()) {
    table.rows.push_back(
        {{one.party()},
         {RoleWords(one.role())},
         {absl::StrCat(InJapan(absl::FromUnixSeconds(one.from())), " –"),
          InJapan(absl::FromUnixSeconds(one.to()))},
         {one.did() ? "見た / yes" : "記録なし / not in the log"},
         Categories(one.could())});
  }
  return table;
}

// What was asked for, and what the report does not know.
std::vector<std::string> Preface(const v1::ListAffectedRequest& asked,
                                 const v1::ListAffectedResponse& affected) {
  return {
      absl::StrCat("対象 / about: ", asked.subject(), asked.section()),
      absl::StrCat(
          "期間 / time: ", InJapan(absl::FromUnixSeconds(asked.from())), " – ",
          asked.to() == 0 ? "現在 / now"
                          : InJapan(absl::FromUnixSeconds(asked.to()))),
      absl::StrCat("理由 / why: ", asked.access().need()),
      absl::StrCat("見た機関への開示 / disclosures: ", affected.seen_size(),
                   " · 見ることができた機関 / parties that could: ",
                   affected.exposed_size()),
      "「見た者」は監査記録のとおりです。ゲートウェイの外で話されたこと、"
      "写されたことは含みません。/ Who saw it is what the log holds; what was "
      "said or copied outside the gateway is not in it.",
      "「見ることができた者」は、期間中に一度でも成り立った配属・チーム・同意・"
      "協議会と、今日の方針からの見積もりで、実際より多く数えます。/ Who could "
      "have is estimated from every assignment, team entry, consent and "
      "council "
      "membership that held at any moment of the time, by today's policy: "
      "rather "
      "too many than too few.",
      absl::StrCat("消去された監査記録 / erased entries: ", affected.erased(),
                   affected.erased() == 0
                       ? ""
                       : "。何が見られたかは分かりません。/ What they held is "
                         "unknown.")};
}

std::vector<Table> TablesOf(const v1::ListAffectedResponse& affected) {
  return {SeenTable(affected), ExposedTable(affected)};
}

std::string ToText(const Table& table) {
  std::string text = absl::StrCat("\n== ", table.title, " ==\n");
  if (table.rows.empty()) absl::StrAppend(&text, "なし / none\n");
  for (const auto& row : table.rows) {
    absl::StrAppend(&text, "\n");
    for (size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&text, table.head[i], ":\n");
      for (const std::string& line : row[i]) {
        absl::StrAppend(&text, "  ", line, "\n");
      }
    }
  }
  return text;
}

std::string ToHtml(const Table& table) {
  std::string page =
      absl::StrCat("<table><caption>", analysis::EscapeHtml(table.title),
                   "</caption><thead><tr>");
  for (const std::string& name : table.head) {
    absl::StrAppend(&page, "<th scope=\"col\">", analysis::EscapeHtml(name),
                    "</th>");
  }
  absl::StrAppend(&page, "</tr></thead><tbody>\n");
  for (const auto& row : table.rows) {
    absl::StrAppend(&page, "<tr>");
    for (const std::vector<std::string>& cell : row) {
      std::vector<std::string> lines;
      for (const std::string& line : cell) {
        lines.push_back(analysis::EscapeHtml(line));
      }
      absl::StrAppend(&page, "<td>", absl::StrJoin(lines, "<br>"), "</td>");
    }
    absl::StrAppend(&page, "</tr>\n");
  }
  return page + "</tbody></table>\n";
}

}  // namespace

std::string AffectedText(const v1::ListAffectedRequest& asked,
                         const v1::ListAffectedResponse& affected) {
  std::string text = "漏えいの及んだ範囲 / What a leak may have reached\n\n";
  for (const std::string& line : Preface(asked, affected)) {
    absl::StrAppend(&text, line, "\n");
  }
  for (const Table& table : TablesOf(affected)) text += ToText(table);
  return text;
}

std::string AffectedHtml(const v1::ListAffectedRequest& asked,
                         const v1::ListAffectedResponse& affected) {
  std::string page =
      analysis::HtmlHead("漏えいの及んだ範囲", "What a leak may have reached");
  for (const std::string& line : Preface(asked, affected)) {
    absl::StrAppend(&page, "<p>", analysis::EscapeHtml(line), "</p>\n");
  }
  for (const Table& table : TablesOf(affected)) page += ToHtml(table);
  return page + "</main></body></html>\n";
}

}  // namespace tasuki::cli
