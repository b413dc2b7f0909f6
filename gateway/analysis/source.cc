#include "gateway/analysis/source.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/utf8.h"

namespace tasuki::analysis {
namespace {

Finding ErrorAt(const SourceFile& file, TextPlace place, Text message) {
  Finding finding;
  finding.file = file.name;
  finding.place = place;
  finding.error = true;
  finding.message = std::move(message);
  return finding;
}

// Every error with its place, and without the parser's words: they quote.
class Errors final : public google::protobuf::io::ErrorCollector {
 public:
  Errors(const SourceFile& file, absl::string_view type,
         std::vector<Finding>& findings)
      : file_(file), type_(type), findings_(findings) {}
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string&) override {
    findings_.push_back(
        ErrorAt(file_, {line + 1, column + 1},
                {absl::StrCat("ここは ", type_, " の書き方ではありません"),
                 absl::StrCat("this is not how a ", type_, " is written")}));
  }

 private:
  const SourceFile& file_;
  const absl::string_view type_;
  std::vector<Finding>& findings_;
};

}  // namespace

TextPlace PlaceOfByte(absl::string_view text, size_t byte) {
  TextPlace place = {1, 1};
  for (const char c : text.substr(0, byte)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      ++place.column;
    }
  }
  return place;
}

std::optional<Finding> TextFault(const SourceFile& file) {
  const absl::string_view text = file.text;
  if (text.size() > kLargestFile) {
    return ErrorAt(file, PlaceOfByte(text, kLargestFile),
                   {absl::StrCat("ファイルが大きすぎます（ここまでの ",
                                 kLargestFile, " バイトが上限）"),
                    absl::StrCat("the file is too large: here the limit of ",
                                 kLargestFile, " bytes is reached")});
  }
  // Nobody sees it, and to the parser it is part of the first name.
  constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (absl::StartsWith(text, kByteOrderMark)) {
    return ErrorAt(
        file, {1, 1},
        {"ファイルの初めにバイト順マーク（BOM）があります。BOM なしの UTF-8 で"
         "保存してください",
         "the file begins with a byte order mark (BOM); save it as UTF-8 "
         "without one"});
  }
  for (absl::string_view rest = text; !rest.empty();) {
    const size_t at = text.size() - rest.size();
    const char32_t point = TakeCodePoint(rest);
    if (point == kNotUtf8) {
      return ErrorAt(file, PlaceOfByte(text, at),
                     {"UTF-8 ではない文字があります", "this is not UTF-8"});
    }
    // To the parser it is no end of a line: a comment would go on to the end.
    if (point == '\r' && !absl::StartsWith(rest, "\n")) {
      return ErrorAt(file, PlaceOfByte(text, at),
                     {"行の終わりが CR だけです（LF か CRLF にしてください）",
                      "a line ends in CR alone; use LF or CRLF"});
    }
    const bool control =
        (point < 0x20 && point != '\n' && point != '\t' && point != '\r') ||
        point == 0x7F || (point >= 0x80 && point < 0xA0);
    if (control) {
      return ErrorAt(file, PlaceOfByte(text, at),
                     {"制御文字があります", "this is a control character"});
    }
  }
  return std::nullopt;
}

SourceTree::SourceTree(absl::string_view text, TextField root)
    : lines_{0}, root_(std::move(root)) {
  for (size_t at = text.find('\n'); at != text.npos;
       at = text.find('\n', at + 1)) {
    lines_.push_back(at + 1);
  }
}

TextPlace SourceTree::PlaceOf(size_t byte) const {
  const auto line =
      std::prev(std::upper_bound(lines_.begin(), lines_.end(), byte));
  return {static_cast<int>(line - lines_.begin()) + 1,
          static_cast<int>(byte - *line) + 1};
}

std::optional<SourceTree> ReadSource(const SourceFile& file,
                                     google::protobuf::Message& message,
                                     std::vector<Finding>& findings) {
  if (std::optional<Finding> fault = TextFault(file)) {
    findings.push_back(*std::move(fault));
    return std::nullopt;
  }
  Errors errors(file, message.GetDescriptor()->name(), findings);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  const size_t before = findings.size();
  if (!parser.ParseFromString(file.text, &message)) {
    if (findings.size() == before) errors.AddError(0, 0, "");
    return std::nullopt;
  }
  absl::StatusOr<TextField> root = ParseTextTree(file.text);
  if (!root.ok()) {
    // What it has read up to there is said with line and column.
    findings.push_back(ErrorAt(file, {1, 1},
                               {std::string(root.status().message()),
                                std::string(root.status().message())}));
    return std::nullopt;
  }
  return SourceTree(file.text, *std::move(root));
}

std::string WhereOf(const Finding& finding) {
  if (finding.file.empty()) return "方針の全体 / the whole policy";
  if (finding.place.line == 0) return finding.file;
  return absl::StrCat(finding.file, ":", finding.place.line, ":",
                      finding.place.column);
}

absl::Status StatusOf(const std::vector<Finding>& findings) {
  constexpr int kMost = 20;
  std::string text;
  int errors = 0;
  for (const Finding& finding : findings) {
    if (!finding.error || ++errors > kMost) continue;
    absl::StrAppend(&text, text.empty() ? "" : "\n  ", WhereOf(finding), ": ",
                    finding.rule, finding.rule.empty() ? "" : ": ",
                    finding.message.ja, " / ", finding.message.en);
  }
  if (errors == 0) return absl::OkStatus();
  if (errors > kMost) {
    absl::StrAppend(&text, "\n  ほか ", errors - kMost, " か所 / and ",
                    errors - kMost, " more");
  }
  return absl::InvalidArgumentError(text);
}

bool HasErrors(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.error; });
}

}  // namespace tasuki::analysis
