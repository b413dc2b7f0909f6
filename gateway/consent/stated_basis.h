#ifndef GATEWAY_CONSENT_STATED_BASIS_H_
#define GATEWAY_CONSENT_STATED_BASIS_H_

#include "absl/time/time.h"
#include "tasuki/v1/vocabulary.pb.h"

// Bases on which a sender passes sections on by its own decision. The law says
// who may, to whom, and by which act; the table is in stated_basis_table.cc. A
// basis that is not there is computed from stored facts, or closed, and never
// stated.
namespace tasuki::consent {

// Is it a basis that a sender can state at all?
bool CanBeStated(v1::BasisCode basis);

// Is this an act by which the basis is used: a kind of message that carries
// sections on it, or the request for them? False for any other basis.
bool IsActOf(v1::BasisCode basis, v1::MessageKind kind);

// May `sender` state it towards `recipient`, when it passes sections on? The
// true code of why not: NO_BASIS: not a basis of this sender; JURISDICTION: the
// recipient is not competent. UNSPECIFIED: it may.
v1::RefusalCode WhyNotState(v1::BasisCode basis, v1::AudienceType sender,
                            v1::AudienceType recipient);
inline bool MayState(v1::BasisCode basis, v1::AudienceType sender,
                     v1::AudienceType recipient) {
  return WhyNotState(basis, sender, recipient) == v1::REFUSAL_CODE_UNSPECIFIED;
}

// May `asker` ask `asked` for sections on it? JURISDICTION: the asker is not
// competent; NO_BASIS: whoever is asked may not answer on it.
v1::RefusalCode WhyNotAsk(v1::BasisCode basis, v1::AudienceType asker,
                          v1::AudienceType asked);
// A purpose of this basis? Of the asker, whose purpose it will be to read.
bool IsPurposeOf(v1::BasisCode basis, v1::Purpose purpose);

// Are both within one body (use for another duty of the same body)?
bool StaysInTheBody(v1::BasisCode basis);
// Does it need the body that coordinates the council, on a registered case?
bool IsOfTheCoordinator(v1::BasisCode basis);

// Does the law ask that the person be asked first, or why she was not?
bool AsksForAttempt(v1::BasisCode basis);
// Does it respect her will: without it, only in danger to life? (SR-14)
bool RespectsHerWill(v1::BasisCode basis);
// Does this outcome need a reason? (SR-13)
bool NeedsReason(v1::ConsentAttempt attempt);
// Is this outcome her will?
bool IsHerWill(v1::ConsentAttempt attempt);

// Must the sender say of which class she is, as it sees it, where a section is
// of no case? And is this one of the classes that the basis is for?
bool AsksForClass(v1::BasisCode basis);
bool IsClassOf(v1::BasisCode basis, v1::CaseClass a_class);

// Must it be said in whose name it is asked for? (CAPA 13-4, SR-11)
bool AsksForOffice(v1::BasisCode basis);
// May a person of this audience and role act in that name? JURISDICTION: not of
// that office; ROLE_NOT_ALLOWED: not in this role. UNSPECIFIED: yes.
v1::RefusalCode WhyNotInTheNameOf(v1::RequesterOffice office,
                                  v1::AudienceType audience, v1::Role role);

// How far who got it may pass it on: FREE: it acts on a duty of its own;
// CENTRE: a unit of the centre got it for the centre's work; else NONE (SR-21).
v1::OnwardRule OnwardRuleOf(v1::BasisCode basis, v1::AudienceType recipient);

// How long a statement opens what it passes on. What is needed longer is
// accepted.
inline constexpr absl::Duration kStatementHolds = absl::Hours(24 * 365);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_STATED_BASIS_H_
