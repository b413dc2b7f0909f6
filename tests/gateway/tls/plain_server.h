#ifndef TESTS_GATEWAY_TLS_PLAIN_SERVER_H_
#define TESTS_GATEWAY_TLS_PLAIN_SERVER_H_

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "gateway/base/check.h"

namespace tasuki::tls {

// A server as OpenSSL makes it without our policy: it gives tickets and speaks
// TLS 1.2. The control for tests that see ours do neither.
class PlainServer {
 public:
  PlainServer(const std::string& certificate, const std::string& key)
      : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
    SSL_CTX_clear_options(context_.get(), SSL_OP_NO_SSL_MASK);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_num_tickets(context_.get(), 1);
    CHECK(SSL_CTX_use_certificate_chain_file(context_.get(),
                                             certificate.c_str()) == 1);
    CHECK(SSL_CTX_use_PrivateKey_file(context_.get(), key.c_str(),
                                      SSL_FILETYPE_PEM) == 1);
    listener_ = BIO_new_accept("127.0.0.1:0");
    BIO_set_accept_bios(listener_, BIO_new_ssl(context_.get(), 0));
    CHECK(BIO_do_accept(listener_) == 1);  // the first call only binds
  }
  ~PlainServer() { BIO_free_all(listener_); }

  int port() const { return std::stoi(BIO_get_accept_port(listener_)); }

  // Accepts one connection, answers with empty SETTINGS, closes.
  void ServeOne() {
    CHECK(BIO_do_accept(listener_) == 1);
    BIO* stream = BIO_pop(listener_);
    char request[64];
    BIO_read(stream, request, sizeof(request));
    BIO_write(stream, "\0\0\0\4\0\0\0\0\0", 9);
    BIO_free_all(stream);
  }

 private:
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  BIO* listener_ = nullptr;
};

}  // namespace tasuki::tls

#endif  // TESTS_GATEWAY_TLS_PLAIN_SERVER_H_
