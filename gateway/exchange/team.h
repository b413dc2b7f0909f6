#ifndef GATEWAY_EXCHANGE_TEAM_H_
#define GATEWAY_EXCHANGE_TEAM_H_

#include <optional>
#include <string>

#include "gateway/exchange/case_access.h"
#include "gateway/exchange/context.h"

// The team of a case, for the use cases that change it.
namespace tasuki::exchange {

using PersonIds = google::protobuf::RepeatedPtrField<std::string>;

// INVALID_ARGUMENT: more than 20 persons, or an id that is none; `field` names
// the request field.
absl::Status CheckPersons(const PersonIds& persons, absl::string_view field);

// The case, if the caller may do this to its team; or the refusal.
absl::StatusOr<CaseAccess> AccessTeam(Context& context, const std::string& name,
                                      v1::Action action);

// The refusal of what is done to open cases only; nullopt: it is open.
std::optional<Answer> RefuseIfClosed(const v1::CaseRow& row);
// The same of what is done to a case, if one was named.
std::optional<Answer> RefuseIfClosed(const CaseAccess& access);

// The party's entry that has not ended; nullptr if it is not on the team.
v1::TeamEntry* OpenEntry(v1::CaseRow& row, const std::string& party);

// Puts a party, that is not on the team, on it from now on.
void JoinTeam(Context& context, FoundCase& a_case, const std::string& party,
              v1::Relation relation, const PersonIds& persons);

// Done, naming the subjects of the case: the first, and the others of whom the
// caller is shown something. It gets evidence for each, and would count them.
absl::StatusOr<Answer> ChangedCase(Context& context, const FoundCase& a_case);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_TEAM_H_
