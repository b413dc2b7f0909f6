#include "gateway/consent/self_disclosure.h"

#include "absl/strings/str_cat.h"

namespace tasuki::consent {

bool ActsForHer(v1::CopyRequester requester) {
  return requester != v1::COPY_REQUESTER_SUBJECT;
}

bool ActsByLaw(v1::CopyRequester requester) {
  return requester == v1::COPY_REQUESTER_PARENT ||
         requester == v1::COPY_REQUESTER_GUARDIAN;
}

bool IsAdverse(v1::CopyRequester requester, const Adversity& adversity) {
  return (ActsForHer(requester) && adversity.violence) ||
         (ActsByLaw(requester) && adversity.protection) ||
         IsAdverseParent(requester, adversity);
}

bool IsAdverseParent(v1::CopyRequester requester, const Adversity& adversity) {
  return ActsByLaw(requester) && adversity.pregnant;
}

v1::CopyRequestState StateAt(const StoredCopyRequest& request, absl::Time now) {
  const bool over =
      request.state == v1::COPY_REQUEST_STATE_READY && now >= request.ends_at;
  return over ? v1::COPY_REQUEST_STATE_EXPIRED : request.state;
}

policy::Ground CopyGround(const StoredCopyRequest& request) {
  const bool ends = request.state == v1::COPY_REQUEST_STATE_READY;
  return {.basis = v1::BASIS_CODE_SELF_DISCLOSURE,
          .mask = LevelSet::Of(CategorySet::All(), v1::LEVEL_FULL),
          .source = absl::StrCat("copy-requests/", request.id),
          .valid_until = ends ? request.ends_at : absl::InfiniteFuture()};
}

}  // namespace tasuki::consent
