// The command `tasuki` (docs/operations/cli.md).

#include <CLI/CLI.hpp>

#include "adapters/cli/commands.h"
#include "adapters/cli/session.h"

int main(int argc, char** argv) {
  CLI::App app("襷 Tasuki: 支援機関の情報共有 / case sharing between bodies",
               "tasuki");
  app.require_subcommand(1);
  app.fallthrough();
  tasuki::cli::Session session;
  session.AddOptions(app);
  tasuki::cli::AddSubjectCommands(app, session);
  tasuki::cli::AddCaseCommands(app, session);
  tasuki::cli::AddSectionCommands(app, session);
  tasuki::cli::AddMessageCommands(app, session);
  tasuki::cli::AddConsentCommands(app, session);
  tasuki::cli::AddDirectoryCommands(app, session);
  tasuki::cli::AddAuditCommands(app, session);
  tasuki::cli::AddInitCommand(app, session);
  tasuki::cli::AddPolicyCommands(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? tasuki::cli::kDone : tasuki::cli::kUsage;
  }
  return session.outcome();
}
