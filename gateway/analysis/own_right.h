#ifndef GATEWAY_ANALYSIS_OWN_RIGHT_H_
#define GATEWAY_ANALYSIS_OWN_RIGHT_H_

#include <map>
#include <string>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/row_pairs.h"

// What a rule says in its own right, whatever the others say: one that gives
// more, or limits less, than it did widens even where nothing shows of it.
// Null where the rule does not exist. On the safe side: what cannot be told
// from the two alone is more.
namespace tasuki::analysis {

// Whatever the one scope has the other has.
bool Within(const policy::ScopeMask& part, const policy::ScopeMask& whole);

bool GivesMore(const policy::GrantRule* before, const policy::GrantRule* after);
bool LimitsLess(const policy::CeilingRule* before,
                const policy::CeilingRule* after);
bool AllowsMore(const policy::ActionGrant* before,
                const policy::ActionGrant* after);
// A flow that is accepted for more readers or more facts.
bool AcceptsMore(const v1::AcceptedFlow* before, const v1::AcceptedFlow* after);
// True if the one rule has every duty `duty` that the other brings about.
bool BindsAsMuch(const policy::ObligationRule& one,
                 const policy::ObligationRule& other, v1::Obligation duty);

// The action rules of a version that compiles, by id.
std::map<std::string, policy::ActionGrant> ActionRulesOf(
    const Version& version);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_OWN_RIGHT_H_
