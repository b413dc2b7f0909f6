#ifndef GATEWAY_POLICY_PACK_TEXT_H_
#define GATEWAY_POLICY_PACK_TEXT_H_

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace tasuki::policy {

// True for text that can be shown as it stands, see CheckTexts.
bool MayBeShown(absl::string_view text);

// What is wrong with one that cannot.
inline constexpr absl::string_view kMayNotBeShown =
    "holds what is not UTF-8, a control character or a mark of direction";

// Whether what a pack says can be shown to an officer as it stands: UTF-8, and
// nothing that moves the cursor, clears a screen or turns the direction of a
// line. Escapes in protobuf text are decoded before anybody looks at them, so
// the decoded texts are looked at.
// INVALID_ARGUMENT: names the field, never what it holds.
absl::Status CheckTexts(const google::protobuf::Message& message);

// True if nobody could see anything of it: no character that has ink
// (gateway/policy/ink.h). What is not UTF-8 is not blank but wrong.
bool IsBlank(absl::string_view text);

// True for the id of a statement: 1 to 64 letters, digits, '.', '_' and '-'.
bool IsRuleId(absl::string_view id);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_PACK_TEXT_H_
