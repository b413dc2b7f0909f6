#ifndef GATEWAY_DISCLOSURE_VALUE_FORMAT_H_
#define GATEWAY_DISCLOSURE_VALUE_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "tasuki/v1/disclosure_option.pb.h"

namespace google::protobuf {
class EnumValueDescriptor;
}  // namespace google::protobuf

// Forms of single values, and what a reduction makes of them. Pure functions
// of value and option; many values share each reduced form, so that it cannot
// be turned back.
namespace tasuki::disclosure {

// The number of Unicode code points. Nothing: not UTF-8 (RFC 3629), or a
// control character; a line feed is one unless `line_feeds`.
std::optional<int> CountCharacters(absl::string_view text, bool line_feeds);

// Whether the text has the form and size that the option demands, or the
// reduced form of its field.
bool HasForm(absl::string_view text, const v1::FieldDisclosure& option);

// Whether the text is what the reduction of some other value gives.
bool IsReducedForm(absl::string_view text, v1::Reduction reduction);

// The reduced form of a value that has its form. What is reduced already stays
// as it is. Empty: withheld.
std::string ReduceText(absl::string_view text, v1::Reduction reduction);

// The same for numbers, and for values of an enum by number; 0: withheld.
int64_t ReduceNumber(int64_t number, v1::Reduction reduction);
int ReduceEnum(const google::protobuf::EnumValueDescriptor& value,
               v1::Reduction reduction);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_VALUE_FORMAT_H_
