// A withdrawal while others read her case: how long until it is acknowledged,
// which is when no later read discloses anything on it? Readers that ask at a
// part of what the gateway can answer, and as fast as they are answered.
//   withdraw_bench                       measures
//   withdraw_bench as FOLDER CALLS CASE  reads so often a second until killed
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "adapters/client/client.h"
#include "adapters/client/profile.h"
#include "gateway/base/check.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/bench/wire/setting.h"
#include "tests/scenario/case_facts.h"

namespace tasuki::bench {
namespace {

constexpr int kWithdrawals = 300;
constexpr int kSaturating = 128;  // calls in flight

// Reads of a case, evenly spread over the second; 0: without a pause.
Load Reading(Load load, int calls_a_second) {
  load.connections = 4;
  load.in_flight = kSaturating;
  if (calls_a_second != 0) {
    load.in_flight = 16;
    load.pause = absl::Seconds(1) * load.in_flight / calls_a_second;
  }
  return load;
}

int Read(const std::vector<std::string>& words) {
  int calls = 0;
  CHECK(words.size() == 5 && absl::SimpleAtoi(words[3], &calls));
  v1::GetCaseRequest get;
  get.mutable_access()->set_purpose(v1::PURPOSE_SUPPORT);
  get.set_name(words[4]);
  StayOnProcessor(kAsking);
  Load load = Reading(LoadOf(words[2], "fs", get), calls);
  load.measured = absl::Hours(1);
  Run(load, {});
  return 2;
}

// Calls a second that the gateway answers when it is asked without a pause.
double Capacity(const Setting& setting) {
  Load load = Reading(setting.AtGateway(), 0);
  load.measured = absl::Seconds(4);
  return Run(load, setting.gateway()).calls_per_second();
}

// The service, which recorded her consent. Whatever comes before a withdrawal
// is done by a client that keeps its evidence, the withdrawal by a bare one:
// what counts here is the gateway.
class Recorder {
 public:
  explicit Recorder(Setting& setting)
      : profile_(*client::LoadProfile(
            setting.deployment().Path("partners/npo/profile.txtpb"))),
        method_(LoadOf(setting.deployment().folder(), "npo",
                       v1::WithdrawConsentRequest())
                    .method),
        client_(*client::Client::Open(profile_)),
        connection_(*client::Connection::Open(profile_)),
        staff_(*client::Staff::Load(profile_, connection_->thumbprint())) {}

  std::string Subject() {
    v1::RegisterSubjectRequest enter;
    enter.set_alias("H");
    return Done(enter).subject().name();
  }

  // From the call to its acknowledgement.
  absl::Duration GrantAndWithdraw(const std::string& subject) {
    v1::WithdrawConsentRequest withdraw;
    withdraw.mutable_access()->set_purpose(v1::PURPOSE_INTAKE);
    withdraw.set_name(Granted(subject));
    withdraw.set_request_id(client::NewRequestId());
    const auto assertion = staff_.AssertionForWrite(absl::Now());
    const absl::Time begun = absl::Now();
    const client::WireAnswer answer = connection_->Call(
        method_, withdraw.SerializeAsString(), *assertion, absl::Seconds(10));
    const absl::Duration took = absl::Now() - begun;
    CHECK(answer.status.ok());
    return took;
  }

 private:
  template <typename Request>
  typename client::Rpc<Request>::Response Done(Request request) {
    request.mutable_access()->set_purpose(v1::PURPOSE_INTAKE);
    if constexpr (requires { request.set_request_id(""); }) {
      request.set_request_id(client::NewRequestId());
    }
    const auto reply = client_->Call(request);
    CHECK(reply.ok());
    return reply.response;
  }

  std::string Granted(const std::string& subject) {
    v1::PreviewConsentRequest preview;
    *preview.mutable_terms() = scenario::TermsOfC1(
        subject, absl::ToUnixSeconds(absl::Now() + absl::Hours(720)));
    v1::GrantConsentRequest grant;
    *grant.mutable_terms() = preview.terms();
    grant.set_preview_hash(Done(preview).preview_hash());
    return Done(grant).consent();
  }

  const v1::ClientProfile profile_;
  const std::string method_;
  const std::unique_ptr<client::Client> client_;
  const std::unique_ptr<client::Connection> connection_;
  client::Staff staff_;
};

void Print(const std::string& name, std::vector<absl::Duration> took) {
  std::sort(took.begin(), took.end());
  const auto at = [&](double part) {
    return absl::ToDoubleMicroseconds(
        took[static_cast<size_t>(part * static_cast<double>(took.size() - 1))]);
  };
  std::printf("| %-34s | %8.0f | %8.0f | %8.0f |\n", name.c_str(), at(0.5),
              at(0.99), at(1));
  std::fflush(stdout);
}

void Measured(Setting& setting, const std::string& name) {
  Recorder recorder(setting);
  const std::string subject = recorder.Subject();
  std::vector<absl::Duration> took;
  for (int i = 0; i < kWithdrawals; ++i) {
    took.push_back(recorder.GrantAndWithdraw(subject));
  }
  Print(name, std::move(took));
}

void Measured(Setting& setting, const std::string& name, int calls_a_second) {
  scenario::Process reader(
      {TASUKI_WITHDRAW_BENCH, "as", setting.deployment().folder(),
       std::to_string(calls_a_second), setting.a_case().a_case},
      setting.deployment().Path("reader.txt"));
  scenario::WaitUntil([] { return false; }, absl::Seconds(1));
  Measured(setting, name);
  reader.Kill();
}

int Main() {
  Setting setting(Setting::Limits::kLifted);
  const double capacity = Capacity(setting);
  std::printf(
      "\nA withdrawal, from the call to its acknowledgement; %d of each; the "
      "gateway answers %.0f reads/s\n\n"
      "| others                             |   p50 us |   p99 us |   max us "
      "|\n"
      "|------------------------------------|---------:|---------:|---------:"
      "|\n",
      kWithdrawals, capacity);
  Measured(setting, "are calm");
  for (const int percent : {25, 50, 75}) {
    Measured(setting,
             "read at " + std::to_string(percent) + " % of what it can",
             static_cast<int>(capacity * percent / 100));
  }
  Measured(setting, "read as fast as it answers", 0);
  return 0;
}

}  // namespace
}  // namespace tasuki::bench

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments, arguments + count);
  if (words.size() > 1 && words[1] == "as") return tasuki::bench::Read(words);
  return tasuki::bench::Main();
}
