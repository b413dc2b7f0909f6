#include "adapters/client/staff.h"

#include <utility>

#include "adapters/client/profile.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/staff_assertion.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::client {
namespace {

// Renewed so early that no call is under way when it ends.
constexpr absl::Duration kRenewBefore = absl::Minutes(1);

}  // namespace

Staff::Staff(v1::ClientProfile profile, crypto::Secret key,
             std::string thumbprint)
    : profile_(std::move(profile)),
      key_(std::move(key)),
      thumbprint_(std::move(thumbprint)) {}

absl::StatusOr<Staff> Staff::Load(const v1::ClientProfile& profile,
                                  std::string thumbprint) {
  // A person's own certificate says who acts; nothing is signed.
  if (profile.staff_key_file().empty()) {
    return Staff(profile, crypto::Secret(""), std::move(thumbprint));
  }
  if (profile.party().empty() || profile.person().empty() ||
      profile.role() == v1::ROLE_UNSPECIFIED) {
    return absl::InvalidArgumentError(
        "the profile needs party, person and role");
  }
  ASSIGN_OR_RETURN(std::string key, ReadFile(profile.staff_key_file()));
  return Staff(profile, crypto::Secret(std::move(key)), std::move(thumbprint));
}

absl::StatusOr<std::string> Staff::AssertionForWrite(absl::Time now) const {
  if (profile_.staff_key_file().empty()) return std::string();
  StaffAssertion assertion;
  assertion.issuer = profile_.party();
  assertion.audience = profile_.trust_domain();
  assertion.person = profile_.person();
  assertion.party = profile_.party();
  assertion.role = ShortName(profile_.role());
  assertion.key_id = profile_.staff_key_id().empty() ? profile_.person()
                                                     : profile_.staff_key_id();
  assertion.jti = NewJti();
  assertion.thumbprint = thumbprint_;
  assertion.issued_at = absl::FromUnixSeconds(absl::ToUnixSeconds(now));
  assertion.expires_at = assertion.issued_at + kMaxAssertionLifetime;
  return SignAssertion(assertion, key_.Reveal());
}

absl::StatusOr<std::string> Staff::AssertionForRead(absl::Time now) {
  if (now >= renew_at_) {
    ASSIGN_OR_RETURN(for_reads_, AssertionForWrite(now));
    renew_at_ = now + kMaxAssertionLifetime - kRenewBefore;
  }
  return for_reads_;
}

}  // namespace tasuki::client
