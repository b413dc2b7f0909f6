#include "gateway/analysis/source.h"

#include <google/protobuf/io/tokenizer.h>

#include "absl/strings/str_cat.h"
#include "gateway/base/utf8.h"

namespace tasuki::analysis {
namespace {

using google::protobuf::TextFormat;

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
    return ErrorAt(
        file, PlaceOfByte(text, kLargestFile),
        {absl::StrCat("ファイルが大きすぎます（", text.size(),
                      " バイト、ここまでの ", kLargestFile, " バイトが上限）"),
         absl::StrCat("the file is too large: ", text.size(),
                      " bytes, and here the limit of ", kLargestFile,
                      " is reached")});
  }
  for (absl::string_view rest = text; !rest.empty();) {
    const size_t at = text.size() - rest.size();
    const char32_t point = TakeCodePoint(rest);
    if (point == kNotUtf8) {
      return ErrorAt(file, PlaceOfByte(text, at),
                     {"UTF-8 ではない文字があります", "this is not UTF-8"});
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

TextPlace PlaceOf(const TextFormat::ParseInfoTree& places,
                  const google::protobuf::FieldDescriptor& field, int index) {
  const TextFormat::ParseLocation location = places.GetLocation(&field, index);
  if (location.line < 0) return {};
  return {location.line + 1, location.column + 1};
}

std::shared_ptr<TextFormat::ParseInfoTree> ReadSource(
    const SourceFile& file, google::protobuf::Message& message,
    std::vector<Finding>& findings) {
  if (std::optional<Finding> fault = TextFault(file)) {
    findings.push_back(*std::move(fault));
    return nullptr;
  }
  auto places = std::make_shared<TextFormat::ParseInfoTree>();
  Errors errors(file, message.GetDescriptor()->name(), findings);
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(places.get());
  const size_t before = findings.size();
  if (parser.ParseFromString(file.text, &message)) return places;
  if (findings.size() == before) errors.AddError(0, 0, "");
  return nullptr;
}

}  // namespace tasuki::analysis
