#ifndef TESTS_PROPERTY_DISCLOSURE_FIELD_PATHS_H_
#define TESTS_PROPERTY_DISCLOSURE_FIELD_PATHS_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::disclosure {

// The way to one field of one record group: the group, the fields that nest it,
// itself. Every field of every kind has at least one.
using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

inline void CollectPaths(const google::protobuf::Descriptor& message,
                         FieldPath& prefix, std::vector<FieldPath>& paths) {
  for (int i = 0; i < message.field_count(); ++i) {
    const auto* field = message.field(i);
    prefix.push_back(field);
    paths.push_back(prefix);
    if (field->message_type() != nullptr) {
      CollectPaths(*field->message_type(), prefix, paths);
    }
    prefix.pop_back();
  }
}

// The paths of all fields of all record groups.
inline const std::vector<FieldPath>& AllFieldPaths() {
  static const auto* const all = [] {
    auto* paths = new std::vector<FieldPath>();
    const auto* record = v1::Record::descriptor();
    for (int i = 0; i < record->field_count(); ++i) {
      FieldPath group = {record->field(i)};
      CollectPaths(*record->field(i)->message_type(), group, *paths);
    }
    return paths;
  }();
  return *all;
}

// The message that has the path's last field, with one element in each list on
// the way.
inline google::protobuf::Message& Reach(v1::Record& record,
                                        const FieldPath& path) {
  google::protobuf::Message* at = &record;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    const auto* of = at->GetReflection();
    at = path[i]->is_repeated() ? of->AddMessage(at, path[i])
                                : of->MutableMessage(at, path[i]);
  }
  return *at;
}

// The same message where `record` has it already.
inline const google::protobuf::Message& At(const v1::Record& record,
                                           const FieldPath& path) {
  const google::protobuf::Message* at = &record;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    const auto* of = at->GetReflection();
    at = path[i]->is_repeated() ? &of->GetRepeatedMessage(*at, path[i], 0)
                                : &of->GetMessage(*at, path[i]);
  }
  return *at;
}

inline std::string PathText(const FieldPath& path) {
  std::string text;
  for (const auto* field : path) absl::StrAppend(&text, "/", field->name());
  return text;
}

}  // namespace tasuki::disclosure

#endif  // TESTS_PROPERTY_DISCLOSURE_FIELD_PATHS_H_
