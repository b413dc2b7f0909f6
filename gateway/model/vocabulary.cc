#include "gateway/model/vocabulary.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/base/check.h"

namespace tasuki::vocabulary_internal {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

constexpr absl::string_view kUnspecified = "UNSPECIFIED";

// Every vocabulary has a zero named <PREFIX>UNSPECIFIED, which tells the
// prefix.
absl::string_view Prefix(const EnumDescriptor& vocabulary) {
  absl::string_view zero = vocabulary.value(0)->name();
  CHECK(absl::ConsumeSuffix(&zero, kUnspecified));
  return zero;
}

}  // namespace

absl::StatusOr<int> Parse(const EnumDescriptor& vocabulary,
                          absl::string_view name) {
  const EnumValueDescriptor* value =
      vocabulary.FindValueByName(absl::StrCat(Prefix(vocabulary), name));
  if (value == nullptr || value->number() == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("not a name of vocabulary ", vocabulary.name()));
  }
  return value->number();
}

std::string Name(const EnumDescriptor& vocabulary, int value) {
  const EnumValueDescriptor* found = vocabulary.FindValueByNumber(value);
  if (found == nullptr) return absl::StrCat(value);
  return std::string(absl::StripPrefix(found->name(), Prefix(vocabulary)));
}

}  // namespace tasuki::vocabulary_internal
