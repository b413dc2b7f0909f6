#ifndef GATEWAY_DISCLOSURE_REDUCTION_H_
#define GATEWAY_DISCLOSURE_REDUCTION_H_

#include <google/protobuf/message.h>

namespace tasuki::disclosure {

// Clears what no edition may hold: fields without a category, nested messages
// that say nothing. At every depth.
void ClearUndeclaredAndEmpty(google::protobuf::Message& message);

// Turns a valid message into its reduced form, field by field as the options
// say; a nested message of which nothing remains vanishes, and so does a rule
// that allows a channel on a condition that the reduced form does not tell.
// Reducing twice is the same as once.
void Reduce(google::protobuf::Message& message);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_REDUCTION_H_
