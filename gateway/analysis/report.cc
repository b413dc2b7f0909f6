#include "gateway/analysis/report.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/sentences.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::analysis {
namespace {

std::string Words(const policy::Situation& s, Language language) {
  const bool ja = language == Language::kJapanese;
  const auto word = [&](auto value) {
    return analysis::Words(value, language);
  };
  std::string holder =
      s.reader_is_holder ? (ja ? "自ら" : "itself") : word(s.holder);
  std::vector<std::string> grounds;
  for (const policy::Ground& ground : s.grounds) {
    grounds.push_back(word(ground.basis));
  }
  std::string text =
      ja ? absl::StrCat(word(s.reader), "の", word(s.role), "（",
                        word(s.relation), "）が、", holder, "の記録を、",
                        word(s.purpose), "の目的で、", word(s.case_class),
                        "のケースについて、", absl::StrJoin(grounds, "・"),
                        "で見る")
         : absl::StrCat(word(s.role), " of the ", word(s.reader), " (",
                        word(s.relation), "), records of ", holder, ", for ",
                        word(s.purpose), ", ", word(s.case_class), ", on ",
                        absl::StrJoin(grounds, ", "));
  Circumstances told;
  for (const FactIs& one : DeviationsOf(s.facts)) {
    if (one.values != kUnknown) told.push_back(one);
  }
  if (told.empty()) return text;
  const Text facts = CircumstanceWords(told);
  return ja ? absl::StrCat(text, "。", facts.ja)
            : absl::StrCat(text, "; ", facts.en);
}

absl::string_view Sign(Effect effect) {
  switch (effect) {
    case Effect::kWidens:
      return "▲ 広がる / wider";
    case Effect::kNarrows:
      return "▼ 狭まる / narrower";
    case Effect::kNeutral:
      break;
  }
  return "＝ 変わらない / same";
}

int CountOf(const Diff& diff, Effect effect) {
  return static_cast<int>(std::count_if(
      diff.changes.begin(), diff.changes.end(),
      [&](const Change& change) { return change.effect == effect; }));
}

std::string Levels(const LevelChange& change, Language language) {
  return absl::StrCat(CodeAndWords(change.categories.members()[0], language),
                      " ", analysis::Words(change.before, language), " → ",
                      analysis::Words(change.after, language));
}

std::string Headline(const Diff& diff) {
  const int wider = CountOf(diff, Effect::kWidens);
  const int narrower = CountOf(diff, Effect::kNarrows);
  const absl::string_view ja =
      wider > 0
          ? "広がるか、二人で読む変更があります。二人の情報管理責任者の承認が"
            "要ります。"
          : "狭まるか、変わらないだけです。一人の情報管理責任者で施行でき"
            "ます。";
  const absl::string_view en =
      wider > 0
          ? "Something becomes wider or is read by two: two officers have "
            "to approve."
          : "Nothing becomes wider: one officer may put it into force.";
  return absl::StrCat(ja, "\n", en, "\n広がる ", wider, " / 狭まる ", narrower,
                      " / ほか ", CountOf(diff, Effect::kNeutral), "\n");
}

void AppendNumbers(const DisclosureChange& change, std::string& text) {
  const Text witness = SituationWords(change.witness);
  absl::StrAppend(
      &text, "    ", Count(change.places), " の立場、",
      Count(change.situations), " 通り / ", Count(change.places), " places, ",
      Count(change.situations), " situations\n    例 / example: ", witness.ja,
      "：", Levels(change.at_witness, Language::kJapanese), "\n      ",
      witness.en, ": ", Levels(change.at_witness, Language::kEnglish), "\n");
}

void AppendNumbers(const Example& example, std::string& text) {
  const Text words = SituationWords(example.situation);
  absl::StrAppend(
      &text, "    ", Count(example.places), " の立場 / ", Count(example.places),
      " places\n    例 / example: ", words.ja, "\n      ", words.en, "\n");
}

constexpr absl::string_view kStyle = R"(<style>
body{font-family:sans-serif;line-height:1.6;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}
caption{text-align:left;font-weight:bold;padding:.4rem 0}
th,td{border:1px solid #888;padding:.4rem .6rem;text-align:left;vertical-align:top}
th{background:#eee}
.wider{background:#fde0dc}.narrower{background:#dcedfd}.same{background:#f4f4f4}
.l1{background:#fff}.l2{background:#fff4cc}.l3{background:#ffe0a3}.l4{background:#ffc27a}
.en{color:#444;font-size:.92em}
pre{white-space:pre-wrap;margin:0}del{background:#fde0dc}ins{background:#dff2df}
@media print{body{margin:0;max-width:none}}
</style>
)";

absl::string_view ClassOf(Effect effect) {
  switch (effect) {
    case Effect::kWidens:
      return "wider";
    case Effect::kNarrows:
      return "narrower";
    case Effect::kNeutral:
      break;
  }
  return "same";
}

std::string LevelCell(v1::Level level) {
  return absl::StrCat("<td class=\"l", static_cast<int>(level), "\">",
                      analysis::Words(level, Language::kJapanese),
                      " <span class=\"en\" lang=\"en\">",
                      analysis::Words(level, Language::kEnglish),
                      "</span></td>");
}

// The rows of one change: a line for each group of categories, or one line.
void AppendRows(const Change& change, int number, std::string& page) {
  const absl::string_view css = ClassOf(change.effect);
  std::string sentence = absl::StrCat(
      EscapeHtml(change.sentence.ja), "<br><span class=\"en\" lang=\"en\">",
      EscapeHtml(change.sentence.en), "</span>");
  const size_t rows =
      change.disclosure.has_value() ? change.disclosure->levels.size() : 1;
  const std::string head =
      absl::StrCat("<tr class=\"", css, "\"><th scope=\"row\" rowspan=\"", rows,
                   "\">", number, "</th><td rowspan=\"", rows, "\">",
                   Sign(change.effect), "</td><td rowspan=\"", rows, "\">");
  if (change.example.has_value()) {
    const Text words = SituationWords(change.example->situation);
    absl::StrAppend(&sentence, "<details><summary>例と数 / example and counts",
                    "</summary>", EscapeHtml(words.ja), "<br>",
                    EscapeHtml(words.en), "<br>", Count(change.example->places),
                    " の立場 / places</details>");
  }
  if (!change.disclosure.has_value()) {
    absl::StrAppend(&page, head, sentence,
                    "</td><td colspan=\"3\">―</td></tr>\n");
    return;
  }
  const DisclosureChange& disclosure = *change.disclosure;
  const Text witness = SituationWords(disclosure.witness);
  absl::StrAppend(
      &sentence, "<details><summary>例と数 / example and counts", "</summary>",
      EscapeHtml(witness.ja), "<br>",
      EscapeHtml(Levels(disclosure.at_witness, Language::kJapanese)), "<br>",
      EscapeHtml(witness.en), ": ",
      EscapeHtml(Levels(disclosure.at_witness, Language::kEnglish)), "<br>",
      Count(disclosure.places), " の立場 / places, ",
      Count(disclosure.situations), " 通り / situations<br>",
      EscapeHtml(absl::StrJoin(change.rules, ", ")), "</details>");
  for (size_t i = 0; i < rows; ++i) {
    const LevelChange& level = disclosure.levels[i];
    const Text categories = CategoryWords(level.categories, CategorySet::All());
    absl::StrAppend(&page,
                    i == 0 ? absl::StrCat(head, sentence, "</td>")
                           : absl::StrCat("<tr class=\"", css, "\">"),
                    "<td>", EscapeHtml(categories.ja), "</td>",
                    LevelCell(level.before), LevelCell(level.after), "</tr>\n");
  }
}

void AppendGuarantee(const GuaranteeProof& one, std::string& text) {
  const bool holds = !one.breach.has_value();
  absl::StrAppend(&text, holds ? "○ " : "× ", one.id,
                  one.local ? "（市独自 / local）" : "", "  ", one.sentence.ja,
                  "\n    ", one.sentence.en, "\n    ＝ ", one.promise.ja,
                  "\n      ", one.promise.en, "\n");
  if (holds) return;
  const Text witness = SituationWords(one.breach->witness);
  absl::StrAppend(
      &text, "    破れる例 / breached by: ", witness.ja, "：",
      CodeAndWords(one.breach->category, Language::kJapanese), " ",
      analysis::Words(one.breach->level, Language::kJapanese), "（約束は ",
      analysis::Words(one.at_most, Language::kJapanese), " まで）\n      ",
      witness.en, ": ", CodeAndWords(one.breach->category, Language::kEnglish),
      " ", ShortName(one.breach->level), ", promised at most ",
      ShortName(one.at_most), "\n");
}

void AppendFlow(const FlowProof& flow, std::string& text) {
  const bool accepted = flow.open == 0;
  const uint64_t all = AllOf(Dimension::kReader);
  Text who = ReaderWords(accepted ? flow.readers : flow.open, all);
  if (who.ja.empty()) who = {"すべての相手", "every reader"};
  const FactEntry& entry = EntryOf(flow.fact);
  absl::StrAppend(&text, accepted ? "○ " : "× ", ShortName(flow.fact), " 「",
                  entry.ja, "」[", ShortName(flow.own), "] ",
                  absl::StrJoin(flow.accepted_by, ", "), "\n    ", who.ja,
                  "\n");
  if (accepted) return;
  const Text witness = SituationWords(flow.witness);
  absl::StrAppend(
      &text, "    受け入れられていない例 / not accepted: ", witness.ja, "：",
      CodeAndWords(flow.shows, Language::kJapanese), " が、そうなら ",
      analysis::Words(flow.if_true, Language::kJapanese), "、そうでなければ ",
      analysis::Words(flow.if_false, Language::kJapanese), "\n      ",
      witness.en, ": ", CodeAndWords(flow.shows, Language::kEnglish), " is ",
      ShortName(flow.if_true), " if ", entry.en, ", else ",
      ShortName(flow.if_false), "\n");
}

}  // namespace

std::string Count(absl::uint128 number) {
  std::ostringstream digits;
  digits << number;
  const std::string plain = digits.str();
  if (plain.size() > 12) {
    return absl::StrCat("約 ", plain.substr(0, 1), ".", plain.substr(1, 1),
                        "×10^", plain.size() - 1);
  }
  std::string text;
  for (size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && (plain.size() - i) % 3 == 0) text += ',';
    text += plain[i];
  }
  return text;
}

Text SituationWords(const policy::Situation& situation) {
  return {Words(situation, Language::kJapanese),
          Words(situation, Language::kEnglish)};
}

std::string DiffText(const Diff& diff,
                     const std::vector<StatementText>& statements) {
  if (diff.changes.empty() && statements.empty()) {
    return "何も変わりません。\nNothing changes.\n";
  }
  std::string text = Headline(diff);
  for (const Change& change : diff.changes) {
    absl::StrAppend(&text, "\n", Sign(change.effect), "\n  ",
                    change.sentence.ja, "\n  ", change.sentence.en, "\n");
    if (change.disclosure.has_value()) {
      AppendNumbers(*change.disclosure, text);
    }
    if (change.example.has_value()) AppendNumbers(*change.example, text);
    if (!change.rules.empty()) {
      absl::StrAppend(
          &text, "    規則 / rules: ", absl::StrJoin(change.rules, ", "), "\n");
    }
  }
  absl::StrAppend(&text, StatementsText(statements),
                  "\n差分のハッシュ / hash of this diff: ",
                  absl::BytesToHexString(Hash(diff)), "\n");
  return text;
}

std::string DiffHtml(const Diff& diff,
                     const std::vector<StatementText>& statements) {
  std::string page = HtmlHead("方針の変更", "What the policy changes");
  absl::StrAppend(&page, "<p>", EscapeHtml(Headline(diff)), "</p>\n");
  absl::StrAppend(
      &page,
      "<table><caption>変更 / changes</caption><thead><tr><th scope=\"col\">"
      "番</th><th scope=\"col\">向き / effect</th><th scope=\"col\">何が / "
      "what</th><th scope=\"col\">区分 / category</th><th scope=\"col\">前 / "
      "before</th><th scope=\"col\">後 / after</th></tr></thead><tbody>\n");
  int number = 0;
  for (const Change& change : diff.changes) AppendRows(change, ++number, page);
  absl::StrAppend(&page, "</tbody></table>\n", StatementsHtml(statements),
                  "<p>前 / before: <code>", absl::BytesToHexString(diff.before),
                  "</code><br>後 / after: <code>",
                  absl::BytesToHexString(diff.after),
                  "</code><br>差分のハッシュ / hash of this diff: <code>",
                  absl::BytesToHexString(Hash(diff)),
                  "</code></p>\n</main></body></html>\n");
  return page;
}

std::string ProofText(const Proof& proof) {
  std::string text = absl::StrCat(
      proof.Holds() ? "成り立ちます。\nIt holds.\n"
                    : "成り立ちません。× を直すまで施行できません。\n"
                      "It does not hold and cannot be activated: see ×.\n",
      Count(proof.places), " の立場、", Count(proof.situations),
      " 通りのすべて / all of ", Count(proof.places), " places, ",
      Count(proof.situations), " situations\n\n保証 / guarantees\n");
  for (const GuaranteeProof& one : proof.guarantees) AppendGuarantee(one, text);
  absl::StrAppend(&text, "\n推し量れること / what can be inferred\n");
  for (const FlowProof& flow : proof.flows) AppendFlow(flow, text);
  for (const IdleAcceptance& idle : proof.idle) {
    absl::StrAppend(&text, "－ ", idle.id, " ", ShortName(idle.fact),
                    " は、もう推し量れません / cannot be inferred any more\n");
  }
  return text;
}

std::string FindingsText(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    absl::StrAppend(&text, WhereOf(finding), ": ",
                    finding.error ? "誤り / error" : "注意 / warning",
                    finding.rule.empty() ? "" : " ", finding.rule, "\n  ",
                    finding.message.ja, "\n  ", finding.message.en, "\n");
  }
  return text.empty() ? "問題は見つかりません。\nNothing to complain about.\n"
                      : text;
}

std::string EscapeHtml(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "<br>";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string HtmlHead(absl::string_view title_ja, absl::string_view title_en) {
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
      title_ja, " / ", title_en, "</title>\n", kStyle,
      "</head><body><main>\n<h1>", title_ja, " <span class=\"en\" lang=\"en\">",
      title_en, "</span></h1>\n");
}

}  // namespace tasuki::analysis
