#include "gateway/exchange/policy_change.h"

#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/analysis/review.h"
#include "gateway/crypto/digest.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/policy_reviews.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::exchange {
namespace {

absl::StatusOr<v1::PolicyBundle> BundleOf(Reading& state,
                                          const std::string& content) {
  ASSIGN_OR_RETURN(
      const v1::PolicyContentRow& row,
      state.Get<v1::PolicyContentRow>(Table::kPolicyContent, content));
  return row.policy();
}

absl::StatusOr<PolicyReviews::Found> ReviewOf(Context& context,
                                              const StoredPolicy& base,
                                              const v1::PolicyBundle& bundle) {
  return context.reviews.Of(base.version, base.bundle, bundle);
}

absl::Status Supersede(Context& context, const std::string& id) {
  if (id.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(v1::ChangeRow row,
                   context.state.Get<v1::ChangeRow>(Table::kChange, id));
  row.set_state(v1::CHANGE_STATE_SUPERSEDED);
  context.Write(Table::kChange, id, row);
  return absl::OkStatus();
}

// What another build takes for the fields is nothing that can stand here.
std::optional<Answer> RefuseFields(const v1::PolicyBundle& bundle) {
  if (crypto::Sha256(bundle.field_inventory()) == disclosure::InventoryHash()) {
    return std::nullopt;
  }
  return Aborted("policy.field_inventory: not that of this gateway");
}

std::optional<Answer> RefuseReviewed(const analysis::Review& review,
                                     const v1::ChangeRow& change) {
  if (review.digest != change.digest()) {
    return Aborted(
        "digest: the gateway comes to another one; base, candidate, "
        "difference, engine or field inventory is not what was "
        "reviewed");
  }
  if (review.objections.empty()) return std::nullopt;
  return FailedPrecondition(
      v1::REFUSAL_CODE_UNSPECIFIED,
      absl::StrCat("policy: ", review.objections.front(), " (",
                   review.objections.size(), " in all)"));
}

}  // namespace

absl::StatusOr<StoredPolicy> PolicyInForce(Reading& state) {
  ASSIGN_OR_RETURN(const v1::PolicyRow& row,
                   state.Get<v1::PolicyRow>(Table::kPolicy, ""));
  StoredPolicy policy{.version = row.version(),
                      .hash = row.hash(),
                      .change = row.change(),
                      .bundle = {}};
  ASSIGN_OR_RETURN(policy.bundle, BundleOf(state, row.content()));
  return policy;
}

absl::StatusOr<std::optional<StoredPolicy>> PolicyOfVersion(Reading& state,
                                                            int64_t version) {
  ASSIGN_OR_RETURN(const Found<v1::PolicyVersionRow> row,
                   state.Find<v1::PolicyVersionRow>(Table::kPolicyVersion,
                                                    absl::StrCat(version)));
  if (!row.has_value()) return std::optional<StoredPolicy>();
  StoredPolicy policy{.version = version,
                      .hash = row->hash(),
                      .change = row->change(),
                      .bundle = {}};
  ASSIGN_OR_RETURN(policy.bundle, BundleOf(state, row->content()));
  return std::optional<StoredPolicy>(std::move(policy));
}

absl::StatusOr<v1::PolicyBundle> CandidateOf(Reading& state,
                                             const v1::ChangeRow& change) {
  return BundleOf(state, change.policy().content());
}

absl::StatusOr<std::optional<v1::PolicyBundle>> CandidateOfChange(
    Context& context, const std::string& change) {
  ASSIGN_OR_RETURN(const std::optional<FoundChange> found,
                   FindChange(context, change));
  if (!found.has_value() || !found->row.has_policy()) {
    return std::optional<v1::PolicyBundle>();
  }
  ASSIGN_OR_RETURN(v1::PolicyBundle bundle,
                   CandidateOf(context.state, found->row));
  return std::optional<v1::PolicyBundle>(std::move(bundle));
}

absl::StatusOr<std::optional<Answer>> FillPolicyChange(
    Context& context, const v1::PolicyBundle& bundle, v1::ChangeRow& change) {
  ASSIGN_OR_RETURN(const StoredPolicy base, PolicyInForce(context.state));
  ASSIGN_OR_RETURN(const PolicyReviews::Found review,
                   ReviewOf(context, base, bundle));
  v1::PolicyContentRow content;
  *content.mutable_policy() = bundle;
  v1::PolicyChange& policy = *change.mutable_policy();
  policy.set_base_version(base.version);
  policy.set_base_hash(review->base_hash);
  policy.set_candidate_hash(review->candidate_hash);
  policy.set_only_narrows(review->only_narrows);
  policy.set_content(
      absl::BytesToHexString(crypto::Sha256(Canonical(content))));
  ASSIGN_OR_RETURN(const bool known, context.state.Exists(Table::kPolicyContent,
                                                          policy.content()));
  if (!known) {
    context.Write(Table::kPolicyContent, policy.content(), content);
  }
  if (std::optional<Answer> refusal = RefuseFields(bundle)) return refusal;
  return RefuseReviewed(*review, change);
}

absl::StatusOr<std::optional<Answer>> RefusePolicyChange(
    Context& context, const v1::ChangeRow& change) {
  ASSIGN_OR_RETURN(const v1::PolicyBundle bundle,
                   CandidateOf(context.state, change));
  ASSIGN_OR_RETURN(const StoredPolicy base, PolicyInForce(context.state));
  if (std::optional<Answer> refusal = RefuseFields(bundle)) return refusal;
  if (base.version != change.policy().base_version()) {
    return std::optional<Answer>(
        Aborted("the policy in force is another one by now; review the change "
                "against it and submit anew"));
  }
  ASSIGN_OR_RETURN(const PolicyReviews::Found review,
                   ReviewOf(context, base, bundle));
  return RefuseReviewed(*review, change);
}

absl::Status PutInForce(Context& context, FoundChange& change) {
  ASSIGN_OR_RETURN(const v1::PolicyRow& before,
                   context.state.Get<v1::PolicyRow>(Table::kPolicy, ""));
  RETURN_IF_ERROR(Supersede(context, before.change()));
  v1::PolicyChange& policy = *change.row.mutable_policy();
  policy.set_version(before.version() + 1);
  v1::PolicyRow row;
  row.set_hash(policy.candidate_hash());
  row.set_version(policy.version());
  row.set_content(policy.content());
  row.set_change(change.id);
  row.set_inventory_hash(disclosure::InventoryHash());
  context.Write(Table::kPolicy, "", row);
  v1::PolicyVersionRow version;
  version.set_content(row.content());
  version.set_hash(row.hash());
  version.set_change(row.change());
  context.Write(Table::kPolicyVersion, absl::StrCat(row.version()), version);
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
