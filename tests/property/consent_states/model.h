#ifndef TESTS_PROPERTY_CONSENT_STATES_MODEL_H_
#define TESTS_PROPERTY_CONSENT_STATES_MODEL_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tasuki/v1/vocabulary.pb.h"

// What a person knows of consents who knows nothing of the gateway: which are
// in force, and what may be read on them. One category at a time, no masks.
namespace tasuki::consent_states {

struct Consent {
  v1::ConsentState recorded = v1::CONSENT_STATE_ACTIVE;
  // What each recipient may have.
  std::map<std::string, std::set<v1::Category>> opens;
  std::set<v1::Purpose> purposes;
  std::set<v1::Purpose> taken_away;
  std::set<std::string> excluded;
  bool goes_on = true;  // inside the centre
  absl::Time last;
  v1::ConsentEvent ends_with = v1::CONSENT_EVENT_UNSPECIFIED;
  int days_after = 0;
  absl::Time granted;
  std::optional<size_t> successor;
};

class Model {
 public:
  std::vector<Consent> consents;
  absl::Time now;
  absl::Time birth = absl::InfiniteFuture();
  absl::Time case_closed = absl::InfiniteFuture();

  absl::Time EndOf(const Consent& consent) const;
  v1::ConsentState StateOf(const Consent& consent) const;
  bool InForce(const Consent& consent) const;

  // May the recipient read it at the source?
  bool MayRead(const std::string& recipient, v1::Category category,
               v1::Purpose purpose) const;
  // May `reader` use it in a copy that the recipient took under this consent?
  bool MayUse(size_t consent, const std::string& recipient,
              const std::string& reader, v1::Category category,
              v1::Purpose purpose) const;

  void Withdraw(Consent& consent);
  // Empty: towards all, of everything. Both empty is not a part.
  void WithdrawPart(Consent& consent, const std::set<std::string>& recipients,
                    const std::set<v1::Category>& categories);
  void TakeAway(Consent& consent, v1::Purpose purpose);
  void EndEarlier(Consent& consent, absl::Time last);
};

}  // namespace tasuki::consent_states

#endif  // TESTS_PROPERTY_CONSENT_STATES_MODEL_H_
