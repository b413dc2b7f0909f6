#ifndef TESTS_PROPERTY_POLICY_SCOPE_SIEVE_H_
#define TESTS_PROPERTY_POLICY_SCOPE_SIEVE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "gateway/policy/situation.h"

namespace tasuki::policy {

// The attributes that say where a situation lies.
enum class Term { kReader, kRole, kRelation, kHolder, kPurpose, kClass };
inline constexpr std::array<Term, 6> kTerms = {Term::kReader,   Term::kRole,
                                               Term::kRelation, Term::kHolder,
                                               Term::kPurpose,  Term::kClass};
int LastValueOf(Term term);
int ValueOf(const Situation& situation, Term term);

// Whether a list has a value that may be unknown.
enum Answer { kNo, kMaybe, kYes };

// Asks every rule about every value of every attribute once, and then tells
// quickly which rules let a situation pass: those that let each of its values
// pass.
class ScopeSieve {
 public:
  using Bits = std::vector<uint64_t>;  // bit n of word w: rule 64 * w + n

  // Returns the number of the rule.
  size_t Add(const std::function<bool(Term, int value)>& passes);
  Bits Passing(const Situation& situation) const;

 private:
  size_t rules_ = 0;
  std::array<std::vector<Bits>, kTerms.size()> passing_;
};

inline bool Has(const ScopeSieve::Bits& bits, size_t rule) {
  return ((bits[rule / 64] >> (rule % 64)) & 1) != 0;
}

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_SCOPE_SIEVE_H_
