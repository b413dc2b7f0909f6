#include "tests/fault/partner_ledger.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "adapters/client/profile.h"
#include "adapters/client/verify_evidence.h"
#include "gateway/audit/merkle.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"

namespace tasuki::fault {
namespace {

v1::ClientProfile ProfileAt(const std::string& path) {
  auto profile = client::LoadProfile(path);
  CHECK(profile.ok());
  profile->clear_evidence_folder();
  return *std::move(profile);
}

audit::NoteVerifier LogOf(const v1::ClientProfile& profile) {
  const auto key = client::ReadFile(profile.log_key_file());
  CHECK(key.ok());
  auto log = audit::NoteVerifier::Parse(absl::StripAsciiWhitespace(*key));
  CHECK(log.ok());
  return *std::move(log);
}

}  // namespace

PartnerLedger::PartnerLedger(const std::string& profile_path)
    : profile_(ProfileAt(profile_path)), log_(LogOf(profile_)) {
  newest_.size = 0;
}

void PartnerLedger::Connect() {
  auto client = client::Client::Open(profile_);
  CHECK(client.ok());
  client_ = *std::move(client);
}

template <typename Request>
client::Reply<typename client::Rpc<Request>::Response> PartnerLedger::Call(
    const Request& request, const std::string& subject) {
  auto reply = client_->Call(request);
  if (!reply.ok()) return reply;
  for (const v1::Evidence& evidence :
       client::DisclosureOf(reply.response)->evidence()) {
    Answer answer;
    answer.kept.set_method(
        client::PathOf(*client::MethodOf(Request::descriptor())));
    *answer.kept.mutable_evidence() = evidence;
    answer.subject = subject;
    answers_.push_back(std::move(answer));
  }
  return reply;
}

absl::Status PartnerLedger::Work() {
  if (open_request_.empty()) open_request_ = client::NewRequestId();
  v1::RegisterSubjectRequest write;
  write.mutable_access()->set_purpose(profile_.purpose());
  write.set_alias("A");
  write.set_request_id(open_request_);
  const auto written = Call(write, "");
  RETURN_IF_ERROR(written.status);
  open_request_.clear();
  answers_.back().subject = written.response.subject().name();

  v1::GetSubjectRequest read;
  *read.mutable_access() = write.access();
  read.set_name(written.response.subject().name());
  return Call(read, "").status;
}

absl::Status PartnerLedger::WorkUntilGone(std::atomic<int64_t>& answers) {
  absl::Status status = Work();
  for (; status.ok(); status = Work()) ++answers;
  // gRPC cancels a call that comes in while the port is being closed.
  const bool gone = absl::IsUnavailable(status) || absl::IsCancelled(status);
  return gone ? absl::OkStatus() : status;
}

absl::Status PartnerLedger::CheckAll() {
  checked_ = 0;
  return CheckNew();
}

absl::Status PartnerLedger::CheckNew() {
  RETURN_IF_ERROR(CheckGrowth());
  for (; checked_ < answers_.size(); ++checked_) {
    const Answer& answer = answers_[checked_];
    RETURN_IF_ERROR(CheckReceipt(answer));
    if (answer.subject.empty()) continue;
    RETURN_IF_ERROR(CheckSubject(answer.subject));
  }
  return absl::OkStatus();
}

absl::Status PartnerLedger::CheckReceipt(const Answer& answer) {
  v1::GetReceiptRequest request;
  request.set_leaf_hash(answer.kept.evidence().leaf_hash());
  const auto reply = client_->Call(request);
  if (absl::IsNotFound(reply.status)) {
    return absl::DataLossError("the log does not hold what was answered");
  }
  RETURN_IF_ERROR(reply.status);
  return client::CheckReceipt(reply.response.receipt(), answer.kept,
                              profile_.party(), log_);
}

absl::Status PartnerLedger::CheckSubject(const std::string& name) {
  v1::GetSubjectRequest request;
  request.mutable_access()->set_purpose(profile_.purpose());
  request.set_name(name);
  const absl::Status status = client_->Call(request).status;
  if (status.ok() || absl::IsUnavailable(status)) return status;
  return absl::DataLossError(
      absl::StrCat("an acknowledged write is gone: ", status.ToString()));
}

absl::Status PartnerLedger::CheckGrowth() {
  const auto reply = client_->Call(v1::GetCheckpointRequest());
  RETURN_IF_ERROR(reply.status);
  ASSIGN_OR_RETURN(const audit::Checkpoint now,
                   audit::OpenCheckpoint(reply.response.checkpoint(), log_));
  const audit::Checkpoint before = std::exchange(newest_, now);
  if (before.size == 0) return absl::OkStatus();
  if (now.size < before.size) return absl::DataLossError("the log shrank");
  v1::GetConsistencyProofRequest request;
  request.set_old_size(static_cast<int64_t>(before.size));
  request.set_size(static_cast<int64_t>(now.size));
  const auto proof = client_->Call(request);
  RETURN_IF_ERROR(proof.status);
  const absl::Status consistent = audit::VerifyConsistency(
      before.size, now.size, before.root, now.root,
      {proof.response.hashes().begin(), proof.response.hashes().end()});
  return consistent.ok() ? consistent
                         : absl::DataLossError(consistent.message());
}

}  // namespace tasuki::fault
