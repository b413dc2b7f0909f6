#include "gateway/policy/policy.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/canonical.h"
#include "gateway/policy/compile.h"
#include "gateway/policy/compiled.h"

namespace tasuki::policy {
namespace {

// Each pack's digest is of fixed size, so no two sets of packs run together.
std::string HashOf(const std::vector<v1::PolicyPack>& packs) {
  std::vector<std::string> digests;
  for (const v1::PolicyPack& pack : packs) {
    digests.push_back(crypto::Sha256(Canonical(pack)));
  }
  std::sort(digests.begin(), digests.end());
  std::string all;
  for (const std::string& digest : digests) absl::StrAppend(&all, digest);
  return crypto::Sha256(all);
}

}  // namespace

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
