#include "adapters/client/client.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "adapters/client/refusal.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/random.h"

namespace tasuki::client {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr absl::Duration kTimeout = absl::Seconds(30);

// Does an answer of this type carry evidence? Those that do not are proofs
// themselves.
bool CarriesEvidence(const MethodDescriptor& method) {
  return method.output_type()->FindFieldByName("disclosure") != nullptr;
}

WireAnswer Failed(absl::Status status) {
  WireAnswer answer;
  answer.status = std::move(status);
  return answer;
}

}  // namespace

const v1::Disclosure* DisclosureOf(const Message& response) {
  const FieldDescriptor* field =
      response.GetDescriptor()->FindFieldByName("disclosure");
  if (field == nullptr) return nullptr;
  return google::protobuf::DynamicCastToGenerated<const v1::Disclosure>(
      &response.GetReflection()->GetMessage(response, field));
}

std::unique_ptr<Message> NewResponse(const MethodDescriptor& method) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(
          method.output_type());
  CHECK(prototype != nullptr);
  return std::unique_ptr<Message>(prototype->New());
}

std::string NewRequestId() {
  return absl::WebSafeBase64Escape(crypto::RandomBytes(16));
}

Client::Client(std::unique_ptr<Connection> connection, Staff staff,
               EvidenceStore evidence)
    : connection_(std::move(connection)),
      staff_(std::move(staff)),
      evidence_(std::move(evidence)) {}

absl::StatusOr<std::unique_ptr<Client>> Client::Open(
    const v1::ClientProfile& profile) {
  ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection,
                   Connection::Open(profile));
  ASSIGN_OR_RETURN(Staff staff, Staff::Load(profile, connection->thumbprint()));
  ASSIGN_OR_RETURN(EvidenceStore evidence,
                   EvidenceStore::Open(profile.evidence_folder()));
  return std::unique_ptr<Client>(
      new Client(std::move(connection), std::move(staff), std::move(evidence)));
}

// Keeps the evidence before the caller gets the data: what was shown without
// proof could be denied later.
absl::Status Client::Keep(const MethodDescriptor& method,
                          const WireAnswer& answer) {
  google::protobuf::RepeatedPtrField<v1::Evidence> evidence;
  if (answer.status.ok()) {
    const std::unique_ptr<Message> response = NewResponse(method);
    if (!response->ParseFromString(answer.response)) {
      return absl::DataLossError("the answer does not parse");
    }
    evidence = DisclosureOf(*response)->evidence();
    if (!CheckEvidence(evidence).ok()) {
      return absl::DataLossError(
          "the answer came without evidence; its data was thrown away");
    }
  } else if (const auto refusal = DecodeRefusal(answer.details)) {
    evidence = refusal->evidence();
  }
  for (v1::Evidence& piece : evidence) {
    v1::KeptEvidence kept;
    kept.set_method(PathOf(method));
    kept.set_received_ms(absl::ToUnixMillis(absl::Now()));
    kept.mutable_evidence()->Swap(&piece);
    RETURN_IF_ERROR(evidence_.Keep(kept));
  }
  return absl::OkStatus();
}

WireAnswer Client::CallWire(const MethodDescriptor& method,
                            absl::string_view request) {
  const absl::StatusOr<std::string> assertion =
      IsWrite(method) ? staff_.AssertionForWrite(absl::Now())
                      : staff_.AssertionForRead(absl::Now());
  if (!assertion.ok()) return Failed(assertion.status());
  WireAnswer answer =
      connection_->Call(PathOf(method), request, *assertion, kTimeout);
  if (!CarriesEvidence(method)) return answer;
  if (absl::Status kept = Keep(method, answer); !kept.ok()) {
    return Failed(std::move(kept));
  }
  return answer;
}

absl::Status Client::Call(const Message& request, Message& response,
                          v1::RefusalDetail& refusal) {
  const MethodDescriptor* method = MethodOf(request.GetDescriptor());
  CHECK(method != nullptr);
  CHECK(method->output_type() == response.GetDescriptor());
  const WireAnswer answer = CallWire(*method, request.SerializeAsString());
  refusal = DecodeRefusal(answer.details).value_or(v1::RefusalDetail());
  if (!answer.status.ok()) return answer.status;
  if (!response.ParseFromString(answer.response)) {
    return absl::DataLossError("the answer does not parse");
  }
  return absl::OkStatus();
}

}  // namespace tasuki::client
