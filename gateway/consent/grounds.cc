#include "gateway/consent/grounds.h"

#include <algorithm>
#include <optional>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gateway/model/party.h"

namespace tasuki::consent {
namespace {

// Two different units of one centre.
bool SameCentre(const Party& reader, const Party& holder) {
  return reader.name != holder.name && !reader.body.empty() &&
         reader.body == holder.body && IsCentreUnit(reader.audience) &&
         IsCentreUnit(holder.audience);
}

bool Known(const GroundInputs& inputs) {
  return !inputs.reader.name.empty() && !inputs.holder.name.empty() &&
         inputs.reader.audience != v1::AUDIENCE_TYPE_UNSPECIFIED &&
         inputs.holder.audience != v1::AUDIENCE_TYPE_UNSPECIFIED &&
         inputs.purpose != v1::PURPOSE_UNSPECIFIED;
}

absl::Time EndOf(const StoredConsent& consent) {
  return std::min(absl::FromUnixSeconds(consent.terms.valid_until()),
                  consent.ended_by_event);
}

bool WasGiven(const StoredConsent& consent, absl::Time now) {
  switch (consent.state) {
    case v1::CONSENT_STATE_ACTIVE:
    case v1::CONSENT_STATE_NARROWED:
    case v1::CONSENT_STATE_WITHDRAWN:
    case v1::CONSENT_STATE_EXPIRED:
      return consent.granted_at <= now;
    // Superseded: the consent that replaced it speaks now.
    case v1::CONSENT_STATE_SUPERSEDED:
    case v1::CONSENT_STATE_DRAFT:
    case v1::CONSENT_STATE_UNSPECIFIED:
      return false;
    // A state of a later version of the vocabulary gives nothing.
    case v1::ConsentState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ConsentState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

bool Withdrawn(const StoredConsent& consent, absl::Time now) {
  return consent.state == v1::CONSENT_STATE_WITHDRAWN ||
         consent.withdrawn_at <= now;
}

bool Expired(const StoredConsent& consent, absl::Time now) {
  return consent.state == v1::CONSENT_STATE_EXPIRED || now >= EndOf(consent);
}

// A conference is consented to series by series.
bool NamesSeries(const StoredConsent& consent, const GroundInputs& inputs) {
  return inputs.purpose != v1::PURPOSE_CONFERENCE ||
         (!inputs.series.empty() &&
          absl::c_linear_search(consent.terms.series(), inputs.series));
}

// Names holder, reader and purpose.
bool Names(const StoredConsent& consent, const GroundInputs& inputs) {
  return absl::c_linear_search(consent.terms.holders(), inputs.holder.name) &&
         absl::c_linear_search(consent.terms.recipients(),
                               inputs.reader.name) &&
         absl::c_linear_search(consent.terms.purposes(),
                               static_cast<int>(inputs.purpose)) &&
         NamesSeries(consent, inputs);
}

// Did she tell the holder itself?
bool Confirmed(const StoredConsent& consent, const GroundInputs& inputs) {
  return absl::c_linear_search(consent.confirmed_by, inputs.holder.name);
}

bool ListsMilestone(const StoredConsent& consent, const GroundInputs& inputs) {
  return inputs.milestone != v1::MILESTONE_UNSPECIFIED &&
         absl::c_linear_search(consent.terms.milestones(),
                               static_cast<int>(inputs.milestone));
}

LevelSet Items(const v1::ConsentTerms& terms) {
  LevelSet items;
  for (const v1::ConsentItem& item : terms.items()) {
    CategorySet categories;
    for (const int category : item.categories()) {
      if (!v1::Category_IsValid(category)) continue;
      categories =
          categories | CategorySet::Of(static_cast<v1::Category>(category));
    }
    // A level of a later vocabulary compares as more than FULL: it is nothing.
    if (!v1::Level_IsValid(item.level())) continue;
    items = items.Join(LevelSet::Of(categories, item.level()));
  }
  return items;
}

LevelSet Without(CategorySet categories, const LevelSet& levels) {
  return levels.Meet(LevelSet::Of(~categories, v1::LEVEL_FULL));
}

// Of what a consent opens to the reader, what it opens of this section.
LevelSet OfSection(const StoredConsent& consent, const GroundInputs& inputs,
                   const LevelSet& mask) {
  if (ListsMilestone(consent, inputs)) return mask;
  return Without(CategorySet::Of(v1::CATEGORY_C32), mask);
}

LevelSet MaskFor(const StoredConsent& consent, const GroundInputs& inputs) {
  return OfSection(consent, inputs, MaskOf(consent, inputs.reader.name));
}

bool IsBarred(const StoredConsent& consent, const GroundInputs& inputs) {
  return inputs.guardian_barred &&
         consent.terms.capacity() == v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD;
}

bool Opens(const StoredConsent& consent, const GroundInputs& inputs) {
  return InForce(consent, inputs.now) && Names(consent, inputs) &&
         Confirmed(consent, inputs) && !IsBarred(consent, inputs) &&
         !MaskFor(consent, inputs).empty();
}

// Two members of the women's council about a woman whom it is for.
bool InWomensCouncil(const GroundInputs& inputs) {
  return inputs.purpose == v1::PURPOSE_WOMENS_SUPPORT && inputs.women_branch &&
         inputs.reader.name != inputs.holder.name &&
         inputs.reader.womens_council_member &&
         inputs.holder.womens_council_member;
}

policy::Ground GroundOn(v1::BasisCode basis, const StoredConsent& consent,
                        const GroundInputs& inputs) {
  return {.basis = basis,
          .mask = MaskFor(consent, inputs),
          .source = absl::StrCat("consents/", consent.id),
          .valid_until = std::min(EndOf(consent), consent.withdrawn_at)};
}

v1::RefusalCode WorstOf(const GroundInputs& inputs, CategorySet wanted) {
  bool given = false, withdrawn = false, expired = false;
  for (const StoredConsent& consent : inputs.consents) {
    if (!WasGiven(consent, inputs.now)) continue;
    // Of a consent that waits for the holder nothing was given to it yet.
    const bool waits =
        absl::c_linear_search(consent.terms.holders(), inputs.holder.name) &&
        !Confirmed(consent, inputs);
    if (waits) continue;
    given = true;
    const LevelSet agreed =
        OfSection(consent, inputs, AgreedFor(consent, inputs.reader.name));
    const bool covers =
        Names(consent, inputs) && !(agreed.existence() & wanted).empty();
    if (!covers) continue;
    const CategorySet left = MaskFor(consent, inputs).existence() & wanted;
    if (Withdrawn(consent, inputs.now) || left.empty()) {
      withdrawn = true;
    } else if (Expired(consent, inputs.now)) {
      expired = true;
    }
  }
  if (withdrawn) return v1::REFUSAL_CODE_CONSENT_WITHDRAWN;
  if (expired) return v1::REFUSAL_CODE_CONSENT_EXPIRED;
  return given ? v1::REFUSAL_CODE_CONSENT_SCOPE
               : v1::REFUSAL_CODE_CONSENT_ABSENT;
}

// Exchange inside the regional council (CWA 25-2(2)): about a registered case,
// between bodies that are members today. Of one's own there is no exchange.
std::optional<policy::Ground> CouncilGround(const GroundInputs& inputs) {
  if (!inputs.registered || inputs.case_name.empty() ||
      inputs.reader.name == inputs.holder.name ||
      !inputs.reader.council_member || !inputs.holder.council_member) {
    return std::nullopt;
  }
  return policy::Ground{.basis = v1::BASIS_CODE_COUNCIL_EXCHANGE,
                        .source = inputs.case_name};
}

bool WorksFor(const Party& entrusted, const Party& principal) {
  return absl::c_linear_search(entrusted.entrusted_by, principal.body);
}

// Work under contract (APPI 66(2)): the entrusted side reads under a contract
// that runs, the other side reads what was done for it.
std::optional<policy::Ground> EntrustmentGround(const GroundInputs& inputs) {
  policy::Ground ground{.basis = v1::BASIS_CODE_ENTRUSTMENT, .source = {}};
  if (WorksFor(inputs.reader, inputs.holder)) {
    ground.source = inputs.contract;
  } else if (WorksFor(inputs.holder, inputs.reader)) {
    ground.source = inputs.holder.name;
  }
  if (ground.source.empty()) return std::nullopt;
  return ground;
}

}  // namespace

bool InForce(const StoredConsent& consent, absl::Time now) {
  return WasGiven(consent, now) && !Withdrawn(consent, now) &&
         !Expired(consent, now);
}

LevelSet AgreedFor(const StoredConsent& consent, const std::string& party) {
  if (Excludes(consent.terms, party)) return LevelSet();
  std::optional<LevelSet> shown;
  for (const StoredConsent::Shown& one : consent.shown) {
    if (one.party != party) continue;
    // One row per party is written; of two only what both say was agreed to.
    shown = shown.has_value() ? shown->Meet(one.levels) : one.levels;
  }
  if (!shown.has_value()) return LevelSet();
  const LevelSet agreed = shown->Meet(Items(consent.terms));
  return consent.terms.c08_ticked()
             ? agreed
             : Without(CategorySet::Of(v1::CATEGORY_C08), agreed);
}

LevelSet MaskOf(const StoredConsent& consent, const std::string& party) {
  LevelSet mask = AgreedFor(consent, party);
  for (const StoredConsent::TakenBack& part : consent.taken_back) {
    if (!part.party.empty() && part.party != party) continue;
    mask = Without(part.categories, mask);
  }
  return mask;
}

bool Excludes(const v1::ConsentTerms& terms, const std::string& party) {
  return absl::c_any_of(terms.excluded(), [&](const std::string& excluded) {
    return excluded == party || excluded == BodyOf(party);
  });
}

v1::BasisCode BasisOf(const v1::ConsentTerms& terms) {
  return terms.adoption_stage() == v1::ADOPTION_STAGE_UNSPECIFIED
             ? v1::BASIS_CODE_CONSENT
             : v1::BASIS_CODE_ADOPTION_STAGE;
}

std::vector<policy::Ground> GroundsFor(const GroundInputs& inputs) {
  std::vector<policy::Ground> grounds;
  if (!Known(inputs)) return grounds;
  if (inputs.reader.name == inputs.holder.name) {
    grounds.push_back(
        {.basis = v1::BASIS_CODE_OWN, .source = inputs.holder.name});
  }
  if (inputs.centre_notice_given && SameCentre(inputs.reader, inputs.holder)) {
    grounds.push_back({.basis = v1::BASIS_CODE_CENTER_INTEGRATED,
                       .source = inputs.case_name});
  }
  for (const StoredConsent& consent : inputs.consents) {
    if (!Opens(consent, inputs)) continue;
    const v1::BasisCode basis = BasisOf(consent.terms);
    grounds.push_back(GroundOn(basis, consent, inputs));
    if (basis != v1::BASIS_CODE_CONSENT || !InWomensCouncil(inputs)) continue;
    for (const v1::BasisCode council :
         {v1::BASIS_CODE_WSA_15_COUNCIL, v1::BASIS_CODE_DVA_COUNCIL}) {
      grounds.push_back(GroundOn(council, consent, inputs));
    }
  }
  for (std::optional<policy::Ground> ground :
       {CouncilGround(inputs), EntrustmentGround(inputs)}) {
    if (ground.has_value()) grounds.push_back(*std::move(ground));
  }
  return grounds;
}

bool MilestoneAgreed(const GroundInputs& inputs) {
  return absl::c_any_of(inputs.consents, [&](const StoredConsent& consent) {
    return Opens(consent, inputs) && ListsMilestone(consent, inputs);
  });
}

bool WomanConsents(const GroundInputs& inputs) {
  return inputs.purpose == v1::PURPOSE_WOMENS_SUPPORT &&
         absl::c_any_of(inputs.consents, [&](const StoredConsent& consent) {
           return Opens(consent, inputs) &&
                  BasisOf(consent.terms) == v1::BASIS_CODE_CONSENT;
         });
}

bool StageConsented(const GroundInputs& inputs, v1::AdoptionStage stage) {
  return absl::c_any_of(inputs.consents, [&](const StoredConsent& consent) {
    return consent.terms.adoption_stage() == stage && Opens(consent, inputs);
  });
}

v1::RefusalCode WhyNoGround(const GroundInputs& inputs, CategorySet wanted) {
  for (const policy::Ground& ground : GroundsFor(inputs)) {
    if (!(ground.mask.existence() & wanted).empty()) {
      return v1::REFUSAL_CODE_UNSPECIFIED;
    }
  }
  if (!Known(inputs)) return v1::REFUSAL_CODE_NO_BASIS;
  const v1::RefusalCode consents = WorstOf(inputs, wanted);
  const bool notice_is_missing =
      SameCentre(inputs.reader, inputs.holder) && !inputs.centre_notice_given;
  if (consents == v1::REFUSAL_CODE_CONSENT_ABSENT && notice_is_missing) {
    return v1::REFUSAL_CODE_NO_BASIS;
  }
  return consents;
}

}  // namespace tasuki::consent
