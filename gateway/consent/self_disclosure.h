#ifndef GATEWAY_CONSENT_SELF_DISCLOSURE_H_
#define GATEWAY_CONSENT_SELF_DISCLOSURE_H_

#include <string>

#include "absl/time/time.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/vocabulary.pb.h"

// The ground on which a copy is prepared for the person herself or for who may
// act for her (APPI 76; SR-24). Pure.
namespace tasuki::consent {

// A request for a copy as stored, as far as its ground looks at it.
struct StoredCopyRequest {
  std::string id;  // without `copy-requests/`
  v1::CopyRequester requester = v1::COPY_REQUESTER_UNSPECIFIED;
  v1::CopyRequestState state = v1::COPY_REQUEST_STATE_HELD;
  absl::Time ends_at = absl::InfinitePast();  // of one that is READY
};

// What is known beside it that speaks against who asks.
struct Adversity {
  bool violence = false;  // a protected address, or a sheet of danger or abuse
  bool pregnant = false;  // there is a record of her pregnancy
  bool protection = false;  // it is a case of protection
};

// For how long a copy may be prepared once that is decided (APPI 83(1)).
inline constexpr absl::Duration kCopyIsPrepared = absl::Hours(24 * 30);

// Does somebody act for her?
bool ActsForHer(v1::CopyRequester requester);
// By law, as who has parental authority does?
bool ActsByLaw(v1::CopyRequester requester);

// Are the interests of who asks adverse to hers? A parent or guardian of one
// who is pregnant, or in a case of protection; anybody but herself where there
// is violence.
bool IsAdverse(v1::CopyRequester requester, const Adversity& adversity);
// Of these: who is a parent or guardian of one who is pregnant (SR-03).
bool IsAdverseParent(v1::CopyRequester requester, const Adversity& adversity);

// Its state at `now`.
v1::CopyRequestState StateAt(const StoredCopyRequest& request, absl::Time now);

// The ground of a request, whatever its state: the policy says what is to be
// known before it opens anything.
policy::Ground CopyGround(const StoredCopyRequest& request);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_SELF_DISCLOSURE_H_
