#ifndef GATEWAY_EXCHANGE_CONSENT_PREVIEW_H_
#define GATEWAY_EXCHANGE_CONSENT_PREVIEW_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/model/level_set.h"
#include "tasuki/v1/consent_service.pb.h"

namespace tasuki::exchange {

// What one party would see with a consent.
struct PreviewedParty {
  std::string party;
  bool through_centre = false;
  LevelSet levels;
  std::string recipient = {};  // through whom, in its centre
};

// INVALID_ARGUMENT: terms that break a rule; names the field.
absl::Status CheckTerms(Reading& state, const v1::ConsentTerms& terms);

// INVALID_ARGUMENT: more than 1,000 bytes, or no text.
absl::Status CheckHerWords(const std::string& words, absl::string_view field);

// Refused: the caller's own records say that she is not in the capacity in
// which the terms let her consent; nullopt: they do not.
absl::StatusOr<std::optional<Answer>> RefuseCapacity(
    Context& context, const v1::ConsentTerms& terms,
    const std::string& subject);

// Does the caller's party hold a confirmed record of a pregnancy of hers?
absl::StatusOr<bool> IsKnownPregnant(Context& context,
                                     const std::string& subject);

// What each party would see at the most: the recipients directly, and by the
// onward rule the other units of a recipient's centre. Deterministic order.
absl::StatusOr<std::vector<PreviewedParty>> Preview(
    Context& context, const v1::ConsentTerms& terms);

// What she was shown, for the hash that a grant must repeat.
std::string PreviewHash(const v1::ConsentTerms& terms,
                        const std::vector<PreviewedParty>& preview);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONSENT_PREVIEW_H_
