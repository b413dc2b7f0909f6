#ifndef GATEWAY_EXCHANGE_LEAD_AGREEMENT_H_
#define GATEWAY_EXCHANGE_LEAD_AGREEMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/lead.h"
#include "tasuki/v1/lead_service.pb.h"

// How a proposal of lead and rank comes into force, for the use cases.
namespace tasuki::exchange {

// INVALID_ARGUMENT: no party, no urgency, or a value that there is none of;
// `field` names the request field.
absl::Status CheckTerms(const v1::LeadTerms& terms, absl::string_view field);
// INVALID_ARGUMENT: not 1 to 400 bytes of text.
absl::Status CheckReason(const std::string& reason);

// The refusal of terms that cannot be in force for this case, or of words that
// tell who somebody is whose birth is sealed; nullopt: they stand.
absl::StatusOr<std::optional<Answer>> RefuseTerms(Context& context,
                                                  const FoundCase& a_case,
                                                  const v1::LeadTerms& terms,
                                                  const std::string& words);

// The parties on the team of which one has to agree; none: it is in force by
// itself. Of a case that is owned jointly the other body's, else who would lead
// or who leads now.
absl::StatusOr<std::vector<std::string>> AwaitedParties(
    Context& context, const FoundCase& a_case,
    const v1::LeadProposal& proposal);

// A proposal that the caller may answer, and its case; or the refusal.
struct LeadMatter {
  FoundProposal proposal;
  FoundCase a_case;
  std::optional<Answer> refusal;
};
absl::StatusOr<LeadMatter> FindMatter(Context& context,
                                      const std::string& name);
// The refusal of an answer to what was answered before.
Answer Settled();

// Stores proposals with their case; what is agreed is in force from now on. The
// last of them is the newest.
absl::StatusOr<Answer> Store(Context& context, FoundCase a_case,
                             std::vector<FoundProposal> changed);

// The units that coordinate the council for the city on this case.
absl::StatusOr<std::vector<std::string>> CoordinatingParties(
    Context& context, const FoundCase& a_case);

// Sends these parties word of `proposal`, "leads/...": the reference and
// nothing else. A party that is not on the team is not told the case.
absl::Status Tell(Context& context, const FoundCase& a_case,
                  std::vector<std::string> parties, const std::string& proposal,
                  Answer& answer);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_LEAD_AGREEMENT_H_
