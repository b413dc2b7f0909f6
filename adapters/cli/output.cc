#include "adapters/cli/output.h"

#include <google/protobuf/util/json_util.h>

#include <iostream>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "adapters/cli/words.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void AppendMessage(const Message& message, int depth, std::string& text);

std::string Indent(int depth) { return std::string(2 * depth, ' '); }

// Times for people: Japan's, whole seconds.
std::string TimeText(const FieldDescriptor& field, int64_t value) {
  const std::string& name = field.name();
  absl::Time time;
  if (absl::EndsWith(name, "_at") || name == "valid_until") {
    time = absl::FromUnixSeconds(value);
  } else if (absl::EndsWith(name, "_ms")) {
    time = absl::FromUnixMillis(value);
  } else {
    return absl::StrCat(value);
  }
  return absl::FormatTime("%Y-%m-%d %H:%M:%S+09:00", time,
                          absl::FixedTimeZone(9 * 60 * 60));
}

std::string ScalarText(const Message& message, const FieldDescriptor& field,
                       int index) {
  const Reflection& of = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string value =
          many ? of.GetRepeatedString(message, &field, index)
               : of.GetString(message, &field);
      return field.type() == FieldDescriptor::TYPE_BYTES
                 ? absl::BytesToHexString(value)
                 : value;
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      return vocabulary_internal::Name(
          *field.enum_type(),
          many ? of.GetRepeatedEnumValue(message, &field, index)
               : of.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return of.GetBool(message, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(of.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return TimeText(field, many ? of.GetRepeatedInt64(message, &field, index)
                                  : of.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(of.GetUInt64(message, &field));
    default:
      return "?";
  }
}

// The proof and the categories in two lines; then what is said of the rest.
void AppendDisclosure(const v1::Disclosure& disclosure, std::string& text) {
  absl::StrAppend(&text, "開示 / disclosed:");
  for (const v1::CategoryDisclosure& one : disclosure.categories()) {
    absl::StrAppend(&text, " ", ShortName(one.category()), SignOf(one.level()));
  }
  const Words rest = NotSharedOrNotPresent();
  absl::StrAppend(&text, "\nそのほか: ", rest.ja, " / the rest: ", rest.en,
                  "\n");
  for (int i = 0; i < disclosure.obligations_size(); ++i) {
    absl::StrAppend(&text,
                    "義務 / obligation: ", ShortName(disclosure.obligations(i)),
                    "\n");
  }
  for (const v1::RelayContact& relay : disclosure.relay_contacts()) {
    absl::StrAppend(&text, "取り次ぎ / relayed by: ", relay.party(), " (",
                    relay.subject(), ")\n");
  }
  for (const v1::Evidence& piece : disclosure.evidence()) {
    absl::StrAppend(&text, "証拠 / evidence: ",
                    absl::BytesToHexString(piece.leaf_hash()), "\n");
  }
}

void AppendOne(const Message& message, const FieldDescriptor& field, int index,
               int depth, std::string& text) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    absl::StrAppend(&text, Indent(depth), field.name(), ": ",
                    ScalarText(message, field, index), "\n");
    return;
  }
  const Reflection& of = *message.GetReflection();
  const Message& inner = field.is_repeated()
                             ? of.GetRepeatedMessage(message, &field, index)
                             : of.GetMessage(message, &field);
  if (const auto* disclosure =
          google::protobuf::DynamicCastToGenerated<const v1::Disclosure>(
              &inner)) {
    AppendDisclosure(*disclosure, text);
    return;
  }
  absl::StrAppend(&text, Indent(depth), field.name(), ":\n");
  AppendMessage(inner, depth + 1, text);
}

void AppendMessage(const Message& message, int depth, std::string& text) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated()
                         ? message.GetReflection()->FieldSize(message, field)
                         : 1;
    for (int i = 0; i < size; ++i) AppendOne(message, *field, i, depth, text);
  }
}

void Say(const Advice& advice, absl::string_view detail) {
  std::cerr << advice.meaning.ja << "\n" << advice.meaning.en << "\n";
  if (!detail.empty()) std::cerr << "  " << detail << "\n";
  std::cerr << "次に: " << advice.next.ja << "\nnext: " << advice.next.en
            << "\n";
}

}  // namespace

std::string SignOf(v1::Level level) {
  switch (level) {
    case v1::LEVEL_FULL:
      return "●";
    case v1::LEVEL_REDUCED:
      return "◐";
    case v1::LEVEL_EXISTENCE:
      return "○";
    default:
      return "・";
  }
}

std::string ToReadableText(const Message& message) {
  std::string text;
  AppendMessage(message, 0, text);
  return text;
}

std::string ToJson(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &json, options);
  return status.ok() ? json : "";
}

ExitCode Complain(const absl::Status& status,
                  const v1::RefusalDetail& refusal) {
  Advice advice = AdviceOn(status.code());
  if (refusal.code() != v1::REFUSAL_CODE_UNSPECIFIED) {
    const Words why = WordsOf(refusal.code());
    absl::StrAppend(&advice.meaning.ja, ": ", why.ja);
    absl::StrAppend(&advice.meaning.en, ": ", why.en, " (",
                    ShortName(refusal.code()), ")");
  }
  // What the gateway says beside it tells the field or the rule.
  Say(advice,
      status.code() == absl::StatusCode::kNotFound ? "" : status.message());
  return ExitCodeOf(status.code());
}

ExitCode ComplainHere(const absl::Status& status) {
  Say(AdviceHere(status.code()), status.message());
  return ExitCodeHere(status.code());
}

}  // namespace tasuki::cli
