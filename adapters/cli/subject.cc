#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/subject_service.pb.h"

namespace tasuki::cli {

void AddSubjectCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "subject", "支援を受ける人 / persons helped");
  const auto add = AddVerb<v1::RegisterSubjectRequest>(
      noun, session, "register", "登録する（名前は入れない） / register");
  add.command
      ->add_option("--alias", *add.request->mutable_alias(),
                   "呼び名。本名ではない / pseudonym, never a name")
      ->required();
  AddNamedVerb<v1::GetSubjectRequest>(noun, session, "get", "見る / read",
                                      "subjects/...");
}

}  // namespace tasuki::cli
