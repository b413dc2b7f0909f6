#include "gateway/server/errors.h"

#include <string>

#include "absl/base/macros.h"
#include "gateway/base/check.h"
#include "tasuki/v1/error_status.pb.h"

namespace tasuki::server {
namespace {

using absl::StatusCode;

// One row per code, in the order of the codes.
struct Row {
  StatusCode code;
  grpc::StatusCode wire;
  // Sent instead of the status's own text; null: that text leaves.
  const char* fixed_text;
  bool text_stays_here;
  absl::Duration retry_after;
};

constexpr char kNotFound[] = "not found";
constexpr char kFault[] = "the gateway could not decide; nothing was disclosed";

constexpr absl::Duration kNever = absl::ZeroDuration();
constexpr absl::Duration kShortly = absl::Milliseconds(20);
constexpr absl::Duration kSoon = absl::Seconds(1);

constexpr Row kTable[] = {
    {StatusCode::kOk, grpc::OK, nullptr, false, kNever},
    {StatusCode::kCancelled, grpc::CANCELLED, nullptr, false, kNever},
    {StatusCode::kUnknown, grpc::UNKNOWN, kFault, true, kNever},
    {StatusCode::kInvalidArgument, grpc::INVALID_ARGUMENT, nullptr, false,
     kNever},
    {StatusCode::kDeadlineExceeded, grpc::DEADLINE_EXCEEDED, nullptr, false,
     kNever},
    // Absent and withheld must be the same to the byte (docs/api.md).
    {StatusCode::kNotFound, grpc::NOT_FOUND, kNotFound, false, kNever},
    {StatusCode::kAlreadyExists, grpc::ALREADY_EXISTS, nullptr, false, kNever},
    {StatusCode::kPermissionDenied, grpc::PERMISSION_DENIED, nullptr, false,
     kNever},
    {StatusCode::kResourceExhausted, grpc::RESOURCE_EXHAUSTED, nullptr, false,
     kShortly},
    {StatusCode::kFailedPrecondition, grpc::FAILED_PRECONDITION, nullptr, false,
     kNever},
    {StatusCode::kAborted, grpc::ABORTED, nullptr, false, kNever},
    {StatusCode::kOutOfRange, grpc::OUT_OF_RANGE, nullptr, false, kNever},
    {StatusCode::kUnimplemented, grpc::UNIMPLEMENTED, nullptr, false, kNever},
    {StatusCode::kInternal, grpc::INTERNAL, kFault, true, kNever},
    {StatusCode::kUnavailable, grpc::UNAVAILABLE, nullptr, false, kSoon},
    {StatusCode::kDataLoss, grpc::DATA_LOSS, kFault, true, kNever},
    {StatusCode::kUnauthenticated, grpc::UNAUTHENTICATED, nullptr, false,
     kNever},
};

const Row& RowOf(StatusCode code) {
  const auto index = static_cast<size_t>(code);
  CHECK(index < ABSL_ARRAYSIZE(kTable) && kTable[index].code == code);
  return kTable[index];
}

std::string Details(const Row& row, const std::string& text,
                    absl::string_view refusal) {
  v1::ErrorStatus details;
  details.set_code(row.wire);
  details.set_message(text);
  if (!refusal.empty()) {
    google::protobuf::Any& detail = *details.add_details();
    detail.set_type_url("type.googleapis.com/tasuki.v1.RefusalDetail");
    detail.set_value(refusal.data(), refusal.size());
  }
  return details.SerializeAsString();
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status, absl::string_view refusal) {
  if (status.ok()) return grpc::Status::OK;
  const Row& row = RowOf(status.code());
  const std::string text = row.fixed_text != nullptr
                               ? std::string(row.fixed_text)
                               : std::string(status.message());
  if (row.text_stays_here) refusal = {};
  return grpc::Status(row.wire, text, Details(row, text, refusal));
}

bool TextStaysHere(StatusCode code) { return RowOf(code).text_stays_here; }

absl::Duration RetryAfter(StatusCode code) { return RowOf(code).retry_after; }

}  // namespace tasuki::server
