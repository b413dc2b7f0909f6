#include "tests/scenario/answer_text.h"

#include <google/protobuf/text_format.h>

#include <map>
#include <memory>
#include <regex>

#include "absl/strings/str_cat.h"
#include "adapters/client/client.h"
#include "adapters/client/refusal.h"
#include "gateway/base/check.h"

namespace tasuki::scenario {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// Evidence is random, and so are new ids: their form is compared, not they.
std::string Normalised(std::string text) {
  static const std::regex* const id =
      new std::regex("\\b[0-9a-hjkmnp-tv-z]{26}\\b");
  return std::regex_replace(text, *id, "ID");
}

void BlankEvidence(google::protobuf::RepeatedPtrField<v1::Evidence>& all) {
  for (v1::Evidence& one : all) {
    one.mutable_leaf_hash()->assign(one.leaf_hash().size(), '0');
    one.mutable_opening_secret()->assign(one.opening_secret().size(), '0');
  }
}

std::string ResponseText(const MethodDescriptor& method,
                         const client::WireAnswer& answer) {
  const std::unique_ptr<Message> response = client::NewResponse(method);
  CHECK(response->ParseFromString(answer.response));
  const auto* field = method.output_type()->FindFieldByName("disclosure");
  if (field != nullptr) {
    auto* disclosure = google::protobuf::DynamicCastToGenerated<v1::Disclosure>(
        response->GetReflection()->MutableMessage(response.get(), field));
    BlankEvidence(*disclosure->mutable_evidence());
  }
  std::string text;
  google::protobuf::TextFormat::PrintToString(*response, &text);
  return Normalised(text);
}

std::string RefusalText(const client::WireAnswer& answer) {
  v1::RefusalDetail refusal =
      client::DecodeRefusal(answer.details).value_or(v1::RefusalDetail());
  BlankEvidence(*refusal.mutable_evidence());
  std::string text;
  google::protobuf::TextFormat::PrintToString(refusal, &text);
  return text;
}

std::string MetadataText(
    const std::multimap<std::string, std::string>& metadata) {
  std::string text;
  for (const auto& [key, value] : metadata) {
    // Details hold evidence; they are compared by their content and size.
    const bool details = key == "grpc-status-details-bin";
    absl::StrAppend(&text, key, "=",
                    details ? absl::StrCat(value.size(), " bytes") : value,
                    "\n");
  }
  return text;
}

}  // namespace

std::string Everything(const MethodDescriptor& method,
                       const client::WireAnswer& answer) {
  return absl::StrCat(
      "status: ", answer.status.ToString(),
      "\nresponse: ", answer.response.size(), " bytes\n",
      ResponseText(method, answer), "details: ", answer.details.size(),
      " bytes\n", RefusalText(answer), "initial metadata:\n",
      MetadataText(answer.initial_metadata), "trailing metadata:\n",
      MetadataText(answer.trailing_metadata));
}

client::WireAnswer CallFor(PartnerProcess& partner, const Message& request) {
  const std::unique_ptr<Message> filled(request.New());
  filled->CopyFrom(request);
  partner.Fill(*filled);
  return partner.CallWire(*client::MethodOf(request.GetDescriptor()),
                          filled->SerializeAsString());
}

std::string Ask(PartnerProcess& partner, const Message& request) {
  return Everything(*client::MethodOf(request.GetDescriptor()),
                    CallFor(partner, request));
}

}  // namespace tasuki::scenario
