#include "gateway/exchange/copy_use.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/unit.h"

namespace tasuki::exchange {
namespace {

// A use of a copy.
struct Use {
  const v1::SectionRow& section;
  const std::string& reader;
  v1::Purpose purpose;
};

// Who received under the consent what the copy holds: its holder, or who passed
// it on to it, or some recipient, which is then each of them.
std::vector<std::string> ReceiversOf(const v1::ConsentTerms& terms,
                                     const v1::SectionRow& copy) {
  for (const std::string& party : {copy.holder(), copy.origin()}) {
    if (absl::c_linear_search(terms.recipients(), party)) return {party};
  }
  return {terms.recipients().begin(), terms.recipients().end()};
}

LevelSet MeetOfMasks(const consent::StoredConsent& consent,
                     const std::vector<std::string>& parties) {
  LevelSet mask = LevelSet::Full();
  for (const std::string& party : parties) {
    mask = mask.Meet(consent::MaskOf(consent, party));
  }
  return mask;
}

CategorySet AgreedWithAny(const consent::StoredConsent& consent,
                          const std::vector<std::string>& parties) {
  CategorySet agreed;
  for (const std::string& party : parties) {
    agreed = agreed | consent::AgreedFor(consent, party).existence();
  }
  return agreed;
}

// What was never withdrawn in part, towards any of these.
LevelSet NotTakenBack(const consent::StoredConsent& consent,
                      const std::vector<std::string>& parties) {
  CategorySet taken;
  for (const consent::StoredConsent::TakenBack& part : consent.taken_back) {
    if (part.party.empty() || absl::c_linear_search(parties, part.party)) {
      taken = taken | part.categories;
    }
  }
  return LevelSet::Of(~taken, v1::LEVEL_FULL);
}

bool TookAway(const v1::ConsentRow& row, v1::Purpose purpose) {
  return absl::c_any_of(row.changes(), [&](const v1::ConsentChange& change) {
    return absl::c_linear_search(change.purposes(), static_cast<int>(purpose));
  });
}

absl::StatusOr<LevelSet> StillUnder(Reading& state, const std::string& id,
                                    const Use& use) {
  ASSIGN_OR_RETURN(const v1::ConsentRow& row,
                   state.Get<v1::ConsentRow>(Table::kConsent, id));
  ASSIGN_OR_RETURN(const v1::ConsentState now, StateOf(state, row));
  const bool superseded = now == v1::CONSENT_STATE_SUPERSEDED;
  if (!IsInForce(now) && !superseded) return LevelSet();
  if (consent::Excludes(row.terms(), use.reader) ||
      TookAway(row, use.purpose)) {
    return LevelSet();
  }
  ASSIGN_OR_RETURN(const consent::StoredConsent consent,
                   StoredConsentOf(state, id, row));
  const std::vector<std::string> parties =
      ReceiversOf(row.terms(), use.section);
  const CategorySet agreed = AgreedWithAny(consent, parties);
  LevelSet still = NotTakenBack(consent, parties);
  if (superseded) {
    ASSIGN_OR_RETURN(
        const v1::ConsentRow& next_row,
        state.Get<v1::ConsentRow>(Table::kConsent, row.superseded_by()));
    ASSIGN_OR_RETURN(const consent::StoredConsent next,
                     StoredConsentOf(state, row.superseded_by(), next_row));
    ASSIGN_OR_RETURN(const LevelSet then,
                     StillUnder(state, row.superseded_by(), use));
    // What the old one did not open came by something else.
    still = still.Meet(then.Meet(MeetOfMasks(next, parties))
                           .Join(LevelSet::Of(~agreed, v1::LEVEL_FULL)));
    if (then.empty()) return LevelSet();
  }
  const bool less = still != LevelSet::Full();
  const bool some = !(still.existence() & agreed).empty();
  return less && !some ? LevelSet() : still;
}

}  // namespace

absl::StatusOr<LevelSet> StillInUse(Reading& state,
                                    const v1::SectionRow& section,
                                    const std::string& reader,
                                    v1::Purpose purpose) {
  LevelSet still = LevelSet::Full();
  for (const std::string& id : ConsentsOfCopy(section)) {
    ASSIGN_OR_RETURN(const LevelSet under,
                     StillUnder(state, id, {section, reader, purpose}));
    if (under.empty()) return LevelSet();
    still = still.Meet(under);
  }
  return still;
}

void KeepToUse(const policy::Policy& policy, const LevelSet& still,
               policy::Situation& situation) {
  if (still.empty() || still == LevelSet::Full()) return;
  policy::Situation stopped = situation;
  stopped.facts.Set(v1::FACT_STOP_USE, true);
  for (policy::Ground& ground : situation.grounds) {
    stopped.grounds = {ground};
    ground.mask = ground.mask.Meet(still.Join(policy.Evaluate(stopped)));
  }
}

}  // namespace tasuki::exchange
