#include "gateway/tls/tls_policy.h"

#include <openssl/bio.h>
#include <openssl/conf.h>
#include <openssl/ssl.h>

#include "absl/base/call_once.h"
#include "gateway/base/check.h"

namespace tasuki::tls {
namespace {

// Both MinProtocol and Protocol: gRPC sets a minimum of TLS 1.2 by itself after
// this was applied, but leaves the list of protocols alone.
constexpr char kPolicy[] = R"(
openssl_conf = tasuki
[tasuki]
ssl_conf = contexts
[contexts]
system_default = every_context
[every_context]
MinProtocol = TLSv1.3
Protocol = -SSLv3, -TLSv1, -TLSv1.1, -TLSv1.2
CipherString = DEFAULT:@SECLEVEL=2
Ciphersuites = TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256
NumTickets = 0
)";

void Install() {
  // The machine's own configuration first, or it would be loaded over ours.
  CHECK(OPENSSL_init_ssl(OPENSSL_INIT_LOAD_CONFIG, nullptr) == 1);
  BIO* text = BIO_new_mem_buf(kPolicy, -1);
  CONF* policy = NCONF_new(nullptr);
  long error_line = 0;
  CHECK(NCONF_load_bio(policy, text, &error_line) == 1);
  CHECK(CONF_modules_load(policy, nullptr, 0) == 1);
  NCONF_free(policy);
  BIO_free(text);
}

}  // namespace

void InstallTlsPolicy() {
  static absl::once_flag once;
  absl::call_once(once, Install);
}

}  // namespace tasuki::tls
