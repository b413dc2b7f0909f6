#ifndef GATEWAY_CONSENT_STATED_BASIS_H_
#define GATEWAY_CONSENT_STATED_BASIS_H_

#include "tasuki/v1/vocabulary.pb.h"

// Bases on which a sender passes sections on by its own decision. The law says
// who may, to whom, and by which act; a basis that is not here is computed from
// stored facts and never stated.
namespace tasuki::consent {

// Is it a basis that a sender can state at all?
//   CWA_10_CONSULT  technical help that a city asks of the child guidance
//                   centre (CWA 10(2), (3));
//   CWA_21_10_5     what a medical, welfare or education body tells the
//                   municipality of a person who may need support.
bool CanBeStated(v1::BasisCode basis);

// Is this the act by which the basis is used? False for any other basis.
bool IsActOf(v1::BasisCode basis, v1::MessageKind kind);

// May the one state it towards the other?
bool MayState(v1::BasisCode basis, v1::AudienceType sender,
              v1::AudienceType recipient);

// Does the law ask that the person be asked first, or why she was not?
bool AsksForAttempt(v1::BasisCode basis);
// Does this outcome need a reason? (SR-13)
bool NeedsReason(v1::ConsentAttempt attempt);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_STATED_BASIS_H_
