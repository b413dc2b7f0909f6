#include "adapters/client/method.h"

#include "absl/strings/str_cat.h"

namespace tasuki::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

// One request of each file: naming it also keeps the linker from leaving the
// file's descriptor out.
std::vector<const FileDescriptor*> ServiceFiles() {
  return {v1::GetSubjectRequest::descriptor()->file(),
          v1::GetCaseRequest::descriptor()->file(),
          v1::GetLeadRequest::descriptor()->file(),
          v1::GetBreakGlassRequest::descriptor()->file(),
          v1::DraftSectionRequest::descriptor()->file(),
          v1::GetMessageRequest::descriptor()->file(),
          v1::GetReportRequest::descriptor()->file(),
          v1::JoinMeetingRequest::descriptor()->file(),
          v1::GetConsentRequest::descriptor()->file(),
          v1::GetPartyRequest::descriptor()->file(),
          v1::GetChangeRequest::descriptor()->file(),
          v1::GetPolicyRequest::descriptor()->file(),
          v1::GetReceiptRequest::descriptor()->file()};
}

std::vector<const MethodDescriptor*> ListMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const FileDescriptor* file : ServiceFiles()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        methods.push_back(file->service(s)->method(m));
      }
    }
  }
  return methods;
}

}  // namespace

const std::vector<const MethodDescriptor*>& AllMethods() {
  static const auto* const methods =
      new std::vector<const MethodDescriptor*>(ListMethods());
  return *methods;
}

const MethodDescriptor* MethodOf(const Descriptor* request) {
  for (const MethodDescriptor* method : AllMethods()) {
    if (method->input_type() == request) return method;
  }
  return nullptr;
}

std::string PathOf(const MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

bool IsWrite(const MethodDescriptor& method) {
  return method.input_type()->FindFieldByName("request_id") != nullptr;
}

}  // namespace tasuki::client
