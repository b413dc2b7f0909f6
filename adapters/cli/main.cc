// The command `tasuki` (docs/operations/cli.md).

#include "adapters/cli/command.h"

int main(int argc, char** argv) { return tasuki::cli::RunCommand(argc, argv); }
