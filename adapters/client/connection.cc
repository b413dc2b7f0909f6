#include "adapters/client/connection.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <utility>
#include <vector>

#include "adapters/client/profile.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/certificate.h"

namespace tasuki::client {
namespace {

std::string Flatten(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

std::multimap<std::string, std::string> Copy(
    const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  std::multimap<std::string, std::string> copy;
  for (const auto& [key, value] : metadata) {
    copy.emplace(std::string(key.data(), key.size()),
                 std::string(value.data(), value.size()));
  }
  return copy;
}

absl::StatusOr<grpc::SslCredentialsOptions> ReadIdentity(
    const v1::ClientProfile& profile) {
  grpc::SslCredentialsOptions identity;
  ASSIGN_OR_RETURN(identity.pem_root_certs, ReadFile(profile.ca_file()));
  ASSIGN_OR_RETURN(identity.pem_private_key, ReadFile(profile.key_file()));
  ASSIGN_OR_RETURN(identity.pem_cert_chain,
                   ReadFile(profile.certificate_file()));
  return identity;
}

grpc::ChannelArguments ArgumentsOf(const v1::ClientProfile& profile) {
  grpc::ChannelArguments arguments;
  if (!profile.server_name().empty()) {
    arguments.SetSslTargetNameOverride(profile.server_name());
  }
  // No other process's connection pool, and no compression: the length of an
  // answer says something, and compressed it would say more.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetCompressionAlgorithm(GRPC_COMPRESS_NONE);
  return arguments;
}

}  // namespace

Connection::Connection(std::shared_ptr<grpc::Channel> channel,
                       std::string thumbprint)
    : channel_(std::move(channel)), thumbprint_(std::move(thumbprint)) {}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(
    const v1::ClientProfile& profile) {
  ASSIGN_OR_RETURN(const std::string target, TargetOf(profile));
  ASSIGN_OR_RETURN(const grpc::SslCredentialsOptions identity,
                   ReadIdentity(profile));
  ASSIGN_OR_RETURN(const crypto::Certificate certificate,
                   crypto::ParseCertificatePem(identity.pem_cert_chain));
  return std::unique_ptr<Connection>(new Connection(
      grpc::CreateCustomChannel(target, grpc::SslCredentials(identity),
                                ArgumentsOf(profile)),
      certificate.der_sha256));
}

WireAnswer Connection::Call(const std::string& method,
                            absl::string_view request,
                            const std::string& assertion,
                            absl::Duration timeout) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       absl::ToChronoMilliseconds(timeout));
  if (!assertion.empty()) context.AddMetadata(kAssertionKey, assertion);
  const grpc::Slice slice(request.data(), request.size());
  const grpc::ByteBuffer sent(&slice, 1);

  grpc::GenericStub stub(channel_);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareUnaryCall(&context, method, sent, &queue);
  call->StartCall();
  grpc::ByteBuffer received;
  grpc::Status status;
  call->Finish(&received, &status, this);
  void* tag = nullptr;
  bool finished = false;
  CHECK(queue.Next(&tag, &finished) && tag == this);

  WireAnswer answer;
  answer.status =
      absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                   status.error_message());
  if (status.ok()) answer.response = Flatten(received);
  answer.details = status.error_details();
  answer.initial_metadata = Copy(context.GetServerInitialMetadata());
  answer.trailing_metadata = Copy(context.GetServerTrailingMetadata());
  return answer;
}

}  // namespace tasuki::client
