#include "gateway/policy/policy.h"

#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/policy/compile.h"
#include "gateway/policy/compiled.h"
#include "gateway/policy/pack.h"

namespace tasuki::policy {

absl::StatusOr<std::shared_ptr<const Policy>> Policy::Compile(
    const std::vector<v1::PolicyPack>& packs) {
  ASSIGN_OR_RETURN(Rules rules, CompileRules(packs));
  RowIndex index = RowIndex::Build(rules);
  ActionTable actions(rules.actions);
  auto compiled = std::make_unique<Compiled>(Compiled{
      std::move(rules), std::move(index), std::move(actions), HashOf(packs)});
  return std::shared_ptr<const Policy>(new Policy(std::move(compiled)));
}

Policy::Policy(std::unique_ptr<const Compiled> compiled)
    : compiled_(std::move(compiled)) {}

Policy::~Policy() = default;

bool Policy::Allows(v1::AudienceType audience, v1::Role role,
                    v1::Relation relation, v1::Action action) const {
  return compiled_->actions.Allows(audience, role, relation, action);
}

const std::string& Policy::hash() const { return compiled_->hash; }

size_t Policy::SizeInBytes() const { return compiled_->index.SizeInBytes(); }

std::string Policy::Sentence(absl::string_view rule_id, bool japanese) const {
  const auto found = compiled_->rules.sentences.find(rule_id);
  if (found == compiled_->rules.sentences.end()) return "";
  return japanese ? found->second.japanese : found->second.english;
}

}  // namespace tasuki::policy
