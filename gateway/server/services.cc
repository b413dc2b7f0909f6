#include "gateway/server/services.h"

#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "tasuki/v1/audit_service.pb.h"
#include "tasuki/v1/break_glass_service.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/change_service.pb.h"
#include "tasuki/v1/conference_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tasuki/v1/lead_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/policy_service.pb.h"
#include "tasuki/v1/report_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"

namespace tasuki::server {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

std::vector<const ServiceDescriptor*> Contract() {
  // One message of each file that declares a service.
  const FileDescriptor* const files[] = {
      v1::GetReceiptRequest::descriptor()->file(),
      v1::GetBreakGlassRequest::descriptor()->file(),
      v1::GetCaseRequest::descriptor()->file(),
      v1::GetChangeRequest::descriptor()->file(),
      v1::JoinMeetingRequest::descriptor()->file(),
      v1::GetConsentRequest::descriptor()->file(),
      v1::GetPartyRequest::descriptor()->file(),
      v1::GetLeadRequest::descriptor()->file(),
      v1::GetMessageRequest::descriptor()->file(),
      v1::GetPolicyRequest::descriptor()->file(),
      v1::GetReportRequest::descriptor()->file(),
      v1::DraftSectionRequest::descriptor()->file(),
      v1::GetSubjectRequest::descriptor()->file(),
  };
  std::vector<const ServiceDescriptor*> services;
  for (const FileDescriptor* file : files) {
    for (int i = 0; i < file->service_count(); ++i) {
      services.push_back(file->service(i));
    }
  }
  return services;
}

RawService::RawService(const ServiceDescriptor& service, Reception& reception) {
  using grpc::ByteBuffer;
  using grpc::internal::CallbackUnaryHandler;
  for (int i = 0; i < service.method_count(); ++i) {
    const MethodDescriptor& method = *service.method(i);
    CHECK(!method.client_streaming() && !method.server_streaming());
    const std::string& name = methods_.emplace_back(
        absl::StrCat("/", service.full_name(), "/", method.name()));
    AddMethod(new grpc::internal::RpcServiceMethod(
        name.c_str(), grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
    MarkMethodRawCallback(
        i, new CallbackUnaryHandler<ByteBuffer, ByteBuffer>(
               [&name, &reception](grpc::CallbackServerContext* context,
                                   const ByteBuffer* request,
                                   ByteBuffer* response) {
                 return reception.Serve(context, request, response, name);
               }));
  }
}

}  // namespace tasuki::server
