#ifndef TESTS_SCENARIO_DEPLOYMENT_H_
#define TESTS_SCENARIO_DEPLOYMENT_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tests/scenario/actor.h"
#include "tests/scenario/partner_process.h"
#include "tests/scenario/process.h"

namespace tasuki::scenario {

// A deployment of its own in one folder: a CA with all certificates, staff
// keys, the data made by `tasuki init`, the gateway's process, and one process
// per actor. CHECK-fails, with the output, where setting up fails.
//   FOLDER/ca                    certificates and keys
//   FOLDER/gateway               configuration, data, port, log key, messages
//   FOLDER/intake                configuration, spool, port, messages
//   FOLDER/partners/NAME         profile, evidence, messages
class Deployment {
 public:
  // `folder` is made if it is not there; it must be empty.
  explicit Deployment(const std::string& folder,
                      const Setting& setting = SeedSetting());

  const std::vector<Actor>& cast() const { return setting_.cast; }
  PartnerProcess& partner(absl::string_view name);
  const std::string& folder() const { return folder_; }
  std::string Path(absl::string_view name) const;

  // The program `tasuki` with the profile of an actor.
  Outcome Command(absl::string_view actor,
                  const std::vector<std::string>& arguments) const;
  // Revokes an actor's certificate at the CA; the new list as PEM.
  std::string Revoke(absl::string_view certificate) const;

  // Ends the gateway; its exit code.
  int StopGateway();
  // Ends it as a crash would.
  void KillGateway();
  // Starts it and waits until it serves. The constructor has done so.
  // `under`: words that go before the command.
  void StartGateway(const std::vector<std::string>& under = {});
  Process& gateway() { return *gateway_; }

  // Starts the intake, with a new spool if it has none, and waits until it
  // serves. The constructor has not.
  void StartIntake();
  Process& intake() { return *intake_; }
  // A connection to the gateway with the intake's certificate.
  std::unique_ptr<client::Client> OpenAsIntake() const;

 private:
  void Authority(const std::vector<std::string>& arguments) const;
  void IssueCertificates() const;
  void WriteConfiguration() const;
  void WriteDirectory() const;
  void WriteIntakeConfiguration() const;
  void WaitForPort(Process& process, const std::string& name) const;
  void WriteProfile(const Actor& actor) const;
  void Init() const;

  std::string folder_;
  Setting setting_;
  std::unique_ptr<Process> gateway_, intake_;
  std::map<std::string, std::unique_ptr<PartnerProcess>, std::less<>> partners_;
};

// How the commands of a demonstration are called.
std::string CommandPath();
std::string GatewayPath();
std::string IntakePath();

// Today in Japan, `YYYY-MM-DD`.
std::string TodayInJapan();

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_DEPLOYMENT_H_
