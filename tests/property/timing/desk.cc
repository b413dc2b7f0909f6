#include "tests/property/timing/desk.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "adapters/client/method.h"
#include "adapters/client/profile.h"
#include "gateway/base/check.h"

namespace tasuki::timing {

Desk::Desk(scenario::Deployment& deployment, const std::string& actor)
    : partner_(deployment.partner(actor)) {
  const auto profile = client::LoadProfile(
      deployment.Path(absl::StrCat("partners/", actor, "/profile.txtpb")));
  CHECK(profile.ok());
  auto connection = client::Connection::Open(*profile);
  CHECK(connection.ok());
  connection_ = *std::move(connection);
  auto staff = client::Staff::Load(*profile, connection_->thumbprint());
  CHECK(staff.ok());
  staff_ = std::make_unique<client::Staff>(*std::move(staff));
}

absl::Duration Desk::TimeOf(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> filled(request.New());
  filled->CopyFrom(request);
  partner_.Fill(*filled);
  const std::string method =
      client::PathOf(*client::MethodOf(request.GetDescriptor()));
  const std::string bytes = filled->SerializeAsString();
  const auto assertion = staff_->AssertionForWrite(absl::Now());
  CHECK(assertion.ok());
  const auto began = std::chrono::steady_clock::now();
  connection_->Call(method, bytes, *assertion, absl::Seconds(60));
  return absl::FromChrono(std::chrono::steady_clock::now() - began);
}

}  // namespace tasuki::timing
