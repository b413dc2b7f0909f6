#ifndef GATEWAY_MODEL_VOCABULARY_H_
#define GATEWAY_MODEL_VOCABULARY_H_

#include <google/protobuf/generated_enum_reflection.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki {

// The short name of a vocabulary value is its enum name without the enum's
// prefix: "CITY_MH" for AUDIENCE_TYPE_CITY_MH, "C07" for CATEGORY_C07. Short
// names are what packs, consoles and the command line read and write.

namespace vocabulary_internal {
absl::StatusOr<int> Parse(const google::protobuf::EnumDescriptor& vocabulary,
                          absl::string_view name);
std::string Name(const google::protobuf::EnumDescriptor& vocabulary, int value);
}  // namespace vocabulary_internal

// INVALID_ARGUMENT unless `name` is the short name of a value; UNSPECIFIED is
// not a name. The message names the vocabulary, never the text.
template <typename Enum>
absl::StatusOr<Enum> ParseName(absl::string_view name) {
  const absl::StatusOr<int> value = vocabulary_internal::Parse(
      *google::protobuf::GetEnumDescriptor<Enum>(), name);
  if (!value.ok()) return value.status();
  return static_cast<Enum>(*value);
}

// The short name; "UNSPECIFIED" for zero, the number for a value of a later
// version of the vocabulary.
template <typename Enum>
std::string ShortName(Enum value) {
  return vocabulary_internal::Name(*google::protobuf::GetEnumDescriptor<Enum>(),
                                   value);
}

inline absl::StatusOr<v1::AudienceType> ParseAudience(absl::string_view name) {
  return ParseName<v1::AudienceType>(name);
}
inline absl::StatusOr<v1::Role> ParseRole(absl::string_view name) {
  return ParseName<v1::Role>(name);
}
inline absl::StatusOr<v1::Relation> ParseRelation(absl::string_view name) {
  return ParseName<v1::Relation>(name);
}
inline absl::StatusOr<v1::Purpose> ParsePurpose(absl::string_view name) {
  return ParseName<v1::Purpose>(name);
}
inline absl::StatusOr<v1::CaseClass> ParseCaseClass(absl::string_view name) {
  return ParseName<v1::CaseClass>(name);
}
inline absl::StatusOr<v1::Category> ParseCategory(absl::string_view name) {
  return ParseName<v1::Category>(name);
}
inline absl::StatusOr<v1::Level> ParseLevel(absl::string_view name) {
  return ParseName<v1::Level>(name);
}
inline absl::StatusOr<v1::BasisCode> ParseBasis(absl::string_view name) {
  return ParseName<v1::BasisCode>(name);
}
inline absl::StatusOr<v1::Fact> ParseFact(absl::string_view name) {
  return ParseName<v1::Fact>(name);
}
inline absl::StatusOr<v1::Action> ParseAction(absl::string_view name) {
  return ParseName<v1::Action>(name);
}
inline absl::StatusOr<v1::Obligation> ParseObligation(absl::string_view name) {
  return ParseName<v1::Obligation>(name);
}

}  // namespace tasuki

#endif  // GATEWAY_MODEL_VOCABULARY_H_
