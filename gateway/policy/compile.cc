#include "gateway/policy/compile.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/status_macros.h"
#include "gateway/policy/hollow.h"
#include "gateway/policy/names.h"
#include "gateway/policy/pack_text.h"

namespace tasuki::policy {
namespace {

static_assert(v1::AudienceType_MAX < 64 && v1::Role_MAX < 64 &&
              v1::Purpose_MAX < 64 && v1::Action_MAX < 64);

absl::Status About(absl::string_view rule, const absl::Status& status) {
  if (status.ok()) return status;
  absl::Status about(status.code(),
                     absl::StrCat("rule ", rule, ": ", status.message()));
  status.ForEachPayload(
      [&about](absl::string_view type, const absl::Cord& payload) {
        about.SetPayload(type, payload);
      });
  return about;
}

absl::Status Invalid(absl::string_view message) {
  return absl::InvalidArgumentError(message);
}

absl::StatusOr<GrantRule> CompileGrant(const v1::Grant& grant) {
  GrantRule rule;
  rule.id = grant.id();
  ASSIGN_OR_RETURN(rule.scope, ScopeOf(grant.scope(), Unknown::kMatchesNoList));
  ASSIGN_OR_RETURN(rule.basis, NameOf<v1::BasisCode>(grant.ground()));
  ASSIGN_OR_RETURN(const Condition condition, ConditionOf(grant.condition()));
  if (condition.negated != FactSet()) {
    return Invalid("a grant's condition cannot be negated");
  }
  rule.needs = condition.facts;
  ASSIGN_OR_RETURN(rule.gives, LevelsOf(grant.gives()));
  if (rule.gives.empty()) return Invalid("a grant that gives nothing");
  return rule;
}

LevelSet AtMost(CategorySet limited, v1::Level level) {
  return LevelSet::Of(~limited, v1::LEVEL_FULL)
      .Join(LevelSet::Of(limited, level));
}

absl::Status CompileLimits(const v1::Ceiling& ceiling, CeilingRule& rule) {
  ASSIGN_OR_RETURN(const v1::Level level, NameOf<v1::Level>(ceiling.at_most()));
  ASSIGN_OR_RETURN(const CategorySet categories,
                   CategoriesOf(ceiling.categories()));
  if (categories.empty() || level == v1::LEVEL_FULL) {
    return Invalid("a ceiling that limits nothing");
  }
  std::array<CategorySet, kBases> yields;
  for (const v1::Yielding& yielding : ceiling.yields_to()) {
    ASSIGN_OR_RETURN(const CategorySet yielded,
                     CategoriesOf(yielding.categories()));
    if (yielded.empty()) return Invalid("yields without categories");
    if (yielding.ground().empty()) return Invalid("yields to nothing");
    for (const std::string& ground : yielding.ground()) {
      ASSIGN_OR_RETURN(const v1::BasisCode basis,
                       NameOf<v1::BasisCode>(ground));
      yields[basis] = yields[basis] | yielded;
    }
  }
  for (int basis = 0; basis < kBases; ++basis) {
    rule.limit[basis] = AtMost(categories & ~yields[basis], level);
  }
  return absl::OkStatus();
}

absl::StatusOr<CeilingRule> CompileCeiling(const v1::Ceiling& ceiling) {
  CeilingRule rule;
  rule.id = ceiling.id();
  rule.reader_is_not_holder = ceiling.reader_is_not_holder();
  ASSIGN_OR_RETURN(rule.scope,
                   ScopeOf(ceiling.scope(), Unknown::kMatchesEveryList));
  if (ceiling.has_except()) {
    ASSIGN_OR_RETURN(rule.except,
                     ScopeOf(ceiling.except(), Unknown::kMatchesNoList));
    if (*rule.except == ScopeMask()) return Invalid("excepts everything");
  }
  ASSIGN_OR_RETURN(rule.condition, ConditionOf(ceiling.condition()));
  if (!ceiling.refusal().empty()) {
    ASSIGN_OR_RETURN(rule.refusal, NameOf<v1::RefusalCode>(ceiling.refusal()));
  }
  RETURN_IF_ERROR(CompileLimits(ceiling, rule));
  return rule;
}

absl::StatusOr<ActionGrant> CompileAction(const v1::ActionRule& action) {
  ActionGrant rule;
  if (!action.scope().holders().empty() || !action.scope().purposes().empty() ||
      !action.scope().classes().empty()) {
    return Invalid("an action depends on reader, role and relation only");
  }
  ASSIGN_OR_RETURN(rule.scope,
                   ScopeWithNone(action.scope(), Unknown::kMatchesNoList));
  for (const std::string& name : action.actions()) {
    ASSIGN_OR_RETURN(const v1::Action value, NameOf<v1::Action>(name));
    rule.actions |= uint64_t{1} << value;
  }
  if (rule.actions == 0) return Invalid("an action rule that allows nothing");
  return rule;
}

absl::StatusOr<ObligationRule> CompileObligation(
    const v1::ObligationRule& obligation) {
  ObligationRule rule;
  ASSIGN_OR_RETURN(rule.basis, NameOf<v1::BasisCode>(obligation.ground()));
  ASSIGN_OR_RETURN(rule.scope,
                   ScopeOf(obligation.scope(), Unknown::kMatchesEveryList));
  ASSIGN_OR_RETURN(rule.categories, CategoriesOf(obligation.categories()));
  if (rule.categories.empty()) rule.categories = CategorySet::All();
  for (const std::string& name : obligation.obligations()) {
    ASSIGN_OR_RETURN(const v1::Obligation value, NameOf<v1::Obligation>(name));
    if (value == v1::OBLIGATION_CONTACT_THROUGH_RELAY) {
      return Invalid(
          "CONTACT_THROUGH_RELAY comes with who relays, not by rule");
    }
    rule.obligations.push_back(value);
  }
  if (rule.obligations.empty()) return Invalid("a rule without obligations");
  return rule;
}

// A guarantee is proved elsewhere; here its names are checked.
absl::Status CheckGuarantee(const v1::Guarantee& guarantee) {
  for (const v1::Scope* scope : {&guarantee.scope(), &guarantee.except()}) {
    RETURN_IF_ERROR(ScopeWithNone(*scope, Unknown::kMatchesEveryList).status());
  }
  ASSIGN_OR_RETURN(const bool hollow, IsHollow(guarantee));
  RETURN_IF_ERROR(ConditionOf(guarantee.condition()).status());
  ASSIGN_OR_RETURN(const CategorySet categories,
                   CategoriesOf(guarantee.categories()));
  ASSIGN_OR_RETURN(const v1::Level level,
                   NameOf<v1::Level>(guarantee.at_most()));
  if (categories.empty() || level == v1::LEVEL_FULL) {
    return Invalid("a guarantee that promises nothing");
  }
  if (hollow) {
    return Invalid(
        "a guarantee that speaks of nothing: no such reader has such a role, "
        "or all that it covers is excepted");
  }
  return absl::OkStatus();
}

// As with a guarantee.
absl::Status CheckAcceptedFlow(const v1::AcceptedFlow& flow) {
  const v1::Scope& scope = flow.scope();
  if (!scope.relations().empty() || !scope.holders().empty() ||
      !scope.purposes().empty() || !scope.classes().empty()) {
    return Invalid("a flow is accepted for readers and roles only");
  }
  RETURN_IF_ERROR(ScopeOf(scope, Unknown::kMatchesNoList).status());
  if (flow.facts().empty()) return Invalid("accepts no fact");
  for (const std::string& name : flow.facts()) {
    RETURN_IF_ERROR(NameOf<v1::Fact>(name).status());
  }
  return absl::OkStatus();
}

// Registers id and sentences of a rule of any kind.
template <typename Rule>
absl::Status Register(const Rule& rule, Rules& rules) {
  if (!IsRuleId(rule.id())) {
    return Invalid(absl::StrCat("a ", Rule::descriptor()->name(),
                                " rule has no id of 1 to 64 letters, digits "
                                "and . _ -"));
  }
  if (IsBlank(rule.citation())) return About(rule.id(), Invalid("no citation"));
  const bool is_new =
      rules.sentences
          .emplace(rule.id(), Sentences{rule.sentence_ja(), rule.sentence_en()})
          .second;
  return is_new ? absl::OkStatus()
                : About(rule.id(), Invalid("two rules have this id"));
}

template <typename Rule, typename Compiled>
absl::Status CompileAll(const google::protobuf::RepeatedPtrField<Rule>& source,
                        absl::StatusOr<Compiled> (*compile)(const Rule&),
                        Rules& rules, std::vector<Compiled>& compiled) {
  for (const Rule& rule : source) {
    RETURN_IF_ERROR(Register(rule, rules));
    absl::StatusOr<Compiled> result = compile(rule);
    if (!result.ok()) return About(rule.id(), result.status());
    compiled.push_back(*std::move(result));
  }
  return absl::OkStatus();
}

absl::Status CompilePack(const v1::PolicyPack& pack, Rules& rules) {
  RETURN_IF_ERROR(CompileAll(pack.grants(), CompileGrant, rules, rules.grants));
  RETURN_IF_ERROR(
      CompileAll(pack.ceilings(), CompileCeiling, rules, rules.ceilings));
  RETURN_IF_ERROR(
      CompileAll(pack.actions(), CompileAction, rules, rules.actions));
  for (const v1::ObligationRule& obligation : pack.obligations()) {
    absl::StatusOr<ObligationRule> rule = CompileObligation(obligation);
    if (!rule.ok()) return About("obligations", rule.status());
    rules.obligations.push_back(*std::move(rule));
  }
  for (const v1::Guarantee& guarantee : pack.guarantees()) {
    RETURN_IF_ERROR(Register(guarantee, rules));
    RETURN_IF_ERROR(About(guarantee.id(), CheckGuarantee(guarantee)));
  }
  for (const v1::AcceptedFlow& flow : pack.accepted_flows()) {
    RETURN_IF_ERROR(Register(flow, rules));
    RETURN_IF_ERROR(About(flow.id(), CheckAcceptedFlow(flow)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Rules> CompileRules(const std::vector<v1::PolicyPack>& packs) {
  Rules rules;
  for (const v1::PolicyPack& pack : packs) {
    RETURN_IF_ERROR(CheckTexts(pack));
    RETURN_IF_ERROR(CompilePack(pack, rules));
  }
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(rules.grants.begin(), rules.grants.end(), by_id);
  std::sort(rules.ceilings.begin(), rules.ceilings.end(), by_id);
  return rules;
}

}  // namespace tasuki::policy
