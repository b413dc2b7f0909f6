#include "gateway/analysis/format.h"

#include <google/protobuf/util/message_differencer.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "gateway/analysis/policy_files.h"
#include "gateway/analysis/text_tree.h"
#include "gateway/base/status_macros.h"
#include "gateway/base/utf8.h"
#include "gateway/policy/ink.h"

namespace tasuki::analysis {
namespace {

constexpr size_t kColumns = 80;

// A code point as it stands between quotes. What nobody would see is spelled
// out, except for the blanks that writers use.
void AppendPoint(char32_t point, absl::string_view bytes, std::string& text) {
  constexpr char32_t kWideBlank = 0x3000;
  if (point == '"' || point == '\\') {
    absl::StrAppend(&text, "\\", bytes);
  } else if (point == '\n') {
    text += "\\n";
  } else if (point == '\t') {
    text += "\\t";
  } else if (point == ' ' || point == kWideBlank || !policy::IsUnseen(point)) {
    absl::StrAppend(&text, bytes);
  } else if (point < 0x80) {
    // Always three digits: more may follow that are none of its own.
    absl::StrAppendFormat(&text, "\\%03o", static_cast<uint32_t>(point));
  } else if (point <= 0xFFFF) {
    absl::StrAppendFormat(&text, "\\u%04X", static_cast<uint32_t>(point));
  } else {
    absl::StrAppendFormat(&text, "\\U%08X", static_cast<uint32_t>(point));
  }
}

std::string Escaped(absl::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    absl::string_view rest = bytes;
    const char32_t point = TakeCodePoint(rest);
    if (point == kNotUtf8) {
      absl::StrAppendFormat(&text, "\\%03o",
                            static_cast<unsigned char>(bytes[0]));
      bytes.remove_prefix(1);
      continue;
    }
    AppendPoint(point, bytes.substr(0, bytes.size() - rest.size()), text);
    bytes = rest;
  }
  return text;
}

std::string Quoted(const TextField::Value& value) {
  return value.quoted ? absl::StrCat("\"", Escaped(value.text), "\"")
                      : value.text;
}

bool IsAscii(absl::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// Elements of the same list that were written one by one are one list.
void JoinLists(std::vector<TextField>& fields) {
  std::vector<TextField> joined;
  for (TextField& field : fields) {
    const bool goes_on = !joined.empty() && !field.is_message &&
                         !joined.back().is_message && field.comments.empty() &&
                         joined.back().name == field.name;
    if (goes_on) {
      for (TextField::Value& value : field.values) {
        joined.back().values.push_back(std::move(value));
      }
    } else {
      joined.push_back(std::move(field));
    }
  }
  fields = std::move(joined);
}

class Printer {
 public:
  std::string Print(TextField& root) {
    PrintFields(root.fields, 0);
    for (const TextComment& comment : root.last) {
      PrintComment(comment, comment.space_before, 0);
    }
    return std::move(text_);
  }

 private:
  void Line(int depth, absl::string_view line) {
    absl::StrAppend(&text_, std::string(2 * depth, ' '), line, "\n");
  }

  void PrintComment(const TextComment& comment, bool space, int depth) {
    if (space && !text_.empty()) text_ += '\n';
    Line(depth, comment.text);
  }

  void PrintFields(std::vector<TextField>& fields, int depth) {
    JoinLists(fields);
    for (size_t i = 0; i < fields.size(); ++i) {
      TextField& field = fields[i];
      // Statements of a file stand apart; what is inside one stands together.
      const bool apart =
          depth == 0 && i > 0 && (field.is_message || field.space_before);
      bool first = true;
      for (const TextComment& comment : field.comments) {
        PrintComment(comment, first ? apart : comment.space_before, depth);
        first = false;
      }
      if (first ? apart : field.space_after_comments) text_ += '\n';
      PrintField(field, depth);
    }
  }

  void PrintField(TextField& field, int depth) {
    if (!field.is_message) return PrintValues(field, depth);
    Line(depth, absl::StrCat(field.name, " {"));
    PrintFields(field.fields, depth + 1);
    for (const TextComment& comment : field.last) {
      PrintComment(comment, comment.space_before, depth + 1);
    }
    Line(depth, "}");
  }

  void PrintValues(const TextField& field, int depth) {
    std::string all;
    for (const TextField::Value& value : field.values) {
      absl::StrAppend(&all, all.empty() ? "" : ", ", Quoted(value));
    }
    const std::string name = absl::StrCat(field.name, ": ");
    if (field.values.size() == 1) {
      const bool fits = 2 * depth + name.size() + all.size() <= kColumns;
      // Where words have no blanks between them there is nowhere to break.
      if (fits || !field.values[0].quoted || !IsAscii(all)) {
        return Line(depth, absl::StrCat(name, all));
      }
      return PrintPieces(field, depth);
    }
    const std::string list = absl::StrCat(name, "[", all, "]");
    if (2 * depth + list.size() <= kColumns || field.values.empty()) {
      return Line(depth, list);
    }
    PrintList(field, depth);
  }

  void PrintList(const TextField& field, int depth) {
    Line(depth, absl::StrCat(field.name, ": ["));
    std::string line;
    for (size_t i = 0; i < field.values.size(); ++i) {
      const std::string value = absl::StrCat(
          Quoted(field.values[i]), i + 1 < field.values.size() ? "," : "");
      const size_t width = 2 * depth + 2 + line.size() + 1 + value.size();
      if (!line.empty() && width > kColumns) {
        Line(depth + 1, line);
        line.clear();
      }
      absl::StrAppend(&line, line.empty() ? "" : " ", value);
    }
    Line(depth + 1, line);
    Line(depth, "]");
  }

  // A long text in pieces, each of which ends with a blank.
  void PrintPieces(const TextField& field, int depth) {
    Line(depth, absl::StrCat(field.name, ":"));
    const std::string indent(2 * depth + 4, ' ');
    std::string piece;
    const auto flush = [&] {
      absl::StrAppend(&text_, indent, "\"", piece, "\"\n");
      piece.clear();
    };
    const std::vector<std::string> words =
        absl::StrSplit(field.values[0].text, ' ');
    for (size_t i = 0; i < words.size(); ++i) {
      const std::string word =
          absl::StrCat(Escaped(words[i]), i + 1 < words.size() ? " " : "");
      const size_t width = indent.size() + 2 + piece.size() + word.size();
      if (!piece.empty() && width > kColumns) flush();
      piece += word;
    }
    flush();
  }

  std::string text_;
};

// What the text says, whatever kind of file it is.
struct Said {
  v1::PolicyPack pack;
  v1::PolicyCases cases;
  bool operator==(const Said& other) const {
    using google::protobuf::util::MessageDifferencer;
    return MessageDifferencer::Equals(pack, other.pack) &&
           MessageDifferencer::Equals(cases, other.cases);
  }
};

absl::StatusOr<Said> Read(absl::string_view text) {
  std::vector<Finding> findings;
  const PolicySources sources =
      ReadPolicySources({{"", std::string(text)}}, findings);
  for (const Finding& finding : findings) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", finding.place.line, ", column ",
                     finding.place.column, ": ", finding.message.en));
  }
  Said said;
  if (!sources.packs.empty()) said.pack = sources.packs[0].message;
  if (!sources.cases.empty()) said.cases = sources.cases[0].message;
  return said;
}

}  // namespace

absl::StatusOr<std::string> FormatText(absl::string_view text) {
  ASSIGN_OR_RETURN(const Said before, Read(text));
  ASSIGN_OR_RETURN(TextField root, ParseTextTree(text));
  std::string formatted = Printer().Print(root);
  const absl::StatusOr<Said> after = Read(formatted);
  if (!after.ok() || !(*after == before)) {
    return absl::InvalidArgumentError(
        "in canonical form it would not say the same, so it was left as it is");
  }
  return formatted;
}

}  // namespace tasuki::analysis
