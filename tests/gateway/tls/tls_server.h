#ifndef TESTS_GATEWAY_TLS_TLS_SERVER_H_
#define TESTS_GATEWAY_TLS_TLS_SERVER_H_

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "gateway/base/check.h"
#include "gateway/tls/peer_certificates.h"
#include "gateway/tls/peer_verifier.h"
#include "gateway/tls/tls_credentials.h"
#include "tests/files.h"
#include "tests/gateway/tls/pending_call.h"

namespace tasuki::tls {

// Admits every certificate that is not on its list.
class DenyList final : public PeerGate {
 public:
  absl::Status Admit(const crypto::Certificate& certificate) override {
    absl::MutexLock lock(&mutex_);
    ++asked_;
    return denied_.count(certificate.der_sha256) == 0
               ? absl::OkStatus()
               : absl::UnauthenticatedError("denied");
  }
  void Deny(absl::string_view pem) {
    const auto certificate = crypto::ParseCertificatePem(pem);
    CHECK(certificate.ok());
    absl::MutexLock lock(&mutex_);
    denied_.insert(certificate->der_sha256);
  }
  int asked() const {
    absl::MutexLock lock(&mutex_);
    return asked_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::set<std::string> denied_;
  int asked_ = 0;
};

// Answers every method with "<URI of the certificate> <address of the peer>".
class WhoService final : public grpc::CallbackGenericService {
 public:
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    const auto certificate = certificates_.Of(*context->auth_context());
    ++calls_;
    return new Reactor(certificate.ok()
                           ? absl::StrCat((*certificate)->uri_sans.front(), " ",
                                          context->peer())
                           : "nobody");
  }
  int calls() const { return calls_; }

 private:
  class Reactor final : public grpc::ServerGenericBidiReactor {
   public:
    explicit Reactor(const std::string& answer) {
      const grpc::Slice slice(answer);
      answer_ = grpc::ByteBuffer(&slice, 1);
      StartRead(&request_);
    }
    void OnReadDone(bool) override {
      StartWriteAndFinish(&answer_, {}, grpc::Status::OK);
    }
    void OnDone() override { delete this; }

   private:
    grpc::ByteBuffer request_, answer_;
  };

  PeerCertificates certificates_;
  std::atomic<int> calls_ = 0;
};

// A gRPC server with our credentials on a free port of the loopback.
class TlsServer {
 public:
  TlsServer(const TlsFiles& files, const Clock& clock) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(
        "127.0.0.1:0",
        MakeServerCredentials(files, MakePeerVerifier(gate_, clock)), &port_);
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
    CHECK(server_ != nullptr && port_ != 0);
  }
  ~TlsServer() { server_->Shutdown(std::chrono::system_clock::now()); }

  int port() const { return port_; }
  DenyList& gate() { return gate_; }
  const WhoService& service() const { return service_; }

 private:
  DenyList gate_;
  WhoService service_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

inline std::shared_ptr<grpc::Channel> Connect(
    const TlsServer& server,
    const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  return ConnectTo(server.port(), credentials);
}

inline std::shared_ptr<grpc::ChannelCredentials> ClientCredentials(
    const std::string& trusted, const std::string& certificate,
    const std::string& key) {
  return grpc::SslCredentials({trusted, key, certificate});
}

// Calls the WhoService once; fails at once if the connection is refused.
inline Reply Ask(const std::shared_ptr<grpc::Channel>& channel) {
  return PendingCall(channel, "/test.Who/Am", "").Wait();
}

}  // namespace tasuki::tls

#endif  // TESTS_GATEWAY_TLS_TLS_SERVER_H_
