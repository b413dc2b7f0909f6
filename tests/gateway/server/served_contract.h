#ifndef TESTS_GATEWAY_SERVER_SERVED_CONTRACT_H_
#define TESTS_GATEWAY_SERVER_SERVED_CONTRACT_H_

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "gateway/base/check.h"
#include "gateway/server/admission.h"
#include "gateway/server/event_log.h"
#include "gateway/server/reception.h"
#include "gateway/server/server.h"
#include "gateway/tls/peer_verifier.h"
#include "gateway/tls/tls_credentials.h"
#include "tests/certificates.h"
#include "tests/gateway/tls/pending_call.h"

namespace tasuki::server {

using tls::ConnectTo;
using tls::Headers;
using tls::PendingCall;
using tls::Reply;

// Stands in for the exchange: answers at once as told, or holds the calls until
// Answer is called.
class FakeExchange {
 public:
  struct Seen {
    std::string method, request;
    exchange::Credentials credentials;
  };
  using Done = std::function<void(exchange::Release)>;

  void Handle(absl::string_view method,
              const exchange::Credentials& credentials, std::string request,
              Done done) {
    absl::ReleasableMutexLock lock(&mutex_);
    seen_.push_back({std::string(method), std::move(request), credentials});
    if (drop_) return;
    if (hold_) return held_.push_back(std::move(done));
    const exchange::Release release = release_;
    lock.Release();
    done(release);
  }

  void AnswerWith(exchange::Release release) {
    absl::MutexLock lock(&mutex_);
    release_ = std::move(release);
  }
  void Hold() {
    absl::MutexLock lock(&mutex_);
    hold_ = true;
  }
  void Drop() {
    absl::MutexLock lock(&mutex_);
    drop_ = true;
  }
  // Waits until `count` calls are held, then gives them up to be answered.
  std::vector<Done> TakeHeld(size_t count) {
    absl::MutexLock lock(&mutex_);
    const auto arrived = [this, count] { return held_.size() >= count; };
    mutex_.Await(absl::Condition(&arrived));
    hold_ = false;
    return std::exchange(held_, {});
  }
  std::vector<Seen> seen() {
    absl::MutexLock lock(&mutex_);
    return seen_;
  }

 private:
  absl::Mutex mutex_;
  exchange::Release release_;
  bool hold_ = false, drop_ = false;
  std::vector<Done> held_;
  std::vector<Seen> seen_;
};

// The whole server layer on a free port of the loopback, before a fake
// exchange. The authority has issued "gateway".
class ServedContract {
 public:
  // `clock` outlives it.
  explicit ServedContract(const TestAuthority& authority,
                          Reception::Options options = {},
                          const Clock& clock = MachineClock())
      : authority_(authority),
        clock_(clock),
        reception_(
            [this](absl::string_view method,
                   const exchange::Credentials& credentials,
                   std::string request, FakeExchange::Done done) {
              exchange_.Handle(method, credentials, std::move(request),
                               std::move(done));
            },
            clock_, *log_, std::move(options)),
        admission_([this](const crypto::Certificate&) { return admits_; },
                   *log_, [] {}) {
    auto server = Server::Start(
        "127.0.0.1:0",
        tls::MakeServerCredentials(
            {authority.Path("gateway.pem"), authority.Path("gateway.key"),
             authority.Path("chain.pem")},
            tls::MakePeerVerifier(admission_, clock_)),
        reception_);
    CHECK(server.ok());
    server_ = *std::move(server);
  }

  // A connection of its own.
  std::shared_ptr<grpc::Channel> ConnectAs(const std::string& name) const {
    return ConnectTo(server_->port(),
                     grpc::SslCredentials({authority_.Read("root.pem"),
                                           authority_.Read(name + ".key"),
                                           authority_.Read(name + ".pem")}));
  }

  // Ends the log; all its lines.
  std::string TakeLog() {
    server_->Drain(absl::ZeroDuration());
    log_.reset();
    return lines_.str();
  }

  void Admit(absl::Status answer) { admits_ = std::move(answer); }
  FakeExchange& exchange() { return exchange_; }
  Server& server() { return *server_; }

 private:
  static const Clock& MachineClock() {
    static const SystemClock clock;
    return clock;
  }

  const TestAuthority& authority_;
  const Clock& clock_;
  std::ostringstream lines_;
  std::unique_ptr<EventLog> log_ = std::make_unique<EventLog>(lines_);
  FakeExchange exchange_;
  absl::Status admits_;
  Reception reception_;
  Admission admission_;
  std::unique_ptr<Server> server_;
};

}  // namespace tasuki::server

#endif  // TESTS_GATEWAY_SERVER_SERVED_CONTRACT_H_
