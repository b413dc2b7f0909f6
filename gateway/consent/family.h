#ifndef GATEWAY_CONSENT_FAMILY_H_
#define GATEWAY_CONSENT_FAMILY_H_

#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/record_vocabulary.pb.h"
#include "tasuki/v1/vocabulary.pb.h"

// Those close to her whom a consent of hers may name. Whom it does not name is
// told nothing (SR-03).
namespace tasuki::consent {

// A relative of hers.
bool IsRelative(v1::PersonLabel person);
// A relative, partner or friend: whom she may name.
bool IsCloseToHer(v1::PersonLabel person);

// Do the terms name this person with this topic?
bool MayBeTold(const v1::ConsentTerms& terms, v1::PersonLabel person,
               v1::FamilyTopic topic);
// May somebody be told of something by the first terms who may not be by the
// second?
bool TellsLess(const v1::ConsentTerms& before, const v1::ConsentTerms& after);

// Can one speak with this person on the channel? What is written may be opened
// by anybody, and her own phone is hers.
bool IsSpokenWith(v1::PersonLabel person, v1::ContactChannel channel);
// Does such a channel reach whom it is to reach and nobody else of the
// household?
bool ReachesOnePerson(v1::ContactChannel channel);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_FAMILY_H_
