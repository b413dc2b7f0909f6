#include "gateway/exchange/copy_rule.h"

#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/strip.h"
#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/copy_use.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

bool RestsOnConsent(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_CONSENT ||
         basis == v1::BASIS_CODE_ADOPTION_STAGE ||
         basis == v1::BASIS_CODE_WSA_15_COUNCIL ||
         basis == v1::BASIS_CODE_DVA_COUNCIL;
}

// The consent's id, if the ground is one or rests on one.
std::optional<std::string> ConsentIdOf(const policy::Ground& ground) {
  absl::string_view id = ground.source;
  if (!RestsOnConsent(ground.basis) || !absl::ConsumePrefix(&id, "consents/")) {
    return std::nullopt;
  }
  return std::string(id);
}

// Grounds whose content a unit of the centre gets for the centre's work.
bool ServesTheCentre(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_CENTER_INTEGRATED ||
         basis == v1::BASIS_CODE_COUNCIL_EXCHANGE ||
         basis == v1::BASIS_CODE_ENTRUSTMENT;
}

absl::StatusOr<v1::OnwardRule> RuleOf(Context& context,
                                      const policy::Ground& ground) {
  if (const std::optional<std::string> consent = ConsentIdOf(ground)) {
    ASSIGN_OR_RETURN(
        const v1::ConsentRow& row,
        context.state.Get<v1::ConsentRow>(Table::kConsent, *consent));
    return row.terms().onward_rule();
  }
  const v1::AudienceType audience = context.reader().party.audience();
  if (consent::CanBeStated(ground.basis)) {
    return consent::OnwardRuleOf(ground.basis, audience);
  }
  const bool within_centre =
      ServesTheCentre(ground.basis) && IsCentreUnit(audience);
  return within_centre ? v1::ONWARD_RULE_CENTRE : v1::ONWARD_RULE_NONE;
}

}  // namespace

std::vector<policy::Ground> GroundsBehind(const Context& context,
                                          const SectionView& view) {
  // Existence goes with every section and is no part of a copy.
  const LevelSet disclosed = view.outcome.disclosed().Meet(
      LevelSet::Of(~CategorySet::Of(v1::CATEGORY_C01), v1::LEVEL_FULL));
  std::vector<policy::Ground> some;
  std::optional<policy::Ground> all;
  for (const policy::Situation& alone : GroundByGround(view.outcome)) {
    const policy::Ground& ground = alone.grounds.front();
    const LevelSet opened = context.policy.Evaluate(alone).Meet(disclosed);
    if (opened.empty()) continue;
    some.push_back(ground);
    if (opened != disclosed) continue;
    // What she agreed to is asked first: her rule binds also where the law
    // would carry the same.
    if (ConsentIdOf(ground).has_value()) return {ground};
    if (!all.has_value()) all = ground;
  }
  if (all.has_value()) return {*all};
  return some;
}

std::vector<std::string> ConsentIdsOf(
    const std::vector<policy::Ground>& grounds) {
  std::vector<std::string> ids;
  for (const policy::Ground& ground : grounds) {
    if (std::optional<std::string> id = ConsentIdOf(ground)) {
      ids.push_back(*std::move(id));
    }
  }
  return ids;
}

absl::StatusOr<v1::OnwardRule> OnwardRuleOf(
    Context& context, const SectionView& view,
    const std::vector<policy::Ground>& grounds) {
  if (grounds.empty()) return v1::ONWARD_RULE_NONE;
  ASSIGN_OR_RETURN(const v1::OnwardRule own,
                   OnwardRuleNow(context.state, *view.row));
  std::set<v1::OnwardRule> rules = {own};
  for (const policy::Ground& ground : grounds) {
    ASSIGN_OR_RETURN(const v1::OnwardRule rule, RuleOf(context, ground));
    rules.insert(rule);
  }
  return Strictest(rules);
}

}  // namespace tasuki::exchange
