#ifndef TESTS_SCENARIO_PARTNER_PROCESS_H_
#define TESTS_SCENARIO_PARTNER_PROCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "adapters/client/client.h"
#include "adapters/client/connection.h"
#include "tests/scenario/actor.h"
#include "tests/scenario/process.h"

namespace tasuki::scenario {

// The scenario's end of one partner's process. Thread-compatible.
class PartnerProcess {
 public:
  PartnerProcess(const Actor& actor, const std::vector<std::string>& arguments,
                 const std::string& error_file)
      : actor_(actor), process_(arguments, error_file) {}

  const Actor& actor() const { return actor_; }

  // Calls over the partner's open connection. `access` gets the actor's
  // purpose and `request_id` a new one, where the request has them empty.
  template <typename Request>
  client::Reply<typename client::Rpc<Request>::Response> Call(Request request) {
    client::Reply<typename client::Rpc<Request>::Response> reply;
    Fill(request);
    reply.status = Ask(request, reply.response, reply.refusal);
    return reply;
  }
  client::WireAnswer CallWire(const google::protobuf::MethodDescriptor& method,
                              const std::string& request);
  void Fill(google::protobuf::Message& request) const;

  // Has the partner fetch and check the receipts of all evidence it holds, as
  // soon as all are published: how many there are. Else what is wrong.
  absl::StatusOr<int> VerifyReceipts();

 private:
  absl::Status Ask(const google::protobuf::Message& request,
                   google::protobuf::Message& response,
                   v1::RefusalDetail& refusal);

  Actor actor_;
  Process process_;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_PARTNER_PROCESS_H_
