// The validation of records that partners hand in.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "gateway/base/check.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/validation.h"
#include "tasuki/v1/record.pb.h"
#include "tests/fuzz/fuzz.h"

namespace tasuki::fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Whether a text in a refusal must be the sender's. A short one stands there by
// chance, and our own words do by right: libFuzzer learns them.
bool IsTelling(absl::string_view text) {
  return text.size() >= 8 && std::any_of(text.begin(), text.end(), [](char c) {
           return !absl::ascii_isalnum(c) && !absl::StrContains(" _.:", c);
         });
}

// No text of the message may stand in the refusal.
void CheckSilent(const Message& message, absl::string_view refusal) {
  const auto& of = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  of.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? of.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        const std::string value = field->is_repeated()
                                      ? of.GetRepeatedString(message, field, i)
                                      : of.GetString(message, field);
        CHECK(!IsTelling(value) || !absl::StrContains(refusal, value));
      } else if (field->message_type() != nullptr) {
        CheckSilent(field->is_repeated()
                        ? of.GetRepeatedMessage(message, field, i)
                        : of.GetMessage(message, field),
                    refusal);
      }
    }
  }
}

void Try(absl::string_view bytes) {
  v1::Record record;
  if (!record.ParseFromString(std::string(bytes))) return;
  const absl::Status valid = disclosure::Validate(record);
  const auto editions = disclosure::BuildEditions(record);
  if (!valid.ok()) {
    CHECK(absl::IsInvalidArgument(valid));
    CHECK(!editions.ok());
    CheckSilent(record, valid.message());
    return;
  }
  if (!editions.ok()) {
    // The only rule beyond the fields': a record is of a kind.
    CHECK(!disclosure::KindOf(record).ok());
    return;
  }
  // What is stored is a valid record again, the same one.
  for (const std::string& edition : {editions->full, editions->reduced}) {
    v1::Record stored;
    CHECK(stored.ParseFromString(edition));
    CHECK(disclosure::Validate(stored).ok());
    const auto again = disclosure::BuildEditions(stored);
    CHECK(again.ok());
    CHECK(again->full == edition);
    CHECK(again->reduced == editions->reduced);
  }
}

}  // namespace
}  // namespace tasuki::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tasuki::fuzz::Try(tasuki::fuzz::Bytes(data, size));
  return 0;
}
