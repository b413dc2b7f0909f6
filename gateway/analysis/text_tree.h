#ifndef GATEWAY_ANALYSIS_TEXT_TREE_H_
#define GATEWAY_ANALYSIS_TEXT_TREE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::analysis {

// Protobuf text as its author wrote it, with comments: what the parser of
// protobuf forgets. Strings that stand side by side are one, and messages in a
// list stand one by one.

struct TextComment {
  std::string text;           // with its #
  bool space_before = false;  // an empty line is above it
};

struct TextField {
  std::vector<TextComment> comments;  // above it
  bool space_before = false;          // an empty line is above all that
  bool space_after_comments = false;  // and one between them and it
  std::string name;
  size_t at = 0;  // where it begins, in bytes
  // Of a string what it says: without quotes and escapes.
  struct Value {
    std::string text;
    bool quoted = false;
    size_t at = 0;
  };
  std::vector<Value> values;  // of a scalar or a list
  bool is_message = false;
  std::vector<TextField> fields;  // of a message
  std::vector<TextComment> last;  // comments behind its last field
};

// The whole file as one message without a name.
// INVALID_ARGUMENT: not protobuf text; with line and column.
absl::StatusOr<TextField> ParseTextTree(absl::string_view text);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_TEXT_TREE_H_
