#include "gateway/analysis/own_right.h"

#include <algorithm>

#include "gateway/analysis/guarantees.h"
#include "gateway/base/check.h"
#include "gateway/policy/names.h"

namespace tasuki::analysis {
namespace {

bool AtMost(const LevelSet& one, const LevelSet& other) {
  return one.Join(other) == other;
}

bool FewerNeeds(const policy::Condition& one, const policy::Condition& other) {
  return other.facts.ContainsAll(one.facts) &&
         other.negated.ContainsAll(one.negated);
}

}  // namespace

bool Within(const policy::ScopeMask& part, const policy::ScopeMask& whole) {
  return (part.readers & ~whole.readers) == 0 &&
         (part.roles & ~whole.roles) == 0 &&
         (part.relations & ~whole.relations) == 0 &&
         (part.holders & ~whole.holders) == 0 &&
         (part.purposes & ~whole.purposes) == 0 &&
         (part.classes & ~whole.classes) == 0;
}

bool GivesMore(const policy::GrantRule* before,
               const policy::GrantRule* after) {
  if (before == nullptr || after == nullptr) return after != nullptr;
  return after->basis != before->basis ||
         !Within(after->scope, before->scope) ||
         !after->needs.ContainsAll(before->needs) ||
         !AtMost(after->gives, before->gives);
}

bool LimitsLess(const policy::CeilingRule* before,
                const policy::CeilingRule* after) {
  if (before == nullptr || after == nullptr) return before != nullptr;
  const bool excepts_less =
      !after->except.has_value() ||
      (before->except.has_value() && Within(*after->except, *before->except));
  return !Within(before->scope, after->scope) || !excepts_less ||
         (after->reader_is_not_holder && !before->reader_is_not_holder) ||
         !FewerNeeds(after->condition, before->condition) ||
         !std::equal(after->limit.begin(), after->limit.end(),
                     before->limit.begin(), AtMost);
}

bool AllowsMore(const policy::ActionGrant* before,
                const policy::ActionGrant* after) {
  if (before == nullptr || after == nullptr) return after != nullptr;
  return !Within(after->scope, before->scope) ||
         (after->actions & ~before->actions) != 0;
}

bool AcceptsMore(const v1::AcceptedFlow* before,
                 const v1::AcceptedFlow* after) {
  if (before == nullptr || after == nullptr) return after != nullptr;
  const auto& was = before->facts();
  return (ReadersOf(*after) & ~ReadersOf(*before)) != 0 ||
         std::any_of(after->facts().begin(), after->facts().end(),
                     [&](const std::string& fact) {
                       return std::find(was.begin(), was.end(), fact) ==
                              was.end();
                     });
}

bool BindsAsMuch(const policy::ObligationRule& one,
                 const policy::ObligationRule& other, v1::Obligation duty) {
  return one.basis == other.basis && Within(other.scope, one.scope) &&
         (other.categories & ~one.categories).empty() &&
         std::find(one.obligations.begin(), one.obligations.end(), duty) !=
             one.obligations.end();
}

std::map<std::string, policy::ActionGrant> ActionRulesOf(
    const Version& version) {
  std::map<std::string, policy::ActionGrant> rules;
  for (const v1::PolicyPack& pack : version.packs) {
    for (const v1::ActionRule& one : pack.actions()) {
      policy::ActionGrant& rule = rules[one.id()];
      const auto scope =
          policy::ScopeWithNone(one.scope(), policy::Unknown::kMatchesNoList);
      CHECK(scope.ok());
      rule.scope = *scope;
      for (const std::string& name : one.actions()) {
        const auto action = policy::NameOf<v1::Action>(name);
        CHECK(action.ok());
        rule.actions |= uint64_t{1} << *action;
      }
    }
  }
  return rules;
}

}  // namespace tasuki::analysis
