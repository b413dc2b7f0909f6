#include "gateway/analysis/review.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/case_faults.h"
#include "gateway/analysis/cases.h"
#include "gateway/analysis/prove.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/canonical.h"
#include "gateway/model/officer_signature.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/pack_text.h"
#include "gateway/policy/policy.h"
#include "gateway/policy/policy_case.h"
#include "gateway/policy/statements.h"

namespace tasuki::analysis {
namespace {

using policy::CasesOf;
using policy::PacksOf;

using Packs = std::vector<v1::PolicyPack>;

// The hash of statements, in whatever order and files they stand.
std::string HashOf(std::set<std::string> statements) {
  std::string digests;
  for (const std::string& statement : statements) {
    absl::StrAppend(&digests, crypto::Sha256(statement));
  }
  return crypto::Sha256(digests);
}

std::string GuaranteesHash(const v1::PolicyBundle& bundle) {
  std::set<std::string> statements;
  for (const v1::PolicyPack& pack : bundle.packs()) {
    for (const v1::Guarantee& guarantee : pack.guarantees()) {
      statements.insert(Canonical(guarantee));
    }
    for (const v1::AcceptedFlow& flow : pack.accepted_flows()) {
      statements.insert(Canonical(flow));
    }
  }
  return HashOf(std::move(statements));
}

void AddFailedProofs(const Proof& proof, std::vector<std::string>& objections) {
  for (const GuaranteeProof& guarantee : proof.guarantees) {
    if (!guarantee.breach.has_value()) continue;
    objections.push_back(absl::StrCat("guarantee ", guarantee.id, " fails"));
  }
  for (const FlowProof& flow : proof.flows) {
    if (flow.open == 0) continue;
    objections.push_back(absl::StrCat(
        "nothing accepts that ", ShortName(flow.fact), " can be inferred"));
  }
}

std::set<std::string> Statements(const std::vector<v1::PolicyCase>& cases) {
  std::set<std::string> statements;
  for (const v1::PolicyCase& one : cases) statements.insert(Canonical(one));
  return statements;
}

absl::Status AddFailedCases(const policy::Policy& policy,
                            const v1::PolicyBundle& candidate,
                            std::vector<std::string>& objections) {
  ASSIGN_OR_RETURN(const std::vector<FailedCase> failed,
                   FailedCases(policy, CasesOf(candidate)));
  for (const FailedCase& one : failed) {
    objections.push_back(
        absl::StrCat("case ", one.number, ": ", one.mismatches.front()));
  }
  return absl::OkStatus();
}

// An officer who cannot read a rule cannot answer for it.
void AddSilent(const Packs& packs, std::vector<std::string>& objections) {
  for (const v1::PolicyPack& pack : packs) {
    policy::ForEachStatement(pack, [&objections](const auto& one) {
      if (policy::IsBlank(one.sentence_ja()) ||
          policy::IsBlank(one.sentence_en())) {
        objections.push_back(absl::StrCat(
            "rule ", one.id(), " has no Japanese or no English sentence"));
      }
    });
  }
}

// Who locks everybody out of the policy cannot let anybody in again.
void AddLockOut(const policy::Policy& policy,
                std::vector<std::string>& objections) {
  for (const v1::Action action :
       {v1::ACTION_CHANGE_POLICY, v1::ACTION_READ_POLICY,
        v1::ACTION_CHANGE_DIRECTORY}) {
    if (policy.Allows(v1::AUDIENCE_TYPE_OFFICER, v1::ROLE_SECURITY_OFFICER,
                      v1::RELATION_UNSPECIFIED, action)) {
      continue;
    }
    objections.push_back(absl::StrCat("no security officer may do ",
                                      ShortName(action), " any more"));
  }
}

}  // namespace

absl::StatusOr<Review> ReviewPolicy(int64_t base_version,
                                    const v1::PolicyBundle& base,
                                    const v1::PolicyBundle& candidate) {
  Review review;
  const Packs packs = PacksOf(candidate);
  ASSIGN_OR_RETURN(const std::shared_ptr<const policy::Policy> policy,
                   policy::Policy::Compile(packs));
  ASSIGN_OR_RETURN(
      review.difference,
      Compare({PacksOf(base), base.field_inventory(), CasesOf(base)},
              {packs, candidate.field_inventory(), CasesOf(candidate)}));
  review.base_hash = review.difference.before;
  review.candidate_hash = review.difference.after;
  review.only_narrows = OnlyNarrows(review.difference);
  ASSIGN_OR_RETURN(const Proof proof, Prove(packs));
  AddFailedProofs(proof, review.objections);
  RETURN_IF_ERROR(AddFailedCases(*policy, candidate, review.objections));
  for (std::string& fault : FaultsOfFiles(candidate)) {
    review.objections.push_back(std::move(fault));
  }
  AddLockOut(*policy, review.objections);
  AddSilent(packs, review.objections);
  review.digest = DigestOf(PolicyChangeParts{
      .base_version = base_version,
      .base_hash = review.base_hash,
      .candidate_hash = review.candidate_hash,
      .guarantees_hash = GuaranteesHash(candidate),
      .cases_hash = HashOf(Statements(CasesOf(candidate))),
      .difference_hash = Hash(review.difference),
      .engine = std::string(kEngine),
      .inventory_hash = crypto::Sha256(candidate.field_inventory())});
  return review;
}

}  // namespace tasuki::analysis
