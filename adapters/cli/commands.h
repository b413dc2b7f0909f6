#ifndef ADAPTERS_CLI_COMMANDS_H_
#define ADAPTERS_CLI_COMMANDS_H_

namespace CLI {
class App;
}  // namespace CLI

namespace tasuki::cli {

class Session;

// The nouns of the command, each in a file of its name.
void AddSubjectCommands(CLI::App& app, Session& session);
void AddCaseCommands(CLI::App& app, Session& session);
void AddLeadCommands(CLI::App& app, Session& session);
void AddSectionCommands(CLI::App& app, Session& session);
void AddMessageCommands(CLI::App& app, Session& session);
void AddConsentCommands(CLI::App& app, Session& session);
void AddConferenceCommands(CLI::App& app, Session& session);
void AddReportCommands(CLI::App& app, Session& session);
void AddBreakGlassCommands(CLI::App& app, Session& session);
void AddDirectoryCommands(CLI::App& app, Session& session);
void AddAuditCommands(CLI::App& app, Session& session);
void AddInitCommand(CLI::App& app, Session& session);
void AddChangeCommands(CLI::App& app, Session& session);
void AddPolicyCommands(CLI::App& app, Session& session);

// The verbs of `case` for its life; case_life.cc.
void AddCaseLifeVerbs(CLI::App& noun, Session& session);

// The verbs of `audit` that need no gateway; audit_offline.cc.
void AddOfflineAuditVerbs(CLI::App& audit, Session& session);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_COMMANDS_H_
