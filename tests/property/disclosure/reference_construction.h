#ifndef TESTS_PROPERTY_DISCLOSURE_REFERENCE_CONSTRUCTION_H_
#define TESTS_PROPERTY_DISCLOSURE_REFERENCE_CONSTRUCTION_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "gateway/base/check.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/inventory.h"

namespace tasuki::disclosure {

// The only group of a parsed record.
inline google::protobuf::Message& GroupIn(v1::Record& record) {
  const auto* group = record.GetReflection()->GetOneofFieldDescriptor(
      record, v1::Record::descriptor()->oneof_decl(0));
  CHECK(group != nullptr);
  return *record.GetReflection()->MutableMessage(&record, group);
}

// The fields of the group that hold a value.
inline std::vector<const google::protobuf::FieldDescriptor*> FieldsOf(
    const google::protobuf::Message& message) {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields;
}

inline void KeepOnly(google::protobuf::Message& group, const LevelSet& levels,
                     v1::Level level) {
  for (const auto* field : FieldsOf(group)) {
    if (levels.At(OptionOf(*field).category()) != level) {
      group.GetReflection()->ClearField(&group, field);
    }
  }
}

// What Construct must give, by parsing, clearing and merging messages.
inline std::string ReferenceConstruct(const Editions& editions,
                                      const LevelSet& levels) {
  v1::Record full, reduced;
  CHECK(full.ParseFromString(editions.full));
  CHECK(reduced.ParseFromString(editions.reduced));
  KeepOnly(GroupIn(full), levels, v1::LEVEL_FULL);
  KeepOnly(GroupIn(reduced), levels, v1::LEVEL_REDUCED);
  full.MergeFrom(reduced);
  if (FieldsOf(GroupIn(full)).empty()) return std::string();
  return full.SerializeAsString();
}

// Whether the message holds a value that no conference may see, itself or in
// what it nests.
inline bool HidesSomething(const google::protobuf::Message& message) {
  for (const auto* field : FieldsOf(message)) {
    if (!OptionOf(*field).conference()) return true;
    if (field->message_type() == nullptr) continue;
    const auto& of = *message.GetReflection();
    const int size = field->is_repeated() ? of.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (HidesSomething(field->is_repeated()
                             ? of.GetRepeatedMessage(message, field, i)
                             : of.GetMessage(message, field))) {
        return true;
      }
    }
  }
  return false;
}

// What ConstructForConference must give.
inline std::string ReferenceConference(const Editions& editions,
                                       const LevelSet& levels) {
  v1::Record record;
  CHECK(record.ParseFromString(editions.reduced));
  google::protobuf::Message& group = GroupIn(record);
  for (const auto* field : FieldsOf(group)) {
    if (levels.At(OptionOf(*field).category()) < v1::LEVEL_REDUCED ||
        !OptionOf(*field).conference()) {
      group.GetReflection()->ClearField(&group, field);
    }
  }
  if (FieldsOf(group).empty()) return std::string();
  // The build refuses a schema in which more would have to be cut out.
  CHECK(!HidesSomething(group));
  return record.SerializeAsString();
}

}  // namespace tasuki::disclosure

#endif  // TESTS_PROPERTY_DISCLOSURE_REFERENCE_CONSTRUCTION_H_
