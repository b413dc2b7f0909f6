#include "tests/property/consent_states/model.h"

#include <algorithm>

namespace tasuki::consent_states {

absl::Time Model::EndOf(const Consent& consent) const {
  const absl::Duration days = absl::Hours(24 * consent.days_after);
  switch (consent.ends_with) {
    case v1::CONSENT_EVENT_BIRTH:
      return std::min(consent.last, birth + days);
    case v1::CONSENT_EVENT_CASE_CLOSED:
      // A closing before she spoke is none that she spoke of.
      return case_closed < consent.granted
                 ? consent.last
                 : std::min(consent.last, case_closed + days);
    default:
      return consent.last;
  }
}

v1::ConsentState Model::StateOf(const Consent& consent) const {
  const bool ended = consent.recorded == v1::CONSENT_STATE_WITHDRAWN ||
                     consent.recorded == v1::CONSENT_STATE_SUPERSEDED;
  if (ended || now < EndOf(consent)) return consent.recorded;
  return v1::CONSENT_STATE_EXPIRED;
}

bool Model::InForce(const Consent& consent) const {
  const v1::ConsentState state = StateOf(consent);
  return state == v1::CONSENT_STATE_ACTIVE ||
         state == v1::CONSENT_STATE_NARROWED;
}

bool Model::MayRead(const std::string& recipient, v1::Category category,
                    v1::Purpose purpose) const {
  return std::any_of(
      consents.begin(), consents.end(), [&](const Consent& consent) {
        const auto opens = consent.opens.find(recipient);
        return InForce(consent) && consent.purposes.count(purpose) != 0 &&
               opens != consent.opens.end() &&
               opens->second.count(category) != 0;
      });
}

bool Model::MayUse(size_t index, const std::string& recipient,
                   const std::string& reader, v1::Category category,
                   v1::Purpose purpose) const {
  const Consent& consent = consents[index];
  const bool superseded = consent.recorded == v1::CONSENT_STATE_SUPERSEDED;
  if (!InForce(consent) && !superseded) return false;
  const auto opens = consent.opens.find(recipient);
  if (opens == consent.opens.end() || opens->second.count(category) == 0 ||
      consent.taken_away.count(purpose) != 0 ||
      consent.excluded.count(reader) != 0) {
    return false;
  }
  if (!superseded) return true;
  const Consent& next = consents[*consent.successor];
  const bool dropped =
      consent.purposes.count(purpose) != 0 && next.purposes.count(purpose) == 0;
  const bool stays = reader != recipient && !next.goes_on;
  return !dropped && !stays &&
         MayUse(*consent.successor, recipient, reader, category, purpose);
}

void Model::Withdraw(Consent& consent) {
  consent.recorded = v1::CONSENT_STATE_WITHDRAWN;
}

void Model::WithdrawPart(Consent& consent,
                         const std::set<std::string>& recipients,
                         const std::set<v1::Category>& categories) {
  if (consent.recorded == v1::CONSENT_STATE_WITHDRAWN) return;
  bool less = false, anything = false;
  for (auto& [recipient, opens] : consent.opens) {
    if (recipients.empty() || recipients.count(recipient) != 0) {
      const size_t before = opens.size();
      std::erase_if(opens, [&](v1::Category category) {
        return categories.empty() || categories.count(category) != 0;
      });
      less |= opens.size() != before;
    }
    anything |= !opens.empty();
  }
  if (!less) return;
  if (!anything) return Withdraw(consent);
  if (consent.recorded == v1::CONSENT_STATE_ACTIVE) {
    consent.recorded = v1::CONSENT_STATE_NARROWED;
  }
}

void Model::TakeAway(Consent& consent, v1::Purpose purpose) {
  if (!InForce(consent) || consent.purposes.size() == 1 ||
      consent.purposes.erase(purpose) == 0) {
    return;
  }
  consent.taken_away.insert(purpose);
  consent.recorded = v1::CONSENT_STATE_NARROWED;
}

void Model::EndEarlier(Consent& consent, absl::Time last) {
  if (!InForce(consent) || last >= consent.last) return;
  consent.last = last;
  consent.recorded = v1::CONSENT_STATE_NARROWED;
}

}  // namespace tasuki::consent_states
