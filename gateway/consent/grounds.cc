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
  return absl::FromUnixSeconds(consent.terms.valid_until());
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

// Names holder, reader and purpose.
bool Names(const StoredConsent& consent, const GroundInputs& inputs) {
  return absl::c_linear_search(consent.terms.holders(), inputs.holder.name) &&
         absl::c_linear_search(consent.terms.recipients(),
                               inputs.reader.name) &&
         absl::c_linear_search(consent.terms.purposes(),
                               static_cast<int>(inputs.purpose));
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

policy::Ground ConsentGround(const StoredConsent& consent,
                             const GroundInputs& inputs) {
  return {.basis = v1::BASIS_CODE_CONSENT,
          .mask = MaskOf(consent, inputs.reader.name),
          .source = absl::StrCat("consents/", consent.id),
          .valid_until = std::min(EndOf(consent), consent.withdrawn_at)};
}

v1::RefusalCode WorstOf(const GroundInputs& inputs, CategorySet wanted) {
  bool given = false, withdrawn = false, expired = false;
  for (const StoredConsent& consent : inputs.consents) {
    if (!WasGiven(consent, inputs.now)) continue;
    given = true;
    const LevelSet mask = MaskOf(consent, inputs.reader.name);
    const bool covers =
        Names(consent, inputs) && !(mask.existence() & wanted).empty();
    if (!covers) continue;
    if (Withdrawn(consent, inputs.now)) {
      withdrawn = true;
    } else {
      expired = true;
    }
  }
  if (withdrawn) return v1::REFUSAL_CODE_CONSENT_WITHDRAWN;
  if (expired) return v1::REFUSAL_CODE_CONSENT_EXPIRED;
  return given ? v1::REFUSAL_CODE_CONSENT_SCOPE
               : v1::REFUSAL_CODE_CONSENT_ABSENT;
}

}  // namespace

bool InForce(const StoredConsent& consent, absl::Time now) {
  return WasGiven(consent, now) && !Withdrawn(consent, now) &&
         !Expired(consent, now);
}

LevelSet MaskOf(const StoredConsent& consent, const std::string& party) {
  std::optional<LevelSet> shown;
  for (const StoredConsent::Shown& one : consent.shown) {
    if (one.party != party) continue;
    // One row per party is written; of two only what both say was agreed to.
    shown = shown.has_value() ? shown->Meet(one.levels) : one.levels;
  }
  if (!shown.has_value()) return LevelSet();
  LevelSet mask = shown->Meet(Items(consent.terms));
  if (!consent.terms.c08_ticked()) {
    const CategorySet others = ~CategorySet::Of(v1::CATEGORY_C08);
    mask = mask.Meet(LevelSet::Of(others, v1::LEVEL_FULL));
  }
  return mask;
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
    if (!InForce(consent, inputs.now) || !Names(consent, inputs)) continue;
    policy::Ground ground = ConsentGround(consent, inputs);
    if (!ground.mask.empty()) grounds.push_back(std::move(ground));
  }
  return grounds;
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
