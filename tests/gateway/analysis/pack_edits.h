#ifndef TESTS_GATEWAY_ANALYSIS_PACK_EDITS_H_
#define TESTS_GATEWAY_ANALYSIS_PACK_EDITS_H_

#include <algorithm>
#include <string>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/statement_text.h"
#include "gateway/base/check.h"
#include "tests/policy_packs.h"

namespace tasuki::analysis {

// The rule of this id in the pack.
template <typename Rules>
auto& RuleOf(Rules& rules, const std::string& id) {
  const auto found =
      std::find_if(rules.begin(), rules.end(),
                   [&](const auto& rule) { return rule.id() == id; });
  CHECK(found != rules.end());
  return *found;
}

template <typename Rules>
void Remove(Rules& rules, const std::string& id) {
  const int before = rules.size();
  rules.erase(std::remove_if(rules.begin(), rules.end(),
                             [&](const auto& rule) { return rule.id() == id; }),
              rules.end());
  CHECK(rules.size() == before - 1);
}

inline Version VersionOf(v1::PolicyPack pack) {
  Version version;
  version.packs.push_back(std::move(pack));
  return version;
}

// What an edit of the shipped packs changes.
template <typename Edit>
Diff DiffOf(const Edit& edit) {
  v1::PolicyPack pack = ShippedPack();
  edit(pack);
  const auto diff = Compare(VersionOf(ShippedPack()), VersionOf(pack));
  CHECK(diff.ok());
  return *diff;
}

// How statements read before and after it.
template <typename Edit>
std::vector<StatementText> StatementsOf(const Edit& edit) {
  v1::PolicyPack pack = ShippedPack();
  edit(pack);
  return ChangedStatements({ShippedPack()}, {pack});
}

}  // namespace tasuki::analysis

#endif  // TESTS_GATEWAY_ANALYSIS_PACK_EDITS_H_
