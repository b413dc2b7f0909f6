#ifndef ADAPTERS_CLI_CHANGE_REVIEW_H_
#define ADAPTERS_CLI_CHANGE_REVIEW_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/session.h"
#include "tasuki/v1/change_service.pb.h"

namespace tasuki::cli {

// What an officer wants to be: a policy of these files, a policy that was in
// force before, or entries of the directory.
struct WantedChange {
  std::vector<std::string> packs, cases;
  int64_t version = 0;
  std::string entries;
};

// What this machine comes to when it reviews a change: the gateway is asked for
// what there is, and for nothing that follows from it.
struct ReviewedChange {
  v1::SubmitChangeRequest request;  // content and digest
  std::string digest;               // 32 bytes
  bool only_narrows = false;
  bool passes = false;  // nothing stands in the way
  std::string text;     // for people
  nlohmann::json json;
};

// Nothing: it could not be reviewed, and the outcome of the session says why.
std::optional<ReviewedChange> Review(Session& session,
                                     const WantedChange& wanted);
// The same of a change that somebody has submitted: `changes/{id}`.
std::optional<ReviewedChange> Review(Session& session, const std::string& name);

// Signs with the officer's own key, which the profile names.
// FAILED_PRECONDITION: it names none.
absl::StatusOr<v1::OfficerSignature> SignAs(const Session& session,
                                            v1::ChangeStep step,
                                            const std::string& digest);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_CHANGE_REVIEW_H_
