#include "gateway/exchange/relay.h"

#include <algorithm>
#include <vector>

namespace tasuki::exchange {
namespace {

v1::Level PlaceIn(const UnitOutcome& outcome) {
  return outcome.disclosed().At(v1::CATEGORY_C15);
}

// Unspecified: nobody that can be turned to.
absl::StatusOr<v1::AudienceType> AudienceOf(Reading& state,
                                            const std::string& party) {
  if (party.empty()) return v1::AUDIENCE_TYPE_UNSPECIFIED;
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> found,
                   FindEnabledParty(state, party));
  return found.has_value() ? found->audience() : v1::AUDIENCE_TYPE_UNSPECIFIED;
}

absl::StatusOr<bool> IsWomensCentre(Reading& state, const std::string& party) {
  ASSIGN_OR_RETURN(const v1::AudienceType audience, AudienceOf(state, party));
  return audience == v1::AUDIENCE_TYPE_WCO;
}

// Who could relay, first choice first. Whom a copy came from is for its holder
// alone to know, unless it is a women's centre.
absl::StatusOr<std::vector<std::string>> Candidates(
    Reading& state, const Reader& reader, const v1::SectionRow& section,
    const std::optional<FoundCase>& a_case) {
  std::vector<std::string> parties = {section.holder()};
  ASSIGN_OR_RETURN(const bool of_centre,
                   IsWomensCentre(state, section.origin()));
  if (of_centre || section.holder() == reader.party.name()) {
    parties.push_back(section.origin());
  }
  if (!a_case.has_value()) return parties;
  for (const v1::TeamEntry& entry : a_case->row.team()) {
    ASSIGN_OR_RETURN(const bool centre, IsWomensCentre(state, entry.party()));
    if (centre && entry.to() == 0) parties.push_back(entry.party());
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
                   Candidates(state, reader, section, a_case));
  for (const std::string& party : parties) {
    if (party == reader.party.name()) continue;
    ASSIGN_OR_RETURN(const v1::AudienceType audience, AudienceOf(state, party));
    if (audience == v1::AUDIENCE_TYPE_UNSPECIFIED || CanBeThePlace(audience)) {
      continue;
    }
    outcome.relay = party;
    return absl::OkStatus();
  }
  return absl::OkStatus();
}

std::string RelayOf(const SubjectOutcome& subject) {
  std::string relay;
  for (const UnitOutcome& unit : subject.units) {
    const v1::Level place = PlaceIn(unit);
    if (place > v1::LEVEL_EXISTENCE) return "";
    // An answer may leave the place out of what a section shows.
    if (place != v1::LEVEL_EXISTENCE || unit.relay.empty()) continue;
    relay = relay.empty() ? unit.relay : std::min(relay, unit.relay);
  }
  return relay;
}

}  // namespace tasuki::exchange
