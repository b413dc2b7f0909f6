#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adapters/client/connection.h"
#include "adapters/client/staff.h"
#include "gateway/server/admission.h"
#include "gateway/server/event_log.h"
#include "gateway/server/server.h"
#include "gateway/tls/peer_verifier.h"
#include "gateway/tls/tls_credentials.h"
#include "tests/certificates.h"
#include "tests/property/two_worlds/line.h"

namespace tasuki::two_worlds {
namespace {

constexpr char kStaff[] = "staff";

// "sos-npo" for "bodies/sos-npo", "maternal-health" for the unit: one file name
// for each party.
std::string FileOf(const std::string& party) {
  return party.substr(party.rfind('/') + 1);
}

v1::ClientProfile ProfileOf(const TestAuthority& authority,
                            const Person& person, int port) {
  v1::ClientProfile profile;
  profile.set_target(absl::StrCat("127.0.0.1:", port));
  const std::string file = FileOf(person.party);
  profile.set_certificate_file(authority.Path(file + ".pem"));
  profile.set_key_file(authority.Path(file + ".key"));
  profile.set_ca_file(authority.Path("root.pem"));
  profile.set_person(person.id);
  profile.set_party(person.party);
  profile.set_role(person.role);
  profile.set_staff_key_file(
      authority.Path(absl::StrCat("staff/", kStaff, ".key")));
  profile.set_staff_key_id("k1");
  profile.set_trust_domain("tasuki.example");
  return profile;
}

// A person at a desk: the connection of the party, and who signs.
struct Desk {
  std::unique_ptr<client::Connection> connection;
  std::unique_ptr<client::Staff> staff;
};

class SocketLine : public Line {
 public:
  SocketLine(const TestAuthority& authority, Door door, const Clock& clock)
      : authority_(authority),
        clock_(clock),
        // The clock stands still: no body's turn would ever come.
        reception_(std::move(door.handle), clock, log_,
                   {.quota = {.per_second = 1'000'000, .burst = 1'000'000},
                    // Time is not looked at here.
                    .beat = absl::ZeroDuration()}),
        admission_(std::move(door.admit), log_, [] {}) {
    auto server = server::Server::Start(
        "127.0.0.1:0",
        tls::MakeServerCredentials(
            {authority.Path("gateway.pem"), authority.Path("gateway.key"),
             authority.Path("chain.pem")},
            tls::MakePeerVerifier(admission_, clock)),
        reception_);
    CHECK(server.ok());
    server_ = *std::move(server);
  }

  Reply Call(const Person& person, const std::string& method,
             const std::string& request) override {
    Desk& desk = DeskOf(person);
    const auto assertion = desk.staff->AssertionForWrite(clock_.Now());
    CHECK(assertion.ok());
    client::WireAnswer answer =
        desk.connection->Call(method, request, *assertion, absl::Seconds(60));
    return {.status = std::move(answer.status),
            .response = std::move(answer.response),
            .details = std::move(answer.details),
            .initial_metadata = std::move(answer.initial_metadata),
            .trailing_metadata = std::move(answer.trailing_metadata)};
  }

 private:
  Desk& DeskOf(const Person& person) {
    Desk& desk = desks_[person.id];
    if (desk.connection != nullptr) return desk;
    const v1::ClientProfile profile =
        ProfileOf(authority_, person, server_->port());
    auto connection = client::Connection::Open(profile);
    CHECK(connection.ok());
    auto staff = client::Staff::Load(profile, (*connection)->thumbprint());
    CHECK(staff.ok());
    desk.connection = *std::move(connection);
    desk.staff = std::make_unique<client::Staff>(*std::move(staff));
    return desk;
  }

  const TestAuthority& authority_;
  const Clock& clock_;
  std::ostringstream lines_;
  server::EventLog log_{lines_};
  server::Reception reception_;
  server::Admission admission_;
  std::unique_ptr<server::Server> server_;
  std::map<std::string, Desk> desks_;
};

class SocketIdentities : public Identities {
 public:
  SocketIdentities() {
    authority_.IssueGateway();
    authority_.MakeStaffKey(kStaff);
    std::map<std::string, std::string> issued;
    for (const Person& person : Everybody()) {
      if (!issued.emplace(FileOf(person.party), person.party).second) continue;
      // Good at the time of the worlds and at that of the machine.
      authority_.Issue(
          FileOf(person.party),
          {absl::StrCat("spiffe://tasuki.example/", SystemOf(person.party)),
           "--from", "20200101000000Z", "--to", "20991231235959Z"});
    }
  }

  std::string staff_key() const override {
    return authority_.Read(absl::StrCat("staff/", kStaff, ".pub"));
  }
  std::unique_ptr<Line> Connect(Door door, const Clock& clock) const override {
    return std::make_unique<SocketLine>(authority_, std::move(door), clock);
  }

 private:
  TestAuthority authority_;
};

}  // namespace

std::unique_ptr<Identities> OverSockets() {
  return std::make_unique<SocketIdentities>();
}

}  // namespace tasuki::two_worlds
