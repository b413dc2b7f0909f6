#include "gateway/server/admission.h"

#include <string>

#include "gateway/server/caller.h"

namespace tasuki::server {

absl::Status Admission::Admit(const crypto::Certificate& certificate) {
  absl::Status status = question_(certificate);
  if (status.ok()) return status;
  if (status.code() == absl::StatusCode::kDataLoss) on_data_loss_();
  const std::string party = CertificateParty(certificate);
  log_.Write(Event::kConnectionRefused,
             {.party = party, .code = status.code()});
  return status;
}

}  // namespace tasuki::server
