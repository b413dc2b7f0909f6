#ifndef TESTS_BENCH_WIRE_SETTING_H_
#define TESTS_BENCH_WIRE_SETTING_H_

#include <memory>
#include <string>

#include "tests/bench/wire/load.h"
#include "tests/scenario/case_setup.h"
#include "tests/temporary_directory.h"

namespace tasuki::bench {

// Who serves runs on the first processor, who asks on the second.
inline constexpr int kServing = 0;
inline constexpr int kAsking = 1;

// A gateway with one case of about 4 KB, and what it is measured against: a
// bare server of the very same response, and nginx before that one. All with
// the certificates of one deployment.
class Setting {
 public:
  Setting();

  scenario::Deployment& deployment() { return *deployment_; }
  const scenario::SetUpCase& a_case() const { return case_; }

  // Family support reads the case, at the gateway.
  Load AtGateway();
  // The same bytes there and back.
  Load AtBare();
  // Empty target: nginx is not installed.
  Load AtNginx();

  std::vector<pid_t> gateway() { return {deployment_->gateway().id()}; }
  std::vector<pid_t> bare() { return {bare_->id()}; }
  std::vector<pid_t> nginx() { return {nginx_->id(), bare_->id()}; }

 private:
  void StartBare();
  void StartNginx();
  v1::ClientProfile Profile() const;
  v1::GetCaseRequest Request() const;
  std::string PortIn(const std::string& file) const;

  TemporaryDirectory folder_;
  std::unique_ptr<scenario::Deployment> deployment_;
  scenario::SetUpCase case_;
  std::unique_ptr<scenario::Process> bare_, nginx_;
  std::string nginx_port_;
};

}  // namespace tasuki::bench

#endif  // TESTS_BENCH_WIRE_SETTING_H_
