#ifndef GATEWAY_ANALYSIS_SOURCE_H_
#define GATEWAY_ANALYSIS_SOURCE_H_

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/analysis/text_tree.h"
#include "gateway/analysis/words.h"

namespace tasuki::analysis {

// A file as its author wrote it.
struct SourceFile {
  std::string name, text;
};

// From 1; 0: not known.
struct TextPlace {
  int line = 0, column = 0;
  bool operator==(const TextPlace&) const = default;
};
TextPlace PlaceOfByte(absl::string_view text, size_t byte);

// Something about a file that its author should know. Never quotes more of it
// than a name.
struct Finding {
  std::string file;
  TextPlace place;
  bool error = false;  // the packs cannot be used
  std::string rule;    // id, if it is about one
  Text message;
};

// No pack is larger; so nobody waits for a file that was mistaken for one.
inline constexpr size_t kLargestFile = size_t{4} << 20;

// What is wrong with the text before anything is read: too large, not UTF-8, a
// control character. Nothing if it may be read.
std::optional<Finding> TextFault(const SourceFile& file);

// A text that was read, and where in it everything stands.
class SourceTree {
 public:
  SourceTree(absl::string_view text, TextField root);
  // Every field as it was written.
  const TextField& root() const { return root_; }
  TextPlace PlaceOf(size_t byte) const;

 private:
  std::vector<size_t> lines_;  // where each begins
  TextField root_;
};

// Reads the text into `message`. What stands in its way is added to `findings`,
// and then the result is nothing.
std::optional<SourceTree> ReadSource(const SourceFile& file,
                                     google::protobuf::Message& message,
                                     std::vector<Finding>& findings);

// INVALID_ARGUMENT: errors are among them; says each in both languages, with
// file, line and column.
absl::Status StatusOf(const std::vector<Finding>& findings);

// "a.txtpb:3:5"; without place if there is none, and the whole policy if there
// is no file either.
std::string WhereOf(const Finding& finding);

bool HasErrors(const std::vector<Finding>& findings);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_SOURCE_H_
