#ifndef GATEWAY_EXCHANGE_UNIT_H_
#define GATEWAY_EXCHANGE_UNIT_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/answer.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/ground_inputs.h"
#include "gateway/exchange/reading.h"
#include "gateway/exchange/relation.h"
#include "tasuki/v1/state.pb.h"

// From stored rows to the situation of one decision unit: what holds between
// this reader and this section now.
namespace tasuki::exchange {

// The case that the section is bound to; none before a case.
absl::StatusOr<std::optional<FoundCase>> CaseOf(Reading& state,
                                                const v1::SectionRow& section);

// The ids of the consents that a received copy rests on.
std::vector<std::string> ConsentsOfCopy(const v1::SectionRow& section);

// The situation of the unit (reader, holder, subject, case, purpose) for one
// section. Without a case: class GENERAL, team confirmed, not closed, no
// relation. `series` is `conferences/{series}`, for purpose CONFERENCE.
absl::StatusOr<policy::Situation> SituationOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    const std::string& series = "");

// The true reason, for the log only, why no ground of the unit opens any of
// `wanted` (consent::WhyNoGround).
absl::StatusOr<v1::RefusalCode> WhyNoGround(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    CategorySet wanted);

// `base`, which is the situation above, for each of the statements with which
// senders passed the section on to the reader, and for each opening for danger
// to life that is the reader's: its ground alone, with what is known of it.
// Nothing that one statement says can so open anything on another ground.
absl::StatusOr<std::vector<policy::Situation>> StatedSituationsOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    const policy::Situation& base,
    const std::vector<consent::Statement>& statements);

// Decides one unit for a section that says something about `content`: on all
// that holds anyway, and on each statement by itself. The owner's own limit on
// a received copy is met last. Where an opening for danger to life takes part,
// the masks of the outcome's grounds are met with what they could open of this
// section, so that the log tells what would have been shown without it.
UnitOutcome Decide(const policy::Policy& policy, policy::Situation situation,
                   const v1::SectionRow& section, CategorySet content,
                   std::vector<policy::Situation> stated = {});

// The situation of an outcome once for each of its grounds, that one alone.
std::vector<policy::Situation> GroundByGround(const UnitOutcome& outcome);

LevelSet FromWords(const v1::LevelWords& words);
v1::LevelWords ToWords(const LevelSet& levels);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_UNIT_H_
