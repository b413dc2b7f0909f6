#include "gateway/analysis/text_tree.h"

#include <google/protobuf/io/tokenizer.h>

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
      RETURN_IF_ERROR(ReadField(std::move(field), depth, message.fields));
    }
  }

  absl::Status ReadField(TextField field, int depth,
                         std::vector<TextField>& fields) {
    field.at = at_;
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
    if (Peek() == '[') {
      RETURN_IF_ERROR(ReadList(std::move(field), depth, fields));
    } else {
      if (AtMessage()) {
        RETURN_IF_ERROR(ReadMessage(field, depth));
      } else if (colon) {
        RETURN_IF_ERROR(ReadValue(field));
      } else {
        return Here("no value");
      }
      fields.push_back(std::move(field));
    }
    SkipBlanks();
    if (Peek() == ',' || Peek() == ';') ++at_;
    return absl::OkStatus();
  }

  bool AtMessage() const { return Peek() == '{' || Peek() == '<'; }

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

  // Of scalars one field, of messages one for each.
  absl::Status ReadList(TextField list, int depth,
                        std::vector<TextField>& fields) {
    ++at_;
    bool of_messages = false;
    while (true) {
      RETURN_IF_ERROR(SkipInside(list));
      if (Peek() == ']') break;
      if (AtMessage()) {
        of_messages = true;
        TextField one = std::move(list);
        list = TextField();
        list.name = one.name;
        one.at = at_;
        RETURN_IF_ERROR(ReadMessage(one, depth));
        fields.push_back(std::move(one));
      } else {
        RETURN_IF_ERROR(ReadValue(list));
      }
      RETURN_IF_ERROR(SkipInside(list));
      if (Peek() == ',') ++at_;
    }
    ++at_;
    if (!of_messages) {
      fields.push_back(std::move(list));
      return absl::OkStatus();
    }
    if (!list.values.empty()) return Here("messages and values in one list");
    std::vector<TextComment>& last = fields.back().last;
    last.insert(last.end(), list.comments.begin(), list.comments.end());
    return absl::OkStatus();
  }

  absl::Status ReadValue(TextField& field) {
    TextField::Value value;
    value.at = at_;
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
    const size_t begin = at_;
    const char quote = text_[at_++];
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      if (text_[at_] == '\n') return Here("a string ends with its line");
    }
    if (at_ >= text_.size()) return Here("a string is not closed");
    ++at_;
    // Escapes mean here exactly what they mean to the parser of protobuf.
    google::protobuf::io::Tokenizer::ParseStringAppend(
        std::string(text_.substr(begin, at_ - begin)), &text);
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
