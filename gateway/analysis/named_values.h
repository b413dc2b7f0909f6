#ifndef GATEWAY_ANALYSIS_NAMED_VALUES_H_
#define GATEWAY_ANALYSIS_NAMED_VALUES_H_

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gateway/analysis/text_tree.h"
#include "gateway/analysis/words.h"

namespace tasuki::analysis {

// The vocabulary whose short names a text field of packs and cases holds.
struct FieldVocabulary {
  const google::protobuf::EnumDescriptor* names;
  bool all = false;       // "*" may stand alone
  bool negation = false;  // "!" may stand in front
  bool nothing = false;   // may be left empty
};

// Nothing: the field holds words of the author's.
std::optional<FieldVocabulary> VocabularyOf(
    const google::protobuf::FieldDescriptor& field);

// A value that cannot stand where it stands.
struct WrongValue {
  size_t at;  // byte of the text
  Text message;
};

// Every name in the message that its vocabulary does not have, and every text
// that may not be shown. `tree` is the message as it was written; `inside` the
// type that it is part of, if any: some names depend on it.
std::vector<WrongValue> WrongValues(
    const google::protobuf::Descriptor& type, const TextField& tree,
    const google::protobuf::Descriptor* inside = nullptr);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_NAMED_VALUES_H_
