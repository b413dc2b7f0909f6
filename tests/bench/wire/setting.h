#ifndef TESTS_BENCH_WIRE_SETTING_H_
#define TESTS_BENCH_WIRE_SETTING_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "tasuki/v1/case_service.pb.h"
#include "tests/bench/wire/load.h"
#include "tests/scenario/case_setup.h"
#include "tests/temporary_directory.h"

namespace tasuki::bench {

// Who serves runs on the first processor, who asks on the second.
inline constexpr int kServing = 0;
inline constexpr int kAsking = 1;

// The load of an actor of the deployment in `folder`, who asks this of its
// gateway.
Load LoadOf(const std::string& folder, const std::string& actor,
            const google::protobuf::Message& request);

// A gateway with one case, and what it is measured against: a bare server of
// the very same response, and nginx before that one. All with the certificates
// of one deployment.
class Setting {
 public:
  // Where the limits are the product's, no reader gets past 200 calls a second.
  enum class Limits { kLifted, kOfTheProduct };
  explicit Setting(Limits limits);

  scenario::Deployment& deployment() { return *deployment_; }
  const scenario::SetUpCase& a_case() const { return case_; }
  v1::GetCaseRequest Request() const;

  // Family support reads the case, at the gateway.
  Load AtGateway() const;
  // The same bytes there and back.
  Load AtBare() const;
  // Empty target: nginx is not installed.
  Load AtNginx() const;

  std::vector<pid_t> gateway() const { return {deployment_->gateway().id()}; }
  std::vector<pid_t> bare() const { return {bare_->id()}; }
  std::vector<pid_t> nginx() const { return {nginx_->id(), bare_->id()}; }

 private:
  void Configure(Limits limits) const;
  void StartBare();
  void StartNginx();
  std::string PortIn(const std::string& file) const;

  TemporaryDirectory folder_;
  std::unique_ptr<scenario::Deployment> deployment_;
  scenario::SetUpCase case_;
  std::unique_ptr<scenario::Process> bare_, nginx_;
  std::string nginx_port_;
};

}  // namespace tasuki::bench

#endif  // TESTS_BENCH_WIRE_SETTING_H_
