#include <unistd.h>

#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/field_inventory.h"
#include "adapters/cli/options.h"
#include "adapters/cli/policy_verbs.h"

namespace tasuki::cli {
namespace {

// What can be said at all, and how each field may leave.
void AddFieldsVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "fields", "項目の一覧（接続なし） / the field inventory, offline");
  const auto markdown = std::make_shared<bool>(false);
  command->add_flag("--markdown", *markdown,
                    "docs/field-inventory.md の形で / as the page in docs");
  command->callback([&session, markdown] {
    session.Print(*markdown ? FieldInventoryMarkdown() : FieldInventoryText(),
                  FieldInventoryJson());
  });
}

}  // namespace

void AddPolicyCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "policy", "方針 / policy");
  AddFieldsVerb(noun, session);
  AddExplainVerb(noun, session);
  AddAnalysisVerbs(noun, session);
  AddPackTextVerbs(noun, session);
  AddGatewayVerbs(noun, session);
}

void SayProgress(absl::string_view ja, absl::string_view en) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::cerr << ja << "… / " << en << " …\n";
}

}  // namespace tasuki::cli
