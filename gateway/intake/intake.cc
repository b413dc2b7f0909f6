#include "gateway/intake/intake.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/random.h"
#include "gateway/model/canonical.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::intake {
namespace {

struct Words {
  const char* ja;
  const char* en;
};

Words WordsOf(v1::ReportState state) {
  if (state == v1::REPORT_STATE_QUEUED_FOR_HUMAN) {
    return {
        "お預かりしました。まだ窓口の一覧には届いていません。"
        "急ぐときは、いま電話してください。",
        "Kept safely here, but not on the duty desk's list yet. If it is "
        "urgent, phone now."};
  }
  if (state == v1::REPORT_STATE_RECEIVED) {
    return {
        "窓口の一覧に届きました。人が読んだことにはなりません。"
        "急ぐときは、いま電話してください。",
        "On the duty desk's list. That is not to say that somebody has "
        "read it. If it is urgent, phone now."};
  }
  return {"届いていません。いま電話で通告してください。",
          "NOT taken. Report by phone now."};
}

}  // namespace

Intake::Intake(Spool& spool, Delivery& delivery, const v1::DutyDeskFile& desks,
               const Clock& clock, absl::Duration wait)
    : spool_(spool),
      delivery_(delivery),
      desks_(desks),
      clock_(clock),
      wait_(wait) {}

// The same for the same words of the same sender under the same request_id;
// without a request_id, new each time. Other words are another report: better
// twice than not at all.
std::string Intake::IdOf(const crypto::Certificate& sender,
                         const v1::ReportRequest& request) const {
  const std::string nonce = request.request_id().empty()
                                ? crypto::RandomBytes(crypto::kSha256Size)
                                : crypto::Sha256(request.request_id());
  return crypto::HmacSha256(
             spool_.key().name.Reveal(),
             absl::StrCat(nonce, crypto::Sha256(sender.uri_sans.front()),
                          crypto::Sha256(Canonical(request.content()))))
      .substr(0, Spool::kIdBytes);
}

// Of the party, not of the certificate: it may have many.
std::string Intake::OwnerOf(const crypto::Certificate& sender) const {
  return crypto::HmacSha256(
             spool_.key().name.Reveal(),
             absl::StrCat("owner/", PartyOfUri(sender.uri_sans.front())))
      .substr(0, Spool::kIdBytes);
}

v1::ReportResponse Intake::Take(const crypto::Certificate& sender,
                                const v1::ReportRequest& request,
                                absl::Duration limit) {
  const std::string& recipient = request.content().recipient();
  if (request.content().ByteSizeLong() > kMostContent) {
    return AnswerOf(v1::REPORT_STATE_NOT_TAKEN, recipient);
  }
  const std::string id = IdOf(sender, request);
  v1::TakenReport report;
  report.set_name(ResourceName("reports", tasuki::IdOf(id)));
  *report.mutable_content() = request.content();
  report.set_sender(sender.uri_sans.front());
  report.set_certificate_sha256(sender.der_sha256);
  report.set_issuer_sha256(sender.issuer_sha256);
  report.set_serial(sender.serial);
  report.set_taken_in_at(absl::ToUnixSeconds(clock_.Now()));
  if (!spool_.Add(id, OwnerOf(sender), report.SerializeAsString()).ok()) {
    return AnswerOf(v1::REPORT_STATE_NOT_TAKEN, recipient);
  }
  // From here on it is kept, whatever happens.
  delivery_.Wake();
  const bool received = delivery_.Await(id, std::min(limit, wait_));
  v1::ReportResponse response = AnswerOf(
      received ? v1::REPORT_STATE_RECEIVED : v1::REPORT_STATE_QUEUED_FOR_HUMAN,
      recipient);
  response.set_report(report.name());
  return response;
}

v1::CheckReportResponse Intake::Check(
    const v1::CheckReportRequest& request) const {
  v1::CheckReportResponse response;
  response.set_state(v1::REPORT_STATE_NOT_TAKEN);
  const absl::StatusOr<std::string> id =
      ParseResourceId("reports", request.name(), "name");
  if (id.ok()) {
    switch (spool_.Find(*BytesOfId(*id))) {
      case Spool::State::kUnknown:
        break;
      case Spool::State::kWaiting:
        response.set_state(v1::REPORT_STATE_QUEUED_FOR_HUMAN);
        break;
      case Spool::State::kDelivered:
        response.set_state(v1::REPORT_STATE_RECEIVED);
        break;
    }
  }
  AddDesks("", *response.mutable_desks());
  return response;
}

void Intake::AddDesks(
    absl::string_view recipient,
    google::protobuf::RepeatedPtrField<v1::DutyDesk>& desks) const {
  desks = desks_.desks();
  std::stable_partition(
      desks.begin(), desks.end(), [&](const v1::DutyDesk& desk) {
        return !desk.party().empty() && desk.party() == recipient;
      });
}

v1::ReportResponse Intake::AnswerOf(v1::ReportState state,
                                    absl::string_view recipient) const {
  v1::ReportResponse response;
  response.set_state(state);
  response.set_message_ja(WordsOf(state).ja);
  response.set_message_en(WordsOf(state).en);
  AddDesks(recipient, *response.mutable_desks());
  return response;
}

}  // namespace tasuki::intake
