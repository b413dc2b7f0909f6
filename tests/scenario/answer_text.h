#ifndef TESTS_SCENARIO_ANSWER_TEXT_H_
#define TESTS_SCENARIO_ANSWER_TEXT_H_

#include <google/protobuf/message.h>

#include <string>

#include "adapters/client/connection.h"
#include "tests/scenario/partner_process.h"

namespace tasuki::scenario {

// Everything an answer says, sizes and metadata included, as text to compare:
// only the bytes of evidence and of new ids, which are random, are blanked.
std::string Everything(const google::protobuf::MethodDescriptor& method,
                       const client::WireAnswer& answer);

// Calls the RPC that takes this message; what the partner fills in is new.
client::WireAnswer CallFor(PartnerProcess& partner,
                           const google::protobuf::Message& request);
// Everything that the partner is answered.
std::string Ask(PartnerProcess& partner,
                const google::protobuf::Message& request);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_ANSWER_TEXT_H_
