#include "tests/property/policy/scope_sieve.h"

#include "gateway/base/check.h"

namespace tasuki::policy {

int LastValueOf(Term term) {
  switch (term) {
    case Term::kReader:
    case Term::kHolder:
      return v1::AudienceType_MAX;
    case Term::kRole:
      return v1::Role_MAX;
    case Term::kRelation:
      return v1::Relation_MAX;
    case Term::kPurpose:
      return v1::Purpose_MAX;
    case Term::kClass:
      return v1::CaseClass_MAX;
  }
  CHECK(false);
}

int ValueOf(const Situation& situation, Term term) {
  switch (term) {
    case Term::kReader:
      return situation.reader;
    case Term::kHolder:
      return situation.holder;
    case Term::kRole:
      return situation.role;
    case Term::kRelation:
      return situation.relation;
    case Term::kPurpose:
      return situation.purpose;
    case Term::kClass:
      return situation.case_class;
  }
  CHECK(false);
}

size_t ScopeSieve::Add(const std::function<bool(Term, int value)>& passes) {
  const size_t rule = rules_++;
  for (const Term term : kTerms) {
    std::vector<Bits>& values = passing_[static_cast<size_t>(term)];
    values.resize(LastValueOf(term) + 1);
    for (size_t value = 0; value < values.size(); ++value) {
      values[value].resize(rule / 64 + 1);
      if (!passes(term, static_cast<int>(value))) continue;
      values[value][rule / 64] |= uint64_t{1} << (rule % 64);
    }
  }
  return rule;
}

ScopeSieve::Bits ScopeSieve::Passing(const Situation& situation) const {
  Bits all;
  for (const Term term : kTerms) {
    const Bits& bits =
        passing_[static_cast<size_t>(term)][ValueOf(situation, term)];
    if (all.empty()) {
      all = bits;
      continue;
    }
    for (size_t i = 0; i < all.size(); ++i) all[i] &= bits[i];
  }
  return all;
}

}  // namespace tasuki::policy
