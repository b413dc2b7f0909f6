#include "gateway/exchange/copy_centre.h"

#include <optional>

#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/copy_use.h"
#include "gateway/exchange/unit.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

bool IsShared(const policy::Ground& ground) {
  return ground.basis == v1::BASIS_CODE_CENTER_INTEGRATED ||
         ground.basis == v1::BASIS_CODE_COUNCIL_EXCHANGE;
}

LevelSet ShownTo(const std::string& unit, const std::string& recipient,
                 const consent::StoredConsent& consent,
                 const v1::ConsentRow& row) {
  LevelSet shown = consent::AgreedFor(consent, unit);
  const std::string through = MaskThrough(unit, recipient);
  for (const v1::ConsentMask& mask : row.masks()) {
    if (mask.party() == through) shown = shown.Join(FromWords(mask.levels()));
  }
  return shown;
}

// Under the consent and whatever took its place.
absl::StatusOr<LevelSet> ShownUnder(Reading& state, std::string id,
                                    const std::string& unit,
                                    const std::string& recipient) {
  LevelSet shown = LevelSet::Full();
  std::optional<CategorySet> agreed;
  while (!id.empty()) {
    ASSIGN_OR_RETURN(const v1::ConsentRow& row,
                     state.Get<v1::ConsentRow>(Table::kConsent, id));
    ASSIGN_OR_RETURN(const consent::StoredConsent consent,
                     StoredConsentOf(state, id, row));
    // What the first one did not open came by something else.
    if (!agreed.has_value()) {
      agreed = consent::AgreedFor(consent, recipient).existence();
    }
    shown = shown.Meet(ShownTo(unit, recipient, consent, row));
    id = row.superseded_by();
  }
  return shown.Join(LevelSet::Of(~*agreed, v1::LEVEL_FULL));
}

}  // namespace

absl::Status KeepToShown(Reading& state, const v1::SectionRow& section,
                         const std::string& reader,
                         policy::Situation& situation) {
  if (situation.reader_is_holder || !IsCentreUnit(situation.reader)) {
    return absl::OkStatus();
  }
  LevelSet shown = LevelSet::Full();
  for (const std::string& id : ConsentsOfCopy(section)) {
    ASSIGN_OR_RETURN(const CopyWay way, WayUnder(state, id, section));
    ASSIGN_OR_RETURN(const LevelSet under,
                     ShownUnder(state, id, reader, way.recipient));
    shown = shown.Meet(under);
  }
  for (policy::Ground& ground : situation.grounds) {
    if (IsShared(ground)) ground.mask = ground.mask.Meet(shown);
  }
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
