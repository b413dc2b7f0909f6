#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/staff_assertion.h"
#include "gateway/server/errors.h"
#include "tests/property/two_worlds/line.h"

namespace tasuki::two_worlds {
namespace {

constexpr char kKey[] = "a key";

exchange::Credentials CredentialsOf(const Person& person) {
  crypto::Certificate certificate;
  certificate.der_sha256 = crypto::Sha256(person.party);
  certificate.issuer_sha256 = crypto::Sha256("issuer");
  certificate.serial = "01";
  certificate.uri_sans = {
      absl::StrCat("spiffe://tasuki.example/", SystemOf(person.party))};
  certificate.not_before = absl::InfinitePast();
  certificate.not_after = absl::InfiniteFuture();
  certificate.client_auth = true;
  exchange::Credentials credentials{
      .certificate = std::make_shared<crypto::Certificate>(certificate),
      .claims = exchange::Credentials::Claims{},
      .network_source = "127.0.0.1:1"};
  exchange::Credentials::Claims& claims = *credentials.claims;
  claims.person = person.id;
  claims.party = person.party;
  claims.role = person.role;
  claims.key_id = "k1";
  claims.jti = NewJti();
  claims.verify = [](absl::string_view, absl::string_view, absl::Time) {
    return absl::OkStatus();
  };
  return credentials;
}

class DirectLine : public Line {
 public:
  explicit DirectLine(Door door) : door_(std::move(door)) {}

  Reply Call(const Person& person, const std::string& method,
             const std::string& request) override {
    std::promise<exchange::Release> promise;
    door_.handle(method, CredentialsOf(person), request,
                 [&promise](exchange::Release release) {
                   promise.set_value(std::move(release));
                 });
    exchange::Release release = promise.get_future().get();
    // What the server makes of it.
    const grpc::Status sent = server::ToGrpc(release.status, release.refusal);
    return {
        .status = absl::Status(static_cast<absl::StatusCode>(sent.error_code()),
                               sent.error_message()),
        .response = std::move(release.response),
        .details = sent.error_details(),
        .initial_metadata = {},
        .trailing_metadata = {}};
  }

 private:
  const Door door_;
};

class InProcessIdentities : public Identities {
 public:
  std::string staff_key() const override { return kKey; }
  std::unique_ptr<Line> Connect(Door door, const Clock&) const override {
    return std::make_unique<DirectLine>(std::move(door));
  }
};

}  // namespace

std::string SystemOf(const std::string& party) {
  absl::string_view rest = party;
  absl::ConsumePrefix(&rest, "bodies/");
  const auto slash = rest.find('/');
  std::string system = absl::StrCat("body/", rest.substr(0, slash));
  if (slash != rest.npos) {
    rest.remove_prefix(slash + std::string("/units/").size());
    absl::StrAppend(&system, "/unit/", rest);
  }
  return system + "/system/desk";
}

std::unique_ptr<Identities> InProcess() {
  return std::make_unique<InProcessIdentities>();
}

}  // namespace tasuki::two_worlds
