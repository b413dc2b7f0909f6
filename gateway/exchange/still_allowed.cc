#include "gateway/exchange/still_allowed.h"

#include <algorithm>
#include <string>

#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/facts.h"
#include "gateway/exchange/unit.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// What the holder may pass on to the caller without the consent.
absl::StatusOr<LevelSet> WithoutIt(Context& context,
                                   const v1::MessageRow& stop_use,
                                   const std::string& holder) {
  ASSIGN_OR_RETURN(UnitOutcome any, OutcomeAbout(context, stop_use.subject(),
                                                 holder, v1::CATEGORY_C01));
  policy::Situation& situation = any.situation;
  const std::string source = ResourceName("consents", stop_use.consent());
  std::erase_if(situation.grounds, [&](const policy::Ground& ground) {
    return ground.source == source;
  });
  SupposeNothingOfHer(/*child_born=*/false, situation.facts);
  return context.policy.Evaluate(situation);
}

}  // namespace

absl::StatusOr<std::vector<v1::CategoryDisclosure>> StillAllowed(
    Context& context, const v1::MessageRow& stop_use) {
  ASSIGN_OR_RETURN(
      const v1::ConsentRow& row,
      context.state.Get<v1::ConsentRow>(Table::kConsent, stop_use.consent()));
  ASSIGN_OR_RETURN(const consent::StoredConsent consent,
                   StoredConsentOf(context.state, stop_use.consent(), row));
  LevelSet allowed;
  for (const std::string& holder : row.terms().holders()) {
    if (holder == context.party()) continue;
    ASSIGN_OR_RETURN(const LevelSet levels,
                     WithoutIt(context, stop_use, holder));
    allowed = allowed.Join(levels);
  }
  const CategorySet agreed =
      consent::AgreedFor(consent, context.party()).existence();
  std::vector<v1::CategoryDisclosure> told;
  for (const v1::Category category : (allowed.existence() & agreed).members()) {
    v1::CategoryDisclosure& one = told.emplace_back();
    one.set_category(category);
    one.set_level(allowed.At(category));
  }
  return told;
}

}  // namespace tasuki::exchange
