#ifndef GATEWAY_EXCHANGE_CONSENT_ACCESS_H_
#define GATEWAY_EXCHANGE_CONSENT_ACCESS_H_

#include <optional>
#include <string>

#include "gateway/exchange/context.h"
#include "tasuki/v1/state.pb.h"

// Whose business a consent is.
namespace tasuki::exchange {

struct FoundConsent {
  std::string id;
  v1::ConsentRow row;
  std::string subject;
};

// INVALID_ARGUMENT: malformed name; `field` names the request field.
absl::StatusOr<std::optional<FoundConsent>> FindConsent(
    Context& context, const std::string& name,
    absl::string_view field = "name");

// The id of the subject that the terms speak of.
absl::StatusOr<std::string> SubjectOf(const v1::ConsentTerms& terms);

// Does it speak of what this party holds?
bool IsHolder(const v1::ConsentRow& row, const std::string& party);

// Is the consent about this party: did it record it, or is it holder or
// recipient? Who never heard of her does not hear of her by the consent either.
absl::StatusOr<bool> IsInvolved(Reading& state, const FoundConsent& consent,
                                const std::string& party);

// Is the caller's party on the team of a case of hers? Any involved party may
// record what she agrees to and what she withdraws: she says it to whom she
// meets.
absl::StatusOr<bool> WorksForHer(Context& context, const std::string& subject);

// A consent of which the caller may take something away, or why not. Of what is
// in it, that tells nothing.
struct LessAccess {
  std::optional<Answer> refusal;
  FoundConsent consent;
};
absl::StatusOr<LessAccess> AccessToLessen(Context& context,
                                          const std::string& name);

// The refusal of words in which somebody may be recognised: who reads the whole
// consent need not know who she is. nullopt: nobody is.
absl::StatusOr<std::optional<Answer>> RefuseWords(Context& context,
                                                  const std::string& subject,
                                                  const std::string& words);

// How much of the terms the caller reads: all of them who recorded it and who
// holds what it opens; of the others what it may use itself, while it works for
// her or holds what it received.
enum class TermsPart { kNone, kOwn, kWhole };
absl::StatusOr<TermsPart> PartOf(Context& context, const FoundConsent& consent);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONSENT_ACCESS_H_
