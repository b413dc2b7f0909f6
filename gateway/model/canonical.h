#ifndef GATEWAY_MODEL_CANONICAL_H_
#define GATEWAY_MODEL_CANONICAL_H_

#include <google/protobuf/message_lite.h>

#include <string>

namespace tasuki {

// Deterministic serialization: the bytes of whatever is hashed, sealed, stored
// or compared.
std::string Canonical(const google::protobuf::MessageLite& message);

}  // namespace tasuki

#endif  // GATEWAY_MODEL_CANONICAL_H_
