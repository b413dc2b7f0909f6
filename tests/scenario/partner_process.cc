#include "tests/scenario/partner_process.h"

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "adapters/client/method.h"
#include "adapters/client/refusal.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "tasuki/v1/access.pb.h"
#include "tests/scenario/partner_line.h"

namespace tasuki::scenario {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void PartnerProcess::Fill(Message& request) const {
  const Reflection& of = *request.GetReflection();
  const auto* type = request.GetDescriptor();
  if (const FieldDescriptor* field = type->FindFieldByName("access")) {
    auto* access = google::protobuf::DynamicCastToGenerated<v1::Access>(
        of.MutableMessage(&request, field));
    if (access->purpose() == v1::PURPOSE_UNSPECIFIED) {
      access->set_purpose(actor_.purpose);
    }
  }
  if (const FieldDescriptor* field = type->FindFieldByName("request_id")) {
    if (of.GetString(request, field).empty()) {
      of.SetString(&request, field, client::NewRequestId());
    }
  }
}

client::WireAnswer PartnerProcess::CallWire(
    const google::protobuf::MethodDescriptor& method,
    const std::string& request) {
  client::WireAnswer answer;
  answer.status =
      process_.WriteLine(EncodeCall(client::PathOf(method), request));
  if (!answer.status.ok()) return answer;
  const absl::StatusOr<std::string> line = process_.ReadLine();
  if (!line.ok()) {
    answer.status = line.status();
    return answer;
  }
  absl::StatusOr<client::WireAnswer> decoded = DecodeAnswer(*line);
  if (decoded.ok()) return *std::move(decoded);
  answer.status = decoded.status();
  return answer;
}

absl::Status PartnerProcess::Ask(const Message& request, Message& response,
                                 v1::RefusalDetail& refusal) {
  const auto* method = client::MethodOf(request.GetDescriptor());
  CHECK(method != nullptr);
  const client::WireAnswer answer =
      CallWire(*method, request.SerializeAsString());
  refusal = client::DecodeRefusal(answer.details).value_or(v1::RefusalDetail());
  if (answer.status.ok()) CHECK(response.ParseFromString(answer.response));
  return answer.status;
}

absl::StatusOr<int> PartnerProcess::VerifyReceipts() {
  std::string line;
  absl::Status status;
  const bool done = WaitUntil([&] {
    status = process_.WriteLine("receipts");
    if (!status.ok()) return true;
    const absl::StatusOr<std::string> read = process_.ReadLine();
    status = read.status();
    if (!status.ok()) return true;
    line = *read;
    // Not published yet: ask again. Everything else is final.
    return line != "later";
  });
  RETURN_IF_ERROR(status);
  absl::string_view count = line;
  int verified = 0;
  if (done && absl::ConsumePrefix(&count, "verified ") &&
      absl::SimpleAtoi(count, &verified)) {
    return verified;
  }
  return absl::DataLossError(line);
}

}  // namespace tasuki::scenario
