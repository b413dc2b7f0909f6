#ifndef ADAPTERS_CLI_FIELD_INVENTORY_H_
#define ADAPTERS_CLI_FIELD_INVENTORY_H_

#include <string>

// The field inventory for people: all that records can say, by record group,
// and for each field what it is about and how it may leave.
namespace tasuki::cli {

// Aligned lines for a terminal, Japanese first.
std::string FieldInventoryText();

// The page docs/field-inventory.md.
std::string FieldInventoryMarkdown();

// One object a field.
std::string FieldInventoryJson();

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_FIELD_INVENTORY_H_
