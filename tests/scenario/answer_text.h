#ifndef TESTS_SCENARIO_ANSWER_TEXT_H_
#define TESTS_SCENARIO_ANSWER_TEXT_H_

#include <google/protobuf/descriptor.h>

#include <string>

#include "adapters/client/connection.h"

namespace tasuki::scenario {

// Everything an answer says, sizes and metadata included, as text to compare:
// only the bytes of evidence and of new ids, which are random, are blanked.
std::string Everything(const google::protobuf::MethodDescriptor& method,
                       const client::WireAnswer& answer);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_ANSWER_TEXT_H_
