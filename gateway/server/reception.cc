#include "gateway/server/reception.h"

#include <grpcpp/alarm.h>
#include <grpcpp/support/slice.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/party.h"
#include "gateway/server/errors.h"

namespace tasuki::server {
namespace {

// What gRPC's own retries wait (gRFC A6).
constexpr char kRetryHeader[] = "grpc-retry-pushback-ms";
// Before a refusal for each turn that the call would have taken, and at most.
constexpr absl::Duration kPauseOfTurn = absl::Seconds(1);
constexpr absl::Duration kLongestPause = absl::Seconds(10);

absl::StatusOr<std::string> Flatten(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) {
    return absl::InvalidArgumentError("request could not be read");
  }
  std::string bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

}  // namespace

absl::Status CheckStillWanted(bool cancelled,
                              std::chrono::system_clock::time_point deadline,
                              std::chrono::system_clock::time_point now) {
  if (now >= deadline) {
    return absl::DeadlineExceededError("deadline passed before the decision");
  }
  if (cancelled) return absl::CancelledError("cancelled before the decision");
  return absl::OkStatus();
}

// One call from its arrival to its answer.
class Reception::Call {
 public:
  Call(Reception& reception, grpc::CallbackServerContext& context,
       const grpc::ByteBuffer& request, grpc::ByteBuffer& response,
       absl::string_view method)
      : reception_(reception),
        context_(context),
        reactor_(*context.DefaultReactor()),
        request_(request),
        response_(response),
        method_(method),
        began_(reception.clock_.Now()) {}

  // An exchange that drops its duty to answer must not leave a caller waiting.
  ~Call() {
    if (!finished_) Finish({absl::InternalError("call was dropped"), {}, {}});
  }

  void Finish(exchange::Release release) {
    CHECK(!finished_);
    finished_ = true;
    reception_.Note(*this, release.status);
    if (release.status.ok()) {
      grpc::Slice slice(release.response);
      response_ = grpc::ByteBuffer(&slice, 1);
    }
    const absl::Duration wait = RetryAfter(release.status.code());
    if (wait > absl::ZeroDuration()) {
      context_.AddTrailingMetadata(
          kRetryHeader, absl::StrCat(absl::ToInt64Milliseconds(wait)));
    }
    // Before the answer, so that a caller with all its places taken can call
    // again as soon as it has one answer.
    place.reset();
    reactor_.Finish(ToGrpc(release.status, release.refusal));
    // The context and the response may be gone now.
  }

  // Does it now, or in a while on one of gRPC's threads; blocks none.
  void After(absl::Duration wait, std::function<void()> what) {
    if (wait <= absl::ZeroDuration()) return what();
    alarm_.emplace().Set(absl::ToChronoTime(absl::Now() + wait),
                         [what = std::move(what)](bool) { what(); });
  }

  grpc::CallbackServerContext& context() const { return context_; }
  const grpc::ByteBuffer& request() const { return request_; }
  int turns() const { return Quota::TurnsOf(request_.Length()); }
  grpc::ServerUnaryReactor* reactor() const { return &reactor_; }
  absl::string_view method() const { return method_; }
  absl::Duration Age() const { return reception_.clock_.Now() - began_; }

  exchange::Credentials credentials;
  std::string party;  // of the certificate
  std::optional<Quota::Place> place;

 private:
  Reception& reception_;
  grpc::CallbackServerContext& context_;
  grpc::ServerUnaryReactor& reactor_;
  const grpc::ByteBuffer& request_;
  grpc::ByteBuffer& response_;
  const absl::string_view method_;
  const absl::Time began_;
  std::optional<grpc::Alarm> alarm_;  // few calls wait
  bool finished_ = false;
};

Reception::Reception(Handler handler, const Clock& clock, EventLog& log,
                     Options options)
    : handler_(std::move(handler)),
      clock_(clock),
      log_(log),
      options_(std::move(options)),
      callers_(clock),
      quota_(options_.quota) {}

grpc::ServerUnaryReactor* Reception::Serve(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response,
                                           absl::string_view method) {
  const auto call =
      std::make_shared<Call>(*this, *context, *request, *response, method);
  const absl::StatusOr<absl::Duration> wait = Admit(call);
  if (!wait.ok()) {
    // A flood that is refused at once comes back at once.
    const bool flood = absl::IsResourceExhausted(wait.status());
    call->After(flood ? std::min(call->turns() * kPauseOfTurn, kLongestPause)
                      : absl::ZeroDuration(),
                [call, status = wait.status()] {
                  call->Finish({status, {}, {}});
                });
  } else {
    call->After(*wait, [this, call] {
      const absl::Status status = HandOver(call);
      if (!status.ok()) call->Finish({status, {}, {}});
    });
  }
  return call->reactor();
}

absl::StatusOr<absl::Duration> Reception::Admit(
    const std::shared_ptr<Call>& call) {
  ASSIGN_OR_RETURN(call->credentials, callers_.Read(call->context()));
  const crypto::Certificate& certificate = *call->credentials.certificate;
  call->party = CertificateParty(certificate);
  absl::StatusOr<Quota::Turn> turn = quota_.Take(
      call->party.empty() ? certificate.der_sha256 : BodyOf(call->party),
      clock_.Now(), call->turns());
  if (!turn.ok()) {
    log_.Write(Event::kCallThrottled,
               {.method = call->method(), .party = call->party});
    return turn.status();
  }
  call->place.emplace(std::move(turn->place));
  return turn->wait;
}

// OK: the exchange has the call, and may have answered it already.
absl::Status Reception::HandOver(const std::shared_ptr<Call>& call) {
  const grpc::CallbackServerContext& context = call->context();
  RETURN_IF_ERROR(CheckStillWanted(context.IsCancelled(), context.deadline(),
                                   std::chrono::system_clock::now()));
  ASSIGN_OR_RETURN(std::string bytes, Flatten(call->request()));
  handler_(
      call->method(), call->credentials, std::move(bytes),
      [call](exchange::Release release) { call->Finish(std::move(release)); });
  return absl::OkStatus();
}

void Reception::Note(const Call& call, const absl::Status& status) {
  options_.on_call(call.method(), status.code(), call.Age());
  if (status.code() == absl::StatusCode::kDataLoss) options_.on_data_loss();
  if (TextStaysHere(status.code())) {
    log_.Write(Event::kCallUndecided, {.method = call.method(),
                                       .party = call.party,
                                       .reason = status.message(),
                                       .code = status.code(),
                                       .took = call.Age()});
  }
}

}  // namespace tasuki::server
