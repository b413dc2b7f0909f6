#ifndef TESTS_PROPERTY_CONSENT_STATES_PLAY_H_
#define TESTS_PROPERTY_CONSENT_STATES_PLAY_H_

#include <random>
#include <string>
#include <vector>

#include "tests/gateway/exchange/consent_steps.h"
#include "tests/property/consent_states/model.h"

// One generated history of one person's consents, played to the gateway and to
// the model.
namespace tasuki::consent_states {

class Play {
 public:
  explicit Play(uint64_t seed);

  // One step of a kind drawn by chance; what it was.
  std::string Step();
  // Where gateway and model differ, one line each.
  std::vector<std::string> Differences();

 private:
  size_t Below(size_t limit) { return random_() % limit; }
  bool Chance(int percent) { return Below(100) < static_cast<size_t>(percent); }
  size_t Any() { return Below(names_.size()); }

  v1::ConsentTerms SomeTerms();
  void Grant(const v1::ConsentTerms& terms, const std::string& supersedes);
  void Note(const std::string& name);
  std::string GrantSome();
  std::string PreviewSome();
  std::string SupersedeSome();
  std::string WithdrawSome();
  std::string WithdrawPartOfSome();
  std::string NarrowSome();
  std::string AcknowledgeStop();
  std::string PassTime();
  std::string GiveBirth();
  std::string CloseCase();
  void Compare(const std::string& what, bool may, bool shown,
               std::vector<std::string>& differences);

  std::mt19937_64 random_;
  exchange::World world_;
  exchange::Opening opening_;
  Model model_;
  std::vector<std::string> names_;  // of the model's consents
};

}  // namespace tasuki::consent_states

#endif  // TESTS_PROPERTY_CONSENT_STATES_PLAY_H_
