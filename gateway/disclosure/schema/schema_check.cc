// Run by the build before gateway/disclosure: the build fails, with the full
// name of the field, if a record has a field that does not say how it may be
// disclosed. `schema_check print` writes the inventory as
// tests/gateway/disclosure/inventory.txt keeps it.
#include <cstdio>
#include <string>

#include "absl/strings/escaping.h"
#include "gateway/disclosure/inventory.h"
#include "tasuki/v1/record.pb.h"

int main(int argc, char**) {
  using namespace tasuki;  // NOLINT: one short program
  const auto* root = v1::Record::descriptor();
  if (argc > 1) {
    std::printf("version %d sha256 %s\n%s", disclosure::kInventoryVersion,
                absl::BytesToHexString(disclosure::InventoryHash()).c_str(),
                disclosure::InventoryText(root).c_str());
  }
  const std::vector<std::string> faults = disclosure::InventoryFaults(root);
  for (const std::string& fault : faults) {
    std::fprintf(stderr, "schema fault: %s\n", fault.c_str());
  }
  return faults.empty() ? 0 : 1;
}
