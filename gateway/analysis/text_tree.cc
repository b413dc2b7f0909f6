#include "gateway/analysis/text_tree.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gateway/analysis/source.h"
#include "gateway/base/status_macros.h"

namespace tasuki::analysis {
namespace {

// Deeper nesting is no pack.
constexpr int kDeepest = 32;

bool IsWordCharacter(char c) {
  return absl::ascii_isalnum(c) || c == '_' || c == '.' || c == '-' || c == '+';
}

class Reader {
 public:
  explicit Reader(absl::string_view text) : text_(text) {}

  absl::StatusOr<TextField> Read() {
    TextField root;
    root.is_message = true;
    RETURN_IF_ERROR(ReadFields(root, 0));
    if (at_ < text_.size()) return Here("a bracket too many");
    return root;
  }

 private:
  absl::Status Here(absl::string_view what) const {
    const TextPlace place = PlaceOfByte(text_, std::min(at_, text_.size()));
    return absl::InvalidArgumentError(absl::StrCat(
        "line ", place.line, ", column ", place.column, ": ", what));
  }

  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  // Goes over blanks and comments, and keeps the latter.
  void Skip(std::vector<TextComment>& comments, bool& space) {
    int lines = 0;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') {
        ++lines;
      } else if (text_[at_] == '#') {
        const size_t end = std::min(text_.find('\n', at_), text_.size());
        absl::string_view comment = text_.substr(at_, end - at_);
        comments.push_back(
            {std::string(absl::StripTrailingAsciiWhitespace(comment)),
             lines > 1});
        lines = 0;
        at_ = end - 1;
      } else if (!absl::ascii_isspace(text_[at_])) {
        break;
      }
    }
    space = lines > 1;
  }

  absl::Status ReadFields(TextField& message, int depth) {
    if (depth > kDeepest) return Here("nested too deep");
    while (true) {
      TextField field;
      bool space = false;
      Skip(field.comments, space);
      field.space_before =
          field.comments.empty() ? space : field.comments[0].space_before;
      field.space_after_comments = !field.comments.empty() && space;
      if (at_ >= text_.size() || Peek() == '}' || Peek() == '>') {
        message.last = std::move(field.comments);
        return absl::OkStatus();
      }
      RETURN_IF_ERROR(ReadField(field, depth));
      message.fields.push_back(std::move(field));
    }
  }

  absl::Status ReadField(TextField& field, int depth) {
    while (at_ < text_.size() && IsWordCharacter(text_[at_])) {
      field.name += text_[at_++];
    }
    if (field.name.empty()) return Here("no name of a field");
    RETURN_IF_ERROR(SkipInside(field));
    const bool colon = Peek() == ':';
    if (colon) {
      ++at_;
      RETURN_IF_ERROR(SkipInside(field));
    }
    if (Peek() == '{' || Peek() == '<') {
      RETURN_IF_ERROR(ReadMessage(field, depth));
    } else if (!colon) {
      return Here("no value");
    } else if (Peek() == '[') {
      RETURN_IF_ERROR(ReadList(field));
    } else {
      RETURN_IF_ERROR(ReadValue(field));
    }
    SkipBlanks();
    if (Peek() == ',' || Peek() == ';') ++at_;
    return absl::OkStatus();
  }

  // Comments in the midst of a field go above it.
  absl::Status SkipInside(TextField& field) {
    bool space = false;
    Skip(field.comments, space);
    return at_ < text_.size() ? absl::OkStatus() : Here("ends too early");
  }

  void SkipBlanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
      ++at_;
    }
  }

  absl::Status ReadMessage(TextField& field, int depth) {
    const char close = Peek() == '{' ? '}' : '>';
    ++at_;
    field.is_message = true;
    RETURN_IF_ERROR(ReadFields(field, depth + 1));
    if (Peek() != close) return Here("a bracket is not closed");
    ++at_;
    return absl::OkStatus();
  }

  absl::Status ReadList(TextField& field) {
    ++at_;
    while (true) {
      RETURN_IF_ERROR(SkipInside(field));
      if (Peek() == ']') {
        ++at_;
        return absl::OkStatus();
      }
      if (Peek() == '{' || Peek() == '<') {
        return Here("write messages one by one, not as a list");
      }
      RETURN_IF_ERROR(ReadValue(field));
      RETURN_IF_ERROR(SkipInside(field));
      if (Peek() == ',') ++at_;
    }
  }

  absl::Status ReadValue(TextField& field) {
    TextField::Value value;
    if (Peek() != '"' && Peek() != '\'') {
      while (at_ < text_.size() && IsWordCharacter(text_[at_])) {
        value.text += text_[at_++];
      }
      if (value.text.empty()) return Here("no value");
      field.values.push_back(std::move(value));
      return absl::OkStatus();
    }
    value.quoted = true;
    while (Peek() == '"' || Peek() == '\'') {
      RETURN_IF_ERROR(ReadString(value.text));
      const size_t end = at_;
      bool space = false;
      std::vector<TextComment> comments;
      Skip(comments, space);
      // What stands behind the last piece belongs to what follows.
      if (Peek() != '"' && Peek() != '\'') {
        at_ = end;
        break;
      }
      for (TextComment& comment : comments) {
        field.comments.push_back(std::move(comment));
      }
    }
    field.values.push_back(std::move(value));
    return absl::OkStatus();
  }

  absl::Status ReadString(std::string& text) {
    const char quote = text_[at_++];
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\n') return Here("a string ends with its line");
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) text += text_[at_++];
      // In the other quotes it would end the string.
      if (text_[at_] == '"' && quote == '\'' && !text.ends_with('\\')) {
        text += '\\';
      }
      text += text_[at_];
    }
    if (at_ >= text_.size()) return Here("a string is not closed");
    ++at_;
    return absl::OkStatus();
  }

  absl::string_view text_;
  size_t at_ = 0;
};

}  // namespace

absl::StatusOr<TextField> ParseTextTree(absl::string_view text) {
  return Reader(text).Read();
}

}  // namespace tasuki::analysis
