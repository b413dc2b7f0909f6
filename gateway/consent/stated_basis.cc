#include "gateway/consent/stated_basis.h"

#include "absl/algorithm/container.h"
#include "gateway/model/party.h"

namespace tasuki::consent {
namespace {

constexpr v1::AudienceType kMayInform[] = {
    v1::AUDIENCE_TYPE_OB_HOSP, v1::AUDIENCE_TYPE_MCL_FAC,
    v1::AUDIENCE_TYPE_FACILITY, v1::AUDIENCE_TYPE_NURSERY,
    v1::AUDIENCE_TYPE_SCHOOL};
constexpr v1::AudienceType kMunicipality[] = {v1::AUDIENCE_TYPE_CITY_MH,
                                              v1::AUDIENCE_TYPE_CITY_FS,
                                              v1::AUDIENCE_TYPE_OTHER_CITY};

}  // namespace

bool CanBeStated(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_CWA_10_CONSULT ||
         basis == v1::BASIS_CODE_CWA_21_10_5;
}

bool IsActOf(v1::BasisCode basis, v1::MessageKind kind) {
  if (basis == v1::BASIS_CODE_CWA_10_CONSULT) {
    return kind == v1::MESSAGE_KIND_CONSULTATION;
  }
  return basis == v1::BASIS_CODE_CWA_21_10_5 &&
         kind == v1::MESSAGE_KIND_INFORMATION;
}

bool MayState(v1::BasisCode basis, v1::AudienceType sender,
              v1::AudienceType recipient) {
  if (basis == v1::BASIS_CODE_CWA_10_CONSULT) {
    return IsCentreUnit(sender) && recipient == v1::AUDIENCE_TYPE_CGC;
  }
  return basis == v1::BASIS_CODE_CWA_21_10_5 &&
         absl::c_linear_search(kMayInform, sender) &&
         absl::c_linear_search(kMunicipality, recipient);
}

bool AsksForAttempt(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_CWA_21_10_5;
}

bool NeedsReason(v1::ConsentAttempt attempt) {
  return attempt == v1::CONSENT_ATTEMPT_REFUSED ||
         attempt == v1::CONSENT_ATTEMPT_NOT_ASKED;
}

}  // namespace tasuki::consent
