#ifndef ADAPTERS_CLI_ORDINARY_FACTS_H_
#define ADAPTERS_CLI_ORDINARY_FACTS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/policy_case.pb.h"

namespace tasuki::cli {

// Adds the facts of an ordinary section of an ordinary case (docs/policy.md),
// except those that the situation says something about. PERSON_NAMED is not
// among them: nobody is named by default.
void AddOrdinaryFacts(v1::CaseSituation& situation);

// Takes "NAME=true", "NAME=false" or "NAME=unknown".
// INVALID_ARGUMENT: not of this form.
absl::Status AddFact(absl::string_view text, v1::CaseSituation& situation);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_ORDINARY_FACTS_H_
