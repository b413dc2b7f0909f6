#ifndef ADAPTERS_CLI_SESSION_H_
#define ADAPTERS_CLI_SESSION_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adapters/cli/exit_code.h"
#include "tasuki/v1/client_profile.pb.h"

namespace CLI {
class App;
}  // namespace CLI

namespace tasuki::cli {

// One run of the command: what the global options say, and its outcome.
class Session {
 public:
  // Adds the options that every verb takes.
  void AddOptions(CLI::App& app);

  // Calls the gateway with `request`, after filling `access` and `request_id`
  // from the options, and prints the answer. Sets the outcome.
  void Run(google::protobuf::Message& request);
  // As Run, but gives the response instead of printing it; null if refused, and
  // then the outcome is set.
  std::unique_ptr<google::protobuf::Message> Ask(
      google::protobuf::Message& request);

  // Prints a message as the options say.
  void Print(const google::protobuf::Message& message) const;
  // Prints what a verb found: a text for people, or JSON.
  void Print(absl::string_view text, absl::string_view json) const;
  bool json() const { return json_; }
  // Ends with a complaint, if there is something to complain about in what was
  // done here, without the gateway.
  void Finish(const absl::Status& status);
  void set_outcome(ExitCode outcome) { outcome_ = outcome; }
  ExitCode outcome() const { return outcome_; }

  // The one that was given, or a new one.
  std::string RequestId() const;

  // The profile. INVALID_ARGUMENT: none named.
  absl::StatusOr<v1::ClientProfile> Profile() const;

 private:
  absl::Status Fill(const v1::ClientProfile& profile,
                    google::protobuf::Message& request) const;

  std::string profile_path_, purpose_, stated_basis_, request_id_;
  v1::Access access_;
  bool json_ = false;
  ExitCode outcome_ = kDone;
};

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_SESSION_H_
