#include "adapters/cli/commands.h"

namespace tasuki::cli {

void AddInitCommand(CLI::App&, Session&) {}

}  // namespace tasuki::cli
