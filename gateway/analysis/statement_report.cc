#include "absl/strings/str_cat.h"
#include "gateway/analysis/report.h"

namespace tasuki::analysis {
namespace {

using Side = TextLine::Side;

Text HeadOf(const StatementText& one) {
  const Text what = one.id.empty() ? Text{"義務", "obligation"}
                                   : Text{absl::StrCat("規則 ", one.id),
                                          absl::StrCat("rule ", one.id)};
  const Text how = one.before.empty()  ? Text{"（新しい）", " (new)"}
                   : one.after.empty() ? Text{"（なくなる）", " (gone)"}
                                       : Text{};
  return {absl::StrCat(what.ja, how.ja), absl::StrCat(what.en, how.en)};
}

absl::string_view MarkOf(Side side) {
  switch (side) {
    case Side::kBefore:
      return "－ ";
    case Side::kAfter:
      return "＋ ";
    case Side::kBoth:
      break;
  }
  return "   ";
}

// The lines of one side, those that the other does not have marked.
std::string TextCell(const std::vector<TextLine>& lines, Side side) {
  std::string cell = "<td><pre>";
  for (const TextLine& line : lines) {
    if (line.side != side && line.side != Side::kBoth) continue;
    const std::string text = EscapeHtml(line.text);
    const absl::string_view tag = side == Side::kBefore ? "del" : "ins";
    absl::StrAppend(&cell,
                    line.side == Side::kBoth
                        ? text
                        : absl::StrCat("<", tag, ">", text, "</", tag, ">"),
                    "\n");
  }
  return cell + "</pre></td>";
}

}  // namespace

std::string StatementsText(const std::vector<StatementText>& statements) {
  if (statements.empty()) return "";
  std::string text =
      "\n規則の文面の前（－）と後（＋）\n"
      "How the rules read before (－) and after (＋)\n";
  for (const StatementText& one : statements) {
    const Text head = HeadOf(one);
    absl::StrAppend(&text, "\n", head.ja, " / ", head.en, "\n");
    for (const TextLine& line : LinesOf(one.before, one.after)) {
      absl::StrAppend(&text, "  ", MarkOf(line.side), line.text, "\n");
    }
  }
  return text;
}

std::string StatementsHtml(const std::vector<StatementText>& statements) {
  if (statements.empty()) return "";
  std::string page =
      "<table><caption>規則の文面 / how the rules read</caption><thead><tr>"
      "<th scope=\"col\">規則 / rule</th><th scope=\"col\">前 / before</th>"
      "<th scope=\"col\">後 / after</th></tr></thead><tbody>\n";
  for (const StatementText& one : statements) {
    const Text head = HeadOf(one);
    const std::vector<TextLine> lines = LinesOf(one.before, one.after);
    absl::StrAppend(&page, "<tr><th scope=\"row\">", EscapeHtml(head.ja),
                    "<br><span class=\"en\" lang=\"en\">", EscapeHtml(head.en),
                    "</span></th>", TextCell(lines, Side::kBefore),
                    TextCell(lines, Side::kAfter), "</tr>\n");
  }
  return page + "</tbody></table>\n";
}

}  // namespace tasuki::analysis
