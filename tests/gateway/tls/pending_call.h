#ifndef TESTS_GATEWAY_TLS_PENDING_CALL_H_
#define TESTS_GATEWAY_TLS_PENDING_CALL_H_

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"

namespace tasuki::tls {

// A channel to the loopback with a connection of its own, never shared with
// another test's.
inline std::shared_ptr<grpc::Channel> ConnectTo(
    int port, const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port),
                                   credentials, arguments);
}

using Headers = std::multimap<std::string, std::string>;

struct Reply {
  grpc::Status status;
  std::string bytes;
  Headers trailers;
};

// One call on its way; Wait for its reply.
class PendingCall {
 public:
  PendingCall(const std::shared_ptr<grpc::Channel>& channel,
              const std::string& method, const std::string& request,
              const Headers& headers = {},
              grpc_compression_algorithm compression = GRPC_COMPRESS_NONE)
      : stub_(channel) {
    context_.set_deadline(std::chrono::system_clock::now() +
                          std::chrono::seconds(60));
    context_.set_compression_algorithm(compression);
    for (const auto& [name, value] : headers) {
      context_.AddMetadata(name, value);
    }
    const grpc::Slice slice(request);
    reader_ = stub_.PrepareUnaryCall(&context_, method,
                                     grpc::ByteBuffer(&slice, 1), &queue_);
    reader_->StartCall();
    reader_->Finish(&response_, &reply_.status, nullptr);
  }

  void Cancel() { context_.TryCancel(); }

  Reply Wait() {
    void* tag = nullptr;
    bool ok = false;
    CHECK(queue_.Next(&tag, &ok));
    std::vector<grpc::Slice> slices;
    if (reply_.status.ok() && response_.Dump(&slices).ok()) {
      for (const grpc::Slice& slice : slices) {
        reply_.bytes.append(reinterpret_cast<const char*>(slice.begin()),
                            slice.size());
      }
    }
    for (const auto& [name, value] : context_.GetServerTrailingMetadata()) {
      reply_.trailers.emplace(std::string(name.data(), name.size()),
                              std::string(value.data(), value.size()));
    }
    return reply_;
  }

 private:
  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader_;
  grpc::ByteBuffer response_;
  Reply reply_;
};

}  // namespace tasuki::tls

#endif  // TESTS_GATEWAY_TLS_PENDING_CALL_H_
