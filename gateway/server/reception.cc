#include "gateway/server/reception.h"

#include <grpcpp/support/slice.h>

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/server/errors.h"

namespace tasuki::server {
namespace {

// What gRPC's own retries wait (gRFC A6).
constexpr char kRetryHeader[] = "grpc-retry-pushback-ms";

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
       grpc::ByteBuffer& response, absl::string_view method)
      : reception_(reception),
        context_(context),
        reactor_(*context.DefaultReactor()),
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

  grpc::CallbackServerContext& context() const { return context_; }
  grpc::ServerUnaryReactor* reactor() const { return &reactor_; }
  absl::string_view method() const { return method_; }
  absl::Duration Age() const { return reception_.clock_.Now() - began_; }

  std::string party;  // of the certificate
  std::optional<OpenCalls::Place> place;

 private:
  Reception& reception_;
  grpc::CallbackServerContext& context_;
  grpc::ServerUnaryReactor& reactor_;
  grpc::ByteBuffer& response_;
  const absl::string_view method_;
  const absl::Time began_;
  bool finished_ = false;
};

Reception::Reception(Handler handler, const Clock& clock, EventLog& log,
                     Options options)
    : handler_(std::move(handler)),
      clock_(clock),
      log_(log),
      options_(std::move(options)),
      callers_(clock),
      open_calls_(options_.calls_per_certificate) {}

grpc::ServerUnaryReactor* Reception::Serve(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response,
                                           absl::string_view method) {
  const auto call = std::make_shared<Call>(*this, *context, *response, method);
  const absl::Status status = HandOver(*request, call);
  if (!status.ok()) call->Finish({status, {}, {}});
  return call->reactor();
}

// OK: the exchange has the call, and may have answered it already.
absl::Status Reception::HandOver(const grpc::ByteBuffer& request,
                                 const std::shared_ptr<Call>& call) {
  const grpc::CallbackServerContext& context = call->context();
  RETURN_IF_ERROR(CheckStillWanted(context.IsCancelled(), context.deadline(),
                                   std::chrono::system_clock::now()));
  ASSIGN_OR_RETURN(const exchange::Credentials credentials,
                   callers_.Read(context));
  call->party = CertificateParty(*credentials.certificate);
  absl::StatusOr<OpenCalls::Place> place =
      open_calls_.Take(credentials.certificate->der_sha256);
  if (!place.ok()) {
    log_.Write(Event::kCallThrottled,
               {.method = call->method(), .party = call->party});
    return place.status();
  }
  call->place.emplace(*std::move(place));
  ASSIGN_OR_RETURN(std::string bytes, Flatten(request));
  handler_(
      call->method(), credentials, std::move(bytes),
      [call](exchange::Release release) { call->Finish(std::move(release)); });
  return absl::OkStatus();
}

void Reception::Note(const Call& call, const absl::Status& status) {
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
