#include <google/protobuf/message.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "adapters/client/client.h"
#include "adapters/client/method.h"
#include "tests/property/two_worlds/plan.h"

namespace tasuki::two_worlds {
namespace {

using google::protobuf::DynamicCastToGenerated;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Keeps `field` of a response of this kind under a name.
template <typename Response, typename Get>
void Keep(const Message& message, const std::string& name, Get get,
          Memory& memory) {
  const auto* response = DynamicCastToGenerated<Response>(&message);
  if (response != nullptr && !get(*response).empty()) {
    memory[name] = get(*response);
  }
}

std::string Replaced(const std::string& text, const Memory& memory) {
  if (!absl::StartsWith(text, "$")) return text;
  const auto found = memory.find(text);
  return found == memory.end() ? "" : found->second;
}

void Fill(Message& message, const Memory& memory) {
  const auto* of = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  of->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? of->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->message_type() != nullptr) {
        Fill(field->is_repeated()
                 ? *of->MutableRepeatedMessage(&message, field, i)
                 : *of->MutableMessage(&message, field),
             memory);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        if (field->is_repeated()) {
          of->SetRepeatedString(
              &message, field, i,
              Replaced(of->GetRepeatedString(message, field, i), memory));
        } else {
          of->SetString(&message, field,
                        Replaced(of->GetString(message, field), memory));
        }
      }
    }
  }
}

void RememberEntries(const Message& response, Memory& memory) {
  const v1::Disclosure* disclosure = client::DisclosureOf(response);
  if (disclosure == nullptr || disclosure->evidence().empty()) return;
  // The newest four.
  const std::string last = memory["entries"];
  const int next = last.empty() ? 0 : (last[0] - '0' + 1) % 4;
  memory["entries"] = absl::StrCat(next);
  memory[absl::StrCat("$entry ", next)] =
      disclosure->evidence(disclosure->evidence_size() - 1).leaf_hash();
}

}  // namespace

std::string Step::rpc() const {
  return client::MethodOf(request->GetDescriptor())->name();
}

void Remember(const Message& response, Memory& memory) {
  Keep<v1::RegisterSubjectResponse>(
      response, "$subject", [](const auto& r) { return r.subject().name(); },
      memory);
  Keep<v1::OpenCaseResponse>(
      response, "$case", [](const auto& r) { return r.case_(); }, memory);
  Keep<v1::ProposeLeadResponse>(
      response, "$lead", [](const auto& r) { return r.proposal(); }, memory);
  Keep<v1::DraftSectionResponse>(
      response, "$draft", [](const auto& r) { return r.section(); }, memory);
  Keep<v1::PreviewReducedResponse>(
      response, "$reduced", [](const auto& r) { return r.reduced_hash(); },
      memory);
  Keep<v1::SendMessageResponse>(
      response, "$message", [](const auto& r) { return r.message(); }, memory);
  Keep<v1::PreviewConsentResponse>(
      response, "$preview", [](const auto& r) { return r.preview_hash(); },
      memory);
  Keep<v1::GrantConsentResponse>(
      response, "$consent", [](const auto& r) { return r.consent(); }, memory);
  Keep<v1::CreateSeriesResponse>(
      response, "$series", [](const auto& r) { return r.series(); }, memory);
  Keep<v1::ScheduleMeetingResponse>(
      response, "$meeting", [](const auto& r) { return r.meeting(); }, memory);
  Keep<v1::ReleaseItemResponse>(
      response, "$item", [](const auto& r) { return r.item(); }, memory);
  Keep<v1::OpenBreakGlassResponse>(
      response, "$opening", [](const auto& r) { return r.opening(); }, memory);
  Keep<v1::RecordCopyRequestResponse>(
      response, "$copy request", [](const auto& r) { return r.copy_request(); },
      memory);
  Keep<v1::ListCasesResponse>(
      response, "$more cases",
      [](const auto& r) { return r.next_page_token(); }, memory);
  Keep<v1::ListMessagesResponse>(
      response, "$more messages",
      [](const auto& r) { return r.next_page_token(); }, memory);
  RememberEntries(response, memory);
}

std::unique_ptr<Message> Filled(const Message& request, const Memory& memory) {
  std::unique_ptr<Message> filled(request.New());
  filled->CopyFrom(request);
  Fill(*filled, memory);
  return filled;
}

}  // namespace tasuki::two_worlds
