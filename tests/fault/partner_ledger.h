#ifndef TESTS_FAULT_PARTNER_LEDGER_H_
#define TESTS_FAULT_PARTNER_LEDGER_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "adapters/client/client.h"
#include "gateway/audit/note.h"
#include "tasuki/v1/client_profile.pb.h"

namespace tasuki::fault {

// A partner who writes and reads until the gateway goes away, and keeps on its
// own side what it was answered. Thread-compatible.
class PartnerLedger {
 public:
  // Of the profile's own evidence folder it makes no use.
  explicit PartnerLedger(const std::string& profile_path);

  // Connects to the gateway as it runs now.
  void Connect();
  // Registers subjects and reads them until the gateway is gone; counts answers
  // in `answers`. A write whose outcome the last run left open is sent again
  // first: it must be answered, and be the same write.
  absl::Status WorkUntilGone(std::atomic<int64_t>& answers);

  // Everything, or what no call has found in order yet, against a gateway that
  // started anew. DATA_LOSS: a receipt does not verify, a subject is not there,
  // the log shrank or has another past. UNAVAILABLE: not published yet.
  absl::Status CheckAll();
  absl::Status CheckNew();

  size_t size() const { return answers_.size(); }

 private:
  struct Answer {
    v1::KeptEvidence kept;
    std::string subject;  // empty: a read
  };
  absl::Status Work();
  absl::Status CheckReceipt(const Answer& answer);
  absl::Status CheckSubject(const std::string& name);
  absl::Status CheckGrowth();
  template <typename Request>
  client::Reply<typename client::Rpc<Request>::Response> Call(
      const Request& request, const std::string& subject);

  v1::ClientProfile profile_;
  audit::NoteVerifier log_;
  std::unique_ptr<client::Client> client_;
  std::string open_request_;  // id of the write without an answer
  std::vector<Answer> answers_;
  size_t checked_ = 0;
  audit::Checkpoint newest_;  // size 0: none seen
};

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_PARTNER_LEDGER_H_
