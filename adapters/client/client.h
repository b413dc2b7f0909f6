#ifndef ADAPTERS_CLIENT_CLIENT_H_
#define ADAPTERS_CLIENT_CLIENT_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "adapters/client/connection.h"
#include "adapters/client/evidence_store.h"
#include "adapters/client/method.h"
#include "adapters/client/staff.h"
#include "tasuki/v1/client_profile.pb.h"

namespace tasuki::client {

// The answer to one call: data only with evidence, else a status.
template <typename Response>
struct Reply {
  absl::Status status;
  Response response;
  v1::RefusalDetail refusal;  // where the gateway refused

  bool ok() const { return status.ok(); }
};

// One party's client: one person, one connection, one evidence store.
// Thread-compatible.
class Client {
 public:
  // NOT_FOUND, INVALID_ARGUMENT: the profile. UNAVAILABLE: no port yet, or the
  // evidence folder cannot be made.
  static absl::StatusOr<std::unique_ptr<Client>> Open(
      const v1::ClientProfile& profile);

  // Calls the RPC that takes this request. Beside what the gateway answers:
  // DATA_LOSS: it gave data without evidence; the data was thrown away.
  template <typename Request>
  Reply<typename Rpc<Request>::Response> Call(const Request& request) {
    Reply<typename Rpc<Request>::Response> reply;
    reply.status = Call(request, reply.response, reply.refusal);
    return reply;
  }
  // The same where the types are known at run time only; `response` must be the
  // one that belongs to `request`.
  absl::Status Call(const google::protobuf::Message& request,
                    google::protobuf::Message& response,
                    v1::RefusalDetail& refusal);

  // The same for serialized messages. The evidence is checked and kept; if it
  // is missing, the answer is DATA_LOSS and empty.
  WireAnswer CallWire(const google::protobuf::MethodDescriptor& method,
                      absl::string_view request);

  EvidenceStore& evidence() { return evidence_; }

 private:
  Client(std::unique_ptr<Connection> connection, Staff staff,
         EvidenceStore evidence);
  absl::Status Keep(const google::protobuf::MethodDescriptor& method,
                    const WireAnswer& answer);

  std::unique_ptr<Connection> connection_;
  Staff staff_;
  EvidenceStore evidence_;
};

// The proof in a response; null where its type has none (receipts and the
// like, which are proofs themselves).
const v1::Disclosure* DisclosureOf(const google::protobuf::Message& response);

// A new message of the type that answers the RPC.
std::unique_ptr<google::protobuf::Message> NewResponse(
    const google::protobuf::MethodDescriptor& method);

// 128 random bits as a request_id.
std::string NewRequestId();

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_CLIENT_H_
