// Run by the build before gateway/disclosure: the build fails, with the full
// name of the field, if a record has a field that does not say how it may be
// disclosed.
#include <cstdio>
#include <string>

#include "gateway/disclosure/inventory.h"
#include "tasuki/v1/record.pb.h"

int main() {
  const std::vector<std::string> faults =
      tasuki::disclosure::InventoryFaults(tasuki::v1::Record::descriptor());
  for (const std::string& fault : faults) {
    std::fprintf(stderr, "schema fault: %s\n", fault.c_str());
  }
  return faults.empty() ? 0 : 1;
}
