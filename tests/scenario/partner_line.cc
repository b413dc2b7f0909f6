#include "tests/scenario/partner_line.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/base/status_macros.h"

namespace tasuki::scenario {
namespace {

using Metadata = std::multimap<std::string, std::string>;

std::string Word(absl::string_view bytes) {
  return absl::StrCat("=", absl::Base64Escape(bytes));
}

std::string EncodeMetadata(const Metadata& metadata) {
  std::string text;
  for (const auto& [key, value] : metadata) {
    absl::StrAppend(&text, key, " ", Word(value), "\n");
  }
  return Word(text);
}

absl::StatusOr<Metadata> DecodeMetadata(absl::string_view word) {
  ASSIGN_OR_RETURN(const std::string text, DecodeWord(word));
  Metadata metadata;
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> entry =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    ASSIGN_OR_RETURN(std::string value, DecodeWord(entry.second));
    metadata.emplace(entry.first, std::move(value));
  }
  return metadata;
}

}  // namespace

absl::StatusOr<std::string> DecodeWord(absl::string_view word) {
  std::string bytes;
  if (word.empty() || word[0] != '=' ||
      !absl::Base64Unescape(word.substr(1), &bytes)) {
    return absl::InvalidArgumentError("not a word of bytes");
  }
  return bytes;
}

std::string EncodeCall(absl::string_view method, absl::string_view request) {
  return absl::StrCat("call ", method, " ", Word(request));
}

std::string EncodeAnswer(const client::WireAnswer& answer) {
  return absl::StrCat("answer ", static_cast<int>(answer.status.code()), " ",
                      Word(answer.status.message()), " ", Word(answer.response),
                      " ", Word(answer.details), " ",
                      EncodeMetadata(answer.initial_metadata), " ",
                      EncodeMetadata(answer.trailing_metadata));
}

absl::StatusOr<client::WireAnswer> DecodeAnswer(absl::string_view line) {
  const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
  int code = 0;
  if (words.size() != 7 || words[0] != "answer" ||
      !absl::SimpleAtoi(words[1], &code)) {
    return absl::InvalidArgumentError("not an answer");
  }
  client::WireAnswer answer;
  ASSIGN_OR_RETURN(const std::string message, DecodeWord(words[2]));
  answer.status = absl::Status(static_cast<absl::StatusCode>(code), message);
  ASSIGN_OR_RETURN(answer.response, DecodeWord(words[3]));
  ASSIGN_OR_RETURN(answer.details, DecodeWord(words[4]));
  ASSIGN_OR_RETURN(answer.initial_metadata, DecodeMetadata(words[5]));
  ASSIGN_OR_RETURN(answer.trailing_metadata, DecodeMetadata(words[6]));
  return answer;
}

}  // namespace tasuki::scenario
