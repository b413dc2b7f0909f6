#ifndef ADAPTERS_CLI_POLICY_CANDIDATE_H_
#define ADAPTERS_CLI_POLICY_CANDIDATE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "adapters/cli/options.h"
#include "gateway/base/status_macros.h"

namespace tasuki::cli {

// What an officer tries on a gateway: a change that was submitted, or packs of
// one's own.
struct Candidate {
  std::vector<std::string> packs;
  std::string change;

  void AddTo(CLI::App& verb) {
    CLI::Option* option =
        verb.add_option("--pack", packs, "方針のファイル / pack files");
    verb.add_option("--change", change, "changes/...")->excludes(option);
  }
  // Nothing is set if none is named: the gateway then takes the policy in force
  // or says what it wants. NOT_FOUND, INVALID_ARGUMENT: as ReadPacks.
  template <typename Request>
  absl::Status Fill(Request& request) const {
    if (packs.empty() && change.empty()) return absl::OkStatus();
    if (!change.empty()) {
      request.set_change(change);
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const std::vector<v1::PolicyPack> read, ReadPacks(packs));
    *request.mutable_policy()->mutable_packs() = {read.begin(), read.end()};
    return absl::OkStatus();
  }
};

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_POLICY_CANDIDATE_H_
