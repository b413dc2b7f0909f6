#include "gateway/disclosure/editions.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/unknown_field_set.h>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/disclosure/reduction.h"
#include "gateway/disclosure/validation.h"
#include "gateway/model/canonical.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* GroupOf(const v1::Record& record) {
  return record.GetReflection()->GetOneofFieldDescriptor(
      record, v1::Record::descriptor()->FindOneofByName("group"));
}

}  // namespace

absl::StatusOr<v1::SectionKind> KindOf(const v1::Record& record) {
  const FieldDescriptor* group = GroupOf(record);
  if (group == nullptr) {
    return absl::InvalidArgumentError("tasuki.v1.Record.group: not set");
  }
  // The field numbers of the groups are the numbers of the kinds.
  CHECK(v1::SectionKind_IsValid(group->number()));
  return static_cast<v1::SectionKind>(group->number());
}

absl::StatusOr<Editions> BuildEditions(const v1::Record& record) {
  RETURN_IF_ERROR(KindOf(record).status());
  if (!record.GetReflection()->GetUnknownFields(record).empty()) {
    return absl::InvalidArgumentError("tasuki.v1.Record: has an unknown field");
  }
  v1::Record edition = record;
  Message& group =
      *edition.GetReflection()->MutableMessage(&edition, GroupOf(record));
  RETURN_IF_ERROR(Validate(group));
  Editions editions;
  ClearUndeclaredAndEmpty(group);
  editions.full = Canonical(edition);
  Reduce(group);
  editions.reduced = Canonical(edition);
  return editions;
}

}  // namespace tasuki::disclosure
