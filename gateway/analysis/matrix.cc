#include "gateway/analysis/matrix.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/opening_cells.h"
#include "gateway/analysis/places.h"
#include "gateway/analysis/report.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::analysis {
namespace {

using Key = std::tuple<v1::AudienceType, v1::Category, v1::BasisCode>;

v1::Level MostOf(const Cell& cell) {
  v1::Level most = v1::LEVEL_WITHHELD;
  for (const v1::Level level : kOpenLevels) {
    if (!cell.AtLeast(level).empty()) most = level;
  }
  return most;
}

class Builder {
 public:
  explicit Builder(const Tables& tables)
      : tables_(tables), cells_(tables.index) {}

  std::vector<MatrixCell> Build() {
    std::set<std::pair<v1::AudienceType, uint32_t>> seen;
    const std::vector<uint32_t> rows = RowsOf(tables_.index);
    for (uint32_t place = 0; place < rows.size(); ++place) {
      if (rows[place] == 0) continue;
      const v1::AudienceType reader =
          LegalReaders()[PlaceAt(place)[0]].audience;
      if (seen.insert({reader, rows[place]}).second) Add(reader, rows[place]);
    }
    std::vector<MatrixCell> matrix;
    for (auto& [key, entry] : matrix_) {
      entry.first.grants.assign(entry.second.begin(), entry.second.end());
      matrix.push_back(std::move(entry.first));
    }
    return matrix;
  }

 private:
  void Add(v1::AudienceType reader, uint32_t row) {
    for (int b = 1; b < policy::kBases; ++b) {
      const auto basis = static_cast<v1::BasisCode>(b);
      const uint32_t opening = tables_.index.OpeningOf(row, basis);
      if (opening == policy::Openings::kNothing) continue;
      for (const AlikeCell& alike : cells_.Of(opening)) {
        const v1::Level most = MostOf(alike.cell);
        if (most == v1::LEVEL_WITHHELD) continue;
        const v1::Level ordinary = alike.cell.LevelUnder(OrdinaryFacts());
        for (const v1::Category category : alike.categories.members()) {
          auto& [cell, grants] = matrix_[{reader, category, basis}];
          cell.reader = reader;
          cell.basis = basis;
          cell.category = category;
          cell.ordinary = std::max(cell.ordinary, ordinary);
          cell.most = std::max(cell.most, most);
          AddGrants(row, basis, category, grants);
        }
      }
    }
  }

  void AddGrants(uint32_t row, v1::BasisCode basis, v1::Category category,
                 std::set<std::string>& ids) const {
    for (const uint32_t number : tables_.index.rules(row).grants) {
      const policy::GrantRule& grant = tables_.rules.grants[number];
      if (grant.basis == basis && grant.gives.existence().Contains(category)) {
        ids.insert(grant.id);
      }
    }
  }

