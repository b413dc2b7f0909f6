#include "adapters/cli/command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/session.h"

namespace tasuki::cli {
namespace {

// "tasuki case open": as far as the command line got.
std::string VerbOf(const CLI::App& app) {
  std::string words = app.get_name();
  for (const CLI::App* command = &app; !command->get_subcommands().empty();) {
    command = command->get_subcommands().front();
    words += " " + command->get_name();
  }
  return words;
}

// What the parser says, without what was typed: it may be about a person.
std::string RuleOf(const CLI::ParseError& error) {
  const std::string text = error.what();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    return "余分な引数か、知らない選択肢があります / "
           "an argument or option too many";
  }
  if (error.get_exit_code() ==
      static_cast<int>(CLI::ExitCodes::ConversionError)) {
    return absl::StrCat("読めない値 / ", text.substr(0, text.find(" = ")));
  }
  if (error.get_exit_code() ==
      static_cast<int>(CLI::ExitCodes::RequiredError)) {
    return absl::StrCat("足りません / ", text);
  }
  return text;
}

int Explain(const CLI::App& app, const CLI::ParseError& error) {
  std::cerr << "使い方に誤りがあります\nthe command line is not right\n  "
            << RuleOf(error) << "\n次に: `" << VerbOf(app)
            << " --help` で引数を確かめてください\nnext: see `" << VerbOf(app)
            << " --help`\n";
  return kUsage;
}

}  // namespace

int RunCommand(int argc, const char* const* argv) {
  CLI::App app("襷 Tasuki: 支援機関の情報共有 / case sharing between bodies",
               "tasuki");
  app.footer("説明 / manual: docs/operations/cli.md");
  app.require_subcommand(1);
  app.fallthrough();
  Session session;
  session.AddOptions(app);
  AddSubjectCommands(app, session);
  AddCaseCommands(app, session);
  AddLeadCommands(app, session);
  AddSectionCommands(app, session);
  AddMessageCommands(app, session);
  AddConsentCommands(app, session);
  AddConferenceCommands(app, session);
  AddReportCommands(app, session);
  AddBreakGlassCommands(app, session);
  AddDirectoryCommands(app, session);
  AddAuditCommands(app, session);
  AddInitCommand(app, session);
  AddChangeCommands(app, session);
  AddPolicyCommands(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return Explain(app, error);
    app.exit(error);  // prints the help that was asked for
  }
  return session.outcome();
}

}  // namespace tasuki::cli
