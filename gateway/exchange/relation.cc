#include "gateway/exchange/relation.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "gateway/base/check.h"
#include "gateway/exchange/periods.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

absl::Time EndOf(const v1::TeamEntry& entry) {
  return entry.to() == 0 ? absl::InfiniteFuture()
                         : absl::FromUnixSeconds(entry.to());
}

const v1::TeamEntry* EntryOf(Reading& state, const Reader& reader,
                             const v1::CaseRow& a_case) {
  const v1::TeamEntry* best = nullptr;
  for (const v1::TeamEntry& entry : a_case.team()) {
    if (entry.party() != reader.party.name()) continue;
    if (!state.Within(absl::FromUnixSeconds(entry.from()), EndOf(entry))) {
      continue;
    }
    // Relations are numbered from the closest on.
    if (best == nullptr || entry.relation() < best->relation()) best = &entry;
  }
  return best;
}

bool IsOversightPurpose(v1::Purpose purpose) {
  return purpose == v1::PURPOSE_OVERSIGHT ||
         purpose == v1::PURPOSE_SUPERVISION ||
         purpose == v1::PURPOSE_SELF_DISCLOSURE;
}

}  // namespace

bool Oversees(const Reader& reader, v1::Purpose purpose) {
  if (reader.party.audience() == v1::AUDIENCE_TYPE_CITY_SUP) {
    return reader.role == v1::ROLE_SSW_CHIEF || reader.role == v1::ROLE_HEAD;
  }
  return reader.party.audience() == v1::AUDIENCE_TYPE_CITY_FS &&
         reader.role == v1::ROLE_COORD && purpose == v1::PURPOSE_OVERSIGHT;
}

const v1::TeamEntry& LeadOf(const v1::CaseRow& a_case) {
  const auto lead = std::find_if(
      a_case.team().begin(), a_case.team().end(),
      [](const v1::TeamEntry& entry) {
        return entry.relation() == v1::RELATION_LEAD && entry.to() == 0;
      });
  CHECK(lead != a_case.team().end());
  return *lead;
}

bool IsLedIn(const v1::CaseRow& a_case, const std::string& body) {
  return absl::c_any_of(a_case.team(), [&](const v1::TeamEntry& entry) {
    return entry.relation() == v1::RELATION_LEAD && entry.to() == 0 &&
           BodyOf(entry.party()) == body;
  });
}

Standing StandingOf(Reading& state, const Reader& reader,
                    const v1::CaseRow& a_case, v1::Purpose purpose) {
  const bool oversees =
      Oversees(reader, purpose) && IsLedIn(a_case, reader.body());
  const v1::TeamEntry* entry = EntryOf(state, reader, a_case);
  if (oversees && (entry == nullptr || IsOversightPurpose(purpose))) {
    return {.relation = v1::RELATION_OVERSIGHT, .team_confirmed = true};
  }
  // Of who is not on the team there is nothing to confirm but the team itself.
  const v1::TeamEntry& confirmed = entry == nullptr ? LeadOf(a_case) : *entry;
  Standing standing;
  standing.team_confirmed =
      InThisFiscalYear(state, absl::FromUnixSeconds(confirmed.confirmed_at()));
  if (entry == nullptr) return standing;
  standing.relation = entry->relation();
  standing.person_named =
      absl::c_linear_search(entry->persons(), reader.person);
  return standing;
}

}  // namespace tasuki::exchange