  const Tables& tables_;
  OpeningCells cells_;
  std::map<Key, std::pair<MatrixCell, std::set<std::string>>> matrix_;
};

std::string Sign(v1::Level level) {
  switch (level) {
    case v1::LEVEL_FULL:
      return "●";
    case v1::LEVEL_REDUCED:
      return "◐";
    case v1::LEVEL_EXISTENCE:
      return "○";
    case v1::LEVEL_WITHHELD:
    case v1::LEVEL_UNSPECIFIED:
    case v1::Level_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Level_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "－";
}

std::string Signs(const MatrixCell& cell) {
  return cell.most == cell.ordinary
             ? Sign(cell.ordinary)
             : absl::StrCat(Sign(cell.ordinary), "→", Sign(cell.most));
}

// In words for those who do not see the signs.
std::string SpokenLevels(const MatrixCell& cell) {
  const std::string ordinary =
      analysis::Words(cell.ordinary, Language::kJapanese);
  if (cell.most == cell.ordinary) return ordinary;
  return absl::StrCat(ordinary, "、条件により ",
                      analysis::Words(cell.most, Language::kJapanese));
}

// A spreadsheet takes what begins with one of these for a formula and runs it,
// some also in full width; the apostrophe says that it is text.
std::string CsvField(std::string text) {
  for (const char* sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (!absl::StartsWith(text, sign)) continue;
    text = absl::StrCat("'", text);
    break;
  }
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

policy::Sentences SentencesOf(const policy::Rules& rules,
                              const std::string& id) {
  const auto found = rules.sentences.find(id);
  return found == rules.sentences.end() ? policy::Sentences() : found->second;
}

// The cells of one reader, as a table of categories and grounds.
void AppendTable(const std::vector<const MatrixCell*>& cells,
                 std::string& page) {
  std::map<v1::BasisCode, bool> bases;
  std::map<v1::Category, std::map<v1::BasisCode, const MatrixCell*>> rows;
  for (const MatrixCell* cell : cells) {
    bases[cell->basis] = true;
    rows[cell->category][cell->basis] = cell;
  }
  const v1::AudienceType reader = cells[0]->reader;
  absl::StrAppend(&page, "<table><caption id=\"", ShortName(reader), "\">",
                  EscapeHtml(analysis::Words(reader, Language::kJapanese)),
                  " <span class=\"en\" lang=\"en\">",
                  EscapeHtml(analysis::Words(reader, Language::kEnglish)),
                  "</span></caption><thead><tr><th scope=\"col\">区分</th>"
                  "<th scope=\"col\">根拠なし</th>");
  for (const auto& [basis, used] : bases) {
    absl::StrAppend(&page, "<th scope=\"col\">",
                    EscapeHtml(analysis::Words(basis, Language::kJapanese)),
                    "</th>");
  }
  absl::StrAppend(&page, "</tr></thead><tbody>\n");
  for (const auto& [category, by_basis] : rows) {
    absl::StrAppend(&page, "<tr><th scope=\"row\">",
                    EscapeHtml(CodeAndWords(category, Language::kJapanese)),
                    "</th><td class=\"l1\">－</td>");
    for (const auto& [basis, used] : bases) {
      const auto found = by_basis.find(basis);
      if (found == by_basis.end()) {
        absl::StrAppend(&page, "<td class=\"l1\">－</td>");
        continue;
      }
      const MatrixCell& cell = *found->second;
      std::vector<std::string> links;
      for (const std::string& id : cell.grants) {
        links.push_back(absl::StrCat("<a href=\"#", id, "\">", id, "</a>"));
      }
      absl::StrAppend(&page, "<td class=\"l", static_cast<int>(cell.most),
                      "\"><span role=\"img\" aria-label=\"", SpokenLevels(cell),
                      "\">", Signs(cell), "</span><br><small>",
                      absl::StrJoin(links, "<br>"), "</small></td>");
    }
    absl::StrAppend(&page, "</tr>\n");
  }
  absl::StrAppend(&page, "</tbody></table>\n");
}

}  // namespace

std::vector<MatrixCell> MatrixOf(const Tables& tables) {
  return Builder(tables).Build();
}

std::vector<MatrixCell> Filtered(const std::vector<MatrixCell>& matrix,
                                 const MatrixFilter& filter) {
  std::vector<MatrixCell> filtered;
  for (const MatrixCell& cell : matrix) {
    const bool reader = filter.readers.empty() ||
                        std::find(filter.readers.begin(), filter.readers.end(),
                                  cell.reader) != filter.readers.end();
    if (reader && filter.categories.Contains(cell.category)) {
      filtered.push_back(cell);
    }
  }
  return filtered;
}

std::string MatrixText(const std::vector<MatrixCell>& matrix) {
  std::string text =
      "● 全部 FULL　◐ 要約 REDUCED　○ 存在 EXISTENCE　－ 非開示 WITHHELD　"
      "◐→● 条件により with conditions\n根拠がなければ何も開きません。\n"
      "Without a ground nothing is opened.\n";
  v1::AudienceType reader = v1::AUDIENCE_TYPE_UNSPECIFIED;
  v1::Category category = v1::CATEGORY_UNSPECIFIED;
  for (const MatrixCell& cell : matrix) {
    if (cell.reader != reader) {
      reader = cell.reader;
      category = v1::CATEGORY_UNSPECIFIED;
      absl::StrAppend(&text,
                      "\n== ", analysis::Words(reader, Language::kJapanese),
                      " / ", analysis::Words(reader, Language::kEnglish), "\n");
    }
    if (cell.category != category) {
      category = cell.category;
      absl::StrAppend(&text, CodeAndWords(category, Language::kJapanese), "\n");
    }
    absl::StrAppend(&text, "  ", Signs(cell), "  ",
                    analysis::Words(cell.basis, Language::kJapanese), " ",
                    ShortName(cell.basis), "  ",
                    absl::StrJoin(cell.grants, ", "), "\n");
  }
  return text;
}

std::string MatrixHtml(const std::vector<MatrixCell>& matrix,
                       const policy::Rules& rules) {
  std::string page = HtmlHead("開示表", "Disclosure matrix");
  absl::StrAppend(
      &page,
      "<p>● 全部、◐ 要約、○ 存在、－ 非開示。◐→● は、ふつうの場合と、"
      "条件がそろったとき。役割・関わり・目的・種別・保有者のうち最も開くもの。"
      "欄の規則から、その文へ移れます。<br><span class=\"en\" lang=\"en\">"
      "The most over all roles, relations, purposes, classes and holders: in "
      "an "
      "ordinary case, and with conditions. The rules in a cell lead to their "
      "sentences.</span></p>\n");
  std::map<v1::AudienceType, std::vector<const MatrixCell*>> by_reader;
  std::set<std::string> ids;
  for (const MatrixCell& cell : matrix) {
    by_reader[cell.reader].push_back(&cell);
    ids.insert(cell.grants.begin(), cell.grants.end());
  }
  for (const auto& [reader, cells] : by_reader) AppendTable(cells, page);
  absl::StrAppend(&page, "<h2>なぜ / Why</h2>\n<dl>\n");
  for (const std::string& id : ids) {
    const policy::Sentences sentences = SentencesOf(rules, id);
    absl::StrAppend(&page, "<dt id=\"", id, "\"><code>", id, "</code></dt><dd>",
                    EscapeHtml(sentences.japanese),
                    "<br><span class=\"en\" lang=\"en\">",
                    EscapeHtml(sentences.english), "</span></dd>\n");
  }
  absl::StrAppend(&page, "</dl>\n</main></body></html>\n");
  return page;
}

std::string MatrixCsv(const std::vector<MatrixCell>& matrix,
                      const policy::Rules& rules) {
  std::string text =
      "reader,category,ground,ordinary,with_conditions,rules,sentence_ja\r\n";
  for (const MatrixCell& cell : matrix) {
    std::vector<std::string> sentences;
    for (const std::string& id : cell.grants) {
      sentences.push_back(SentencesOf(rules, id).japanese);
    }
    absl::StrAppend(&text, ShortName(cell.reader), ",",
                    ShortName(cell.category), ",", ShortName(cell.basis), ",",
                    ShortName(cell.ordinary), ",", ShortName(cell.most), ",",
                    CsvField(absl::StrJoin(cell.grants, " ")), ",",
                    CsvField(absl::StrJoin(sentences, " ")), "\r\n");
  }
  return text;
}

}  // namespace tasuki::analysis
