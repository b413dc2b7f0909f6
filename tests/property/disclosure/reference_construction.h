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

}  // namespace tasuki::disclosure

#endif  // TESTS_PROPERTY_DISCLOSURE_REFERENCE_CONSTRUCTION_H_
