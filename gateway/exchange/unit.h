#ifndef GATEWAY_EXCHANGE_UNIT_H_
#define GATEWAY_EXCHANGE_UNIT_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/consent/grounds.h"
#include "gateway/exchange/answer.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"
#include "gateway/exchange/relation.h"
#include "tasuki/v1/state.pb.h"

// From stored rows to the situation of one decision unit: what holds between
// this reader and this section now.
namespace tasuki::exchange {

// A case by id, as found.
struct FoundCase {
  std::string id;
  v1::CaseRow row;
};

// The case that the section is bound to; none before a case.
absl::StatusOr<std::optional<FoundCase>> CaseOf(Reading& state,
                                                const v1::SectionRow& section);

// The ids of the consents that a received copy rests on.
std::vector<std::string> ConsentsOfCopy(const v1::SectionRow& section);

// The consents of a subject, whatever their state. Limits the decision to the
// next end of one.
absl::StatusOr<std::vector<consent::StoredConsent>> ConsentsOf(
    Reading& state, const std::string& subject);
consent::StoredConsent StoredConsentOf(const std::string& id,
                                       const v1::ConsentRow& row);

// Inputs of consent::GroundsFor between a reader and the holder of a section.
absl::StatusOr<consent::GroundInputs> GroundInputsOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case);

// The situation of the unit (reader, holder, subject, case, purpose) for one
// section. Without a case: class GENERAL, team confirmed, not closed, no
// relation.
absl::StatusOr<policy::Situation> SituationOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case);

// Decides one unit for a section that says something about `content`. The
// owner's own limit on a received copy is met last.
UnitOutcome Decide(const policy::Policy& policy, policy::Situation situation,
                   const v1::SectionRow& section, CategorySet content);

LevelSet FromWords(const v1::LevelWords& words);
v1::LevelWords ToWords(const LevelSet& levels);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_UNIT_H_
