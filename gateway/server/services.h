#ifndef GATEWAY_SERVER_SERVICES_H_
#define GATEWAY_SERVER_SERVICES_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/impl/service_type.h>

#include <deque>
#include <string>
#include <vector>

#include "gateway/server/reception.h"

namespace tasuki::server {

// Every service of the contract. Reading this list also keeps the linker from
// dropping the descriptors, which reflection answers from.
std::vector<const google::protobuf::ServiceDescriptor*> Contract();

// Serves every method of one service as bytes, through one reception. It is
// made from the descriptor as the generated classes are made from the .proto
// file, so a method cannot be declared and then forgotten here.
class RawService final : public grpc::Service {
 public:
  // All methods are unary. `reception` outlives the service.
  RawService(const google::protobuf::ServiceDescriptor& service,
             Reception& reception);

 private:
  std::deque<std::string> methods_;  // gRPC keeps pointers to the names
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_SERVICES_H_
