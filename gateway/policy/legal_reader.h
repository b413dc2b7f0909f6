#ifndef GATEWAY_POLICY_LEGAL_READER_H_
#define GATEWAY_POLICY_LEGAL_READER_H_

#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::policy {

// True if a person of a party of this audience can hold this role at all (a
// midwife works for a city, a hospital or a service, never for the police). A
// reader that is not legal is granted nothing, whatever the rules say.
bool IsLegalReader(v1::AudienceType audience, v1::Role role);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_LEGAL_READER_H_
