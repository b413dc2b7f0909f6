#ifndef GATEWAY_EXCHANGE_GROUND_INPUTS_H_
#define GATEWAY_EXCHANGE_GROUND_INPUTS_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/consent/grounds.h"
#include "gateway/consent/statement.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"
#include "tasuki/v1/state.pb.h"

// From stored rows to what grounds are computed from.
namespace tasuki::exchange {

// A case by id, as found.
struct FoundCase {
  std::string id;
  v1::CaseRow row;
};

// The consents of a subject, whatever their state. Limits the decision to the
// next end of one.
absl::StatusOr<std::vector<consent::StoredConsent>> ConsentsOf(
    Reading& state, const std::string& subject);

// Is the branch of women's support open?
bool HasWomenBranch(const v1::CaseRow& a_case);

// Inputs of consent::GroundsFor between a reader and the holder of a section.
// `series` is `conferences/{series}`, for purpose CONFERENCE.
absl::StatusOr<consent::GroundInputs> GroundInputsOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    const std::string& series = "");

// What senders stated when they passed the section on.
absl::StatusOr<std::vector<consent::Statement>> StatementsOf(
    Reading& state, const std::string& section);
consent::Statement StatementOf(const std::string& message,
                               const v1::MessageRow& row);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_GROUND_INPUTS_H_
