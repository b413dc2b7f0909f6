#ifndef ADAPTERS_CLI_COMMAND_H_
#define ADAPTERS_CLI_COMMAND_H_

namespace tasuki::cli {

// Does what the command line says; the code to exit with.
int RunCommand(int argc, const char* const* argv);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_COMMAND_H_
