#include "gateway/exchange/relay.h"

#include <algorithm>
#include <vector>

namespace tasuki::exchange {
namespace {

v1::Level PlaceIn(const UnitOutcome& outcome) {
  return outcome.disclosed().At(v1::CATEGORY_C15);
}

absl::StatusOr<v1::AudienceType> AudienceOf(Reading& state,
                                            const std::string& party) {
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> found,
                   state.Find<v1::PartyEntry>(Table::kParty, party));
  return found.has_value() ? found->audience() : v1::AUDIENCE_TYPE_UNSPECIFIED;
}

// Who could relay, first choice first.
absl::StatusOr<std::vector<std::string>> Candidates(
    Reading& state, const v1::SectionRow& section,
    const std::optional<FoundCase>& a_case) {
  std::vector<std::string> parties = {section.holder(), section.origin()};
  if (!a_case.has_value()) return parties;
  for (const v1::TeamEntry& entry : a_case->row.team()) {
    ASSIGN_OR_RETURN(const v1::AudienceType audience,
                     AudienceOf(state, entry.party()));
    if (audience == v1::AUDIENCE_TYPE_WCO) parties.push_back(entry.party());
  }
  parties.push_back(LeadOf(a_case->row).party());
  return parties;
}

}  // namespace

bool CanBeThePlace(v1::AudienceType audience) {
  return audience == v1::AUDIENCE_TYPE_MCL_FAC ||
         audience == v1::AUDIENCE_TYPE_FACILITY;
}

absl::Status NameRelay(Reading& state, const Reader& reader,
                       const v1::SectionRow& section,
                       const std::optional<FoundCase>& a_case,
                       UnitOutcome& outcome) {
  if (PlaceIn(outcome) != v1::LEVEL_EXISTENCE) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                   Candidates(state, section, a_case));
  for (const std::string& party : parties) {
    if (party.empty() || party == reader.party.name()) continue;
    ASSIGN_OR_RETURN(const v1::AudienceType audience, AudienceOf(state, party));
    if (CanBeThePlace(audience)) continue;
    outcome.relay = party;
    return absl::OkStatus();
  }
  return absl::OkStatus();
}

std::string RelayOf(const SubjectOutcome& subject) {
  std::string relay;
  for (const UnitOutcome& unit : subject.units) {
    if (PlaceIn(unit) > v1::LEVEL_EXISTENCE) return "";
    if (unit.relay.empty()) continue;
    relay = relay.empty() ? unit.relay : std::min(relay, unit.relay);
  }
  return relay;
}

}  // namespace tasuki::exchange
