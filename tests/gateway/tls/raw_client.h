#ifndef TESTS_GATEWAY_TLS_RAW_CLIENT_H_
#define TESTS_GATEWAY_TLS_RAW_CLIENT_H_

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/check.h"

namespace tasuki::tls {

// A TLS client that is not gRPC, to try what gRPC's own would never send.
class RawClient {
 public:
  struct Files {
    std::string trusted, certificate, key;  // paths; the last two may be ""
  };
  struct Result {
    bool shook_hands = false;  // as this side sees it; TLS 1.3 tells it early
    bool served = false;       // the server spoke HTTP/2 afterwards
    bool resumed = false;
    int tickets = 0;
    std::string version, server_serial;
  };

  RawClient(const Files& files, int min_version, int max_version)
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
    // The process-wide policy applies to this context too; undo it here.
    SSL_CTX_clear_options(context(), SSL_OP_NO_SSL_MASK);
    CHECK(SSL_CTX_set_min_proto_version(context(), min_version) == 1);
    CHECK(SSL_CTX_set_max_proto_version(context(), max_version) == 1);
    CHECK(SSL_CTX_load_verify_locations(context(), files.trusted.c_str(),
                                        nullptr) == 1);
    SSL_CTX_set_verify(context(), SSL_VERIFY_PEER, nullptr);
    if (!files.certificate.empty()) {
      CHECK(SSL_CTX_use_certificate_chain_file(context(),
                                               files.certificate.c_str()) == 1);
      CHECK(SSL_CTX_use_PrivateKey_file(context(), files.key.c_str(),
                                        SSL_FILETYPE_PEM) == 1);
    }
    SSL_CTX_set_session_cache_mode(
        context(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context(), KeepSession);
    SSL_CTX_set_app_data(context(), this);
  }

  SSL_CTX* context() { return context_.get(); }

  // Offers the session of an earlier Connect, if there was one.
  Result Connect(int port) {
    Result result;
    tickets_ = 0;
    BIO* stream = BIO_new_ssl_connect(context());
    SSL* ssl = nullptr;
    BIO_get_ssl(stream, &ssl);
    BIO_set_conn_hostname(stream, absl::StrCat("127.0.0.1:", port).c_str());
    static constexpr unsigned char kHttp2[] = {2, 'h', '2'};
    CHECK(SSL_set_alpn_protos(ssl, kHttp2, sizeof(kHttp2)) == 0);
    if (session_ != nullptr) CHECK(SSL_set_session(ssl, session_.get()) == 1);
    result.shook_hands = BIO_do_connect(stream) == 1;
    if (result.shook_hands) Talk(stream, ssl, result);
    result.tickets = tickets_;
    BIO_free_all(stream);
    return result;
  }

 private:
  static int KeepSession(SSL* ssl, SSL_SESSION* session) {
    auto* self =
        static_cast<RawClient*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    ++self->tickets_;
    self->session_.reset(session);
    return 1;
  }

  void Talk(BIO* stream, SSL* ssl, Result& result) {
    result.version = SSL_get_version(ssl);
    result.resumed = SSL_session_reused(ssl) == 1;
    std::unique_ptr<X509, decltype(&X509_free)> peer(
        SSL_get1_peer_certificate(ssl), X509_free);
    if (peer != nullptr) {
      const ASN1_INTEGER* serial = X509_get0_serialNumber(peer.get());
      result.server_serial.assign(reinterpret_cast<const char*>(serial->data),
                                  serial->length);
    }
    // Connection preface and empty SETTINGS; a server that accepted us answers
    // with its own SETTINGS (frame type 4), one that did not with an alert.
    constexpr absl::string_view kPreface(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 33);
    char answer[64] = {};
    if (BIO_write(stream, kPreface.data(), kPreface.size()) <= 0) return;
    const int size = BIO_read(stream, answer, sizeof(answer));
    result.served = size >= 9 && answer[3] == 4;
  }

  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)> session_{
      nullptr, SSL_SESSION_free};
  int tickets_ = 0;
};

}  // namespace tasuki::tls

#endif  // TESTS_GATEWAY_TLS_RAW_CLIENT_H_
