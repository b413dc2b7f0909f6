#ifndef GATEWAY_DISCLOSURE_INVENTORY_H_
#define GATEWAY_DISCLOSURE_INVENTORY_H_

#include <string>
#include <vector>

#include "tasuki/v1/disclosure_option.pb.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
}  // namespace google::protobuf

namespace tasuki::disclosure {

// One field reachable from Record, with its option.
struct InventoryField {
  const google::protobuf::FieldDescriptor* field;
  v1::FieldDisclosure option;
};

// All fields reachable from `root`, by full name. Fields without an option are
// in it with an empty one.
std::vector<InventoryField> FieldInventory(
    const google::protobuf::Descriptor* root);

// What is wrong with the records under `root`, one line each with the field's
// full name: option missing or incomplete, nested message of another category,
// map, Any, bytes, group, extension range, reduction that does not fit the
// type. Empty if nothing.
std::vector<std::string> InventoryFaults(
    const google::protobuf::Descriptor* root);

// SHA-256 (32 bytes) over the inventory of Record.
const std::string& InventoryHash();

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_INVENTORY_H_
