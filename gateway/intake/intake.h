#ifndef GATEWAY_INTAKE_INTAKE_H_
#define GATEWAY_INTAKE_INTAKE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/base/clock.h"
#include "gateway/crypto/certificate.h"
#include "gateway/intake/delivery.h"
#include "gateway/intake/spool.h"
#include "tasuki/v1/intake_config.pb.h"
#include "tasuki/v1/intake_service.pb.h"

namespace tasuki::intake {

// Takes reports: first onto the disk, then an answer. Thread-safe.
class Intake {
 public:
  // The content of a report as serialized.
  static constexpr size_t kMostContent = 60000;

  // All outlive the intake. `desks` has at least one.
  Intake(Spool& spool, Delivery& delivery, const v1::DutyDeskFile& desks,
         const Clock& clock, absl::Duration wait);

  // Answers within `limit` and the wait for the gateway, whichever is shorter,
  // plus the time the disk takes. Never refuses: NOT_TAKEN is an answer, with
  // numbers to phone.
  v1::ReportResponse Take(const crypto::Certificate& sender,
                          const v1::ReportRequest& request,
                          absl::Duration limit);

  // Whoever knows the name of a report may ask; it is 128 random-looking bits
  // that its sender was given.
  v1::CheckReportResponse Check(const v1::CheckReportRequest& request) const;

 private:
  std::string IdOf(const crypto::Certificate& sender,
                   const v1::ReportRequest& request) const;
  std::string OwnerOf(const crypto::Certificate& sender) const;
  void AddDesks(absl::string_view recipient,
                google::protobuf::RepeatedPtrField<v1::DutyDesk>& desks) const;
  v1::ReportResponse AnswerOf(v1::ReportState state,
                              absl::string_view recipient) const;

  Spool& spool_;
  Delivery& delivery_;
  const v1::DutyDeskFile& desks_;
  const Clock& clock_;
  const absl::Duration wait_;
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_INTAKE_H_
