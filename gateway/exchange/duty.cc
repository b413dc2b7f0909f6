#include "gateway/exchange/duty.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "gateway/consent/calendar.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxEntries = 200;

bool IsNow(Reading& state, const v1::DutyEntry& entry) {
  return state.Within(absl::FromUnixSeconds(entry.from()),
                      absl::FromUnixSeconds(entry.to()));
}

absl::Status CheckEntries(Context& context,
                          const v1::SetDutyRosterRequest& request) {
  if (request.entries_size() > kMaxEntries) {
    return absl::InvalidArgumentError("entries: at most 200");
  }
  const absl::Time yesterday =
      consent::StartOfDay(consent::DayInJapan(context.state.now()) - 1);
  for (const v1::DutyEntry& entry : request.entries()) {
    if (entry.from() < absl::ToUnixSeconds(yesterday)) {
      return absl::InvalidArgumentError("entries.from: before yesterday");
    }
    if (entry.to() <= entry.from()) {
      return absl::InvalidArgumentError("entries.to: after `from`");
    }
    ASSIGN_OR_RETURN(
        const Found<v1::PersonEntry> person,
        context.state.Find<v1::PersonEntry>(Table::kPerson, entry.person()));
    const bool works_here =
        person.has_value() && !person->disabled() &&
        absl::c_any_of(person->assignments(),
                       [&](const v1::Assignment& assignment) {
                         return assignment.party() == context.party();
                       });
    if (!works_here) {
      return absl::InvalidArgumentError(
          "entries.person: has no assignment to the party");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::DutyRow> RosterOf(Reading& state, const std::string& party) {
  ASSIGN_OR_RETURN(const Found<v1::DutyRow> row,
                   state.Find<v1::DutyRow>(Table::kDuty, party));
  return row.has_value() ? *row : v1::DutyRow();
}

// To others: that somebody is, and until when.
void AddWhetherNow(Context& context, const v1::DutyRow& roster,
                   v1::GetDutyRosterResponse& response) {
  for (const v1::DutyEntry& entry : roster.entries()) {
    if (!IsNow(context.state, entry)) continue;
    if (response.entries().empty()) response.add_entries();
    v1::DutyEntry& told = *response.mutable_entries(0);
    told.set_from(context.state.now_seconds());
    told.set_to(std::max(told.to(), entry.to()));
  }
}

}  // namespace

absl::StatusOr<std::string> PersonOnDuty(Reading& state,
                                         const std::string& party) {
  ASSIGN_OR_RETURN(const v1::DutyRow roster, RosterOf(state, party));
  for (const v1::DutyEntry& entry : roster.entries()) {
    if (IsNow(state, entry)) return entry.person();
  }
  return std::string();
}

absl::StatusOr<Answer> SetDutyRoster(Context& context,
                                     const v1::SetDutyRosterRequest& request) {
  if (!context.May(v1::ACTION_SET_DUTY_ROSTER)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role sets no duty roster");
  }
  RETURN_IF_ERROR(CheckEntries(context, request));
  v1::DutyRow row;
  *row.mutable_entries() = request.entries();
  std::stable_sort(row.mutable_entries()->begin(), row.mutable_entries()->end(),
                   [](const v1::DutyEntry& a, const v1::DutyEntry& b) {
                     return a.from() < b.from();
                   });
  row.set_set_by(context.reader().person);
  context.Write(Table::kDuty, context.party(), row);
  Answer answer;
  answer.body = Canonical(v1::SetDutyRosterResponse());
  return answer;
}

absl::StatusOr<Answer> GetDutyRoster(Context& context,
                                     const v1::GetDutyRosterRequest& request) {
  const std::string& party =
      request.party().empty() ? context.party() : request.party();
  RETURN_IF_ERROR(PartyName::Parse(party, "party").status());
  if (!context.May(v1::ACTION_READ_MESSAGE)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> entry,
                   FindEnabledParty(context.state, party));
  if (!entry.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const v1::DutyRow roster, RosterOf(context.state, party));
  v1::GetDutyRosterResponse response;
  if (party == context.party()) {
    for (const v1::DutyEntry& duty : roster.entries()) {
      if (context.state.Before(absl::FromUnixSeconds(duty.to()))) {
        *response.add_entries() = duty;
      }
    }
  } else {
    AddWhetherNow(context, roster, response);
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
