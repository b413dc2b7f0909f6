#ifndef GATEWAY_POLICY_NAMES_H_
#define GATEWAY_POLICY_NAMES_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/rules.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::policy {

using NameList = google::protobuf::RepeatedPtrField<std::string>;

// Whether a value that is unknown matches a list of names.
enum class Unknown { kMatchesNoList, kMatchesEveryList };

// INVALID_ARGUMENT: not a name. Unlike elsewhere the text is quoted, if it
// looks like a name at all, because an author of rules must find it.
absl::Status UnknownName(absl::string_view vocabulary, absl::string_view name);
// What was taken for a name, as it was written, of a status of UnknownName; to
// look for its place, never to be shown. Nothing if it is about something else.
std::optional<std::string> WrittenName(const absl::Status& status);

template <typename Enum>
absl::StatusOr<Enum> NameOf(absl::string_view name) {
  const absl::StatusOr<Enum> value = ParseName<Enum>(name);
  if (value.ok()) return value;
  return UnknownName(google::protobuf::GetEnumDescriptor<Enum>()->name(), name);
}

// All of these return INVALID_ARGUMENT for an unknown name.
absl::StatusOr<ScopeMask> ScopeOf(const v1::Scope& scope, Unknown unknown);
// As ScopeOf, and `NONE` is a relation.
absl::StatusOr<ScopeMask> ScopeWithNone(const v1::Scope& scope,
                                        Unknown unknown);
// "*" is every category.
absl::StatusOr<CategorySet> CategoriesOf(const NameList& names);
// The level of each entry for its categories; an entry needs both.
absl::StatusOr<LevelSet> LevelsOf(
    const google::protobuf::RepeatedPtrField<v1::CategoryLevels>& entries);
absl::StatusOr<Condition> ConditionOf(const NameList& facts);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_NAMES_H_
