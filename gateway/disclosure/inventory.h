#ifndef GATEWAY_DISCLOSURE_INVENTORY_H_
#define GATEWAY_DISCLOSURE_INVENTORY_H_

#include <string>
#include <vector>

#include "tasuki/v1/disclosure_option.pb.h"

namespace google::protobuf {
class Descriptor;
class EnumValueDescriptor;
class FieldDescriptor;
}  // namespace google::protobuf

// The field inventory: all that a record can say, and how each field may leave.
// A `root` is a message like Record: its own fields are the record groups, one
// oneof of messages without an option; the inventory begins below them.
namespace tasuki::disclosure {

// Grows by one with every change of the inventory (docs/formats/editions.md).
inline constexpr int kInventoryVersion = 3;

// One field below a group of the root, with its option.
struct InventoryField {
  const google::protobuf::FieldDescriptor* field;
  v1::FieldDisclosure option;
};

// The option of a field; empty if it has none.
v1::FieldDisclosure OptionOf(const google::protobuf::FieldDescriptor& field);

// The number of the value that stands for this one under REDUCTION_CLASS; 0: it
// is a class itself.
int ClassOf(const google::protobuf::EnumValueDescriptor& value);

// All fields below the groups of `root`, each once, by full name. Fields
// without an option are in it with an empty one.
std::vector<InventoryField> FieldInventory(
    const google::protobuf::Descriptor* root);

// What is wrong with the records under `root`, one line each with the field's
// full name: option missing or incomplete, nested message of another category,
// map, Any, bytes, group, extension range, reduction that does not fit the
// type, conference where none may look. Empty if nothing.
std::vector<std::string> InventoryFaults(
    const google::protobuf::Descriptor* root);

// The inventory as text, one line a field (docs/formats/editions.md).
std::string InventoryText(const google::protobuf::Descriptor* root);

// SHA-256 (32 bytes) over the inventory of Record.
const std::string& InventoryHash();

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_INVENTORY_H_
