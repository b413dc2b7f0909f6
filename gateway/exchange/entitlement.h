#ifndef GATEWAY_EXCHANGE_ENTITLEMENT_H_
#define GATEWAY_EXCHANGE_ENTITLEMENT_H_

#include <optional>
#include <set>
#include <string>

#include "gateway/exchange/context.h"
#include "gateway/exchange/unit.h"
#include "tasuki/v1/record.pb.h"

// What the caller may know of a person: for what is no section (a consent), and
// for refusal codes that speak of something held.
namespace tasuki::exchange {

// A case of hers in which the caller has a relation now, an open one if any.
absl::StatusOr<std::optional<FoundCase>> CaseWorkedOn(
    Context& context, const std::string& subject);

// The ids of the sections that can tell the caller something of her: what its
// party holds about her, and what is in the case.
absl::StatusOr<std::set<std::string>> SectionsInReach(
    Context& context, const std::string& subject,
    const std::optional<FoundCase>& a_case);

// What the caller would see of this category, had the holder something about
// her that says it.
absl::StatusOr<UnitOutcome> OutcomeAbout(Context& context,
                                         const std::string& subject,
                                         const std::string& holder,
                                         v1::Category category);

// May the caller know that her birth is confidential: it is entitled to the
// flag, or reads a record that speaks of it?
absl::StatusOr<bool> MayKnowOfTheSeal(Context& context,
                                      const std::string& subject);

// The refusal of words that would tell who she is, logged for her. `said`: what
// the caller itself writes or wrote. Who may not know of the seal is told what
// it would be told of any text in which somebody may be recognised.
absl::StatusOr<Answer> RefuseSealedIdentity(
    Context& context, const std::string& subject,
    const v1::Record& said = v1::Record());

// The refusal of a sheet in which somebody may be recognised. Takes as many
// entries of the log as the one above.
Answer RecognisableRefused(const std::string& subject);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_ENTITLEMENT_H_
