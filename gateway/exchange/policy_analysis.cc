#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/cases.h"
#include "gateway/analysis/coverage.h"
#include "gateway/analysis/diff.h"
#include "gateway/analysis/lint.h"
#include "gateway/analysis/prove.h"
#include "gateway/analysis/report.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/policy_change.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/policy/explanation.h"
#include "gateway/policy/policy_case.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::exchange {
namespace {

using policy::PacksOf;

constexpr size_t kLongestName = 200;
// Clients take 4 MiB, with what is sent around the answer.
constexpr size_t kLongestAnswer = (4 << 20) - (64 << 10);

Answer NotAnOfficer() {
  return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                 "only officers look at policies");
}

std::string Digits(absl::uint128 number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

absl::StatusOr<Answer> Told(const google::protobuf::MessageLite& response) {
  Answer answer;
  answer.body = Canonical(response);
  // To a client that cannot take it, this gateway would seem to be away.
  if (answer.body.size() > kLongestAnswer) {
    return absl::FailedPreconditionError(
        "what there is to say is longer than one answer can be (4 MiB): "
        "change fewer rules at once, or look at the files offline");
  }
  return answer;
}

absl::StatusOr<std::vector<analysis::SourceFile>> FilesOf(
    const v1::LintPolicyRequest& request) {
  if (request.files().empty()) {
    return absl::InvalidArgumentError("files: at least one");
  }
  std::vector<analysis::SourceFile> files;
  for (const v1::PolicyFile& file : request.files()) {
    if (file.name().empty() || file.name().size() > kLongestName) {
      return absl::InvalidArgumentError("files.name: 1 to 200 bytes");
    }
    files.push_back({file.name(), file.text()});
  }
  return files;
}

v1::PolicyFinding FindingOf(const analysis::Finding& found) {
  v1::PolicyFinding finding;
  finding.set_file(found.file);
  finding.set_line(found.place.line);
  finding.set_column(found.place.column);
  finding.set_error(found.error);
  finding.set_rule(found.rule);
  finding.set_message_ja(found.message.ja);
  finding.set_message_en(found.message.en);
  return finding;
}

v1::PolicyEffect EffectOf(analysis::Effect effect) {
  switch (effect) {
    case analysis::Effect::kNeutral:
      return v1::POLICY_EFFECT_NEUTRAL;
    case analysis::Effect::kNarrows:
      return v1::POLICY_EFFECT_NARROWS;
    case analysis::Effect::kWidens:
      return v1::POLICY_EFFECT_WIDENS;
  }
  return v1::POLICY_EFFECT_UNSPECIFIED;
}

v1::PolicyDifference DifferenceOf(const analysis::Change& change) {
  v1::PolicyDifference difference;
  difference.set_effect(EffectOf(change.effect));
  difference.set_sentence_ja(change.sentence.ja);
  difference.set_sentence_en(change.sentence.en);
  *difference.mutable_rules() = {change.rules.begin(), change.rules.end()};
  if (change.example.has_value()) {
    difference.set_places(static_cast<int64_t>(change.example->places));
    const analysis::Text example =
        analysis::SituationWords(change.example->situation);
    difference.set_example_ja(example.ja);
    difference.set_example_en(example.en);
  }
  if (!change.disclosure.has_value()) return difference;
  difference.set_places(static_cast<int64_t>(change.disclosure->places));
  difference.set_situations(Digits(change.disclosure->situations));
  const analysis::Text example =
      analysis::SituationWords(change.disclosure->witness);
  difference.set_example_ja(example.ja);
  difference.set_example_en(example.en);
  return difference;
}

v1::ProvedGuarantee GuaranteeOf(const analysis::GuaranteeProof& proof) {
  v1::ProvedGuarantee guarantee;
  guarantee.set_id(proof.id);
  guarantee.set_sentence_ja(proof.sentence.ja);
  guarantee.set_sentence_en(proof.sentence.en);
  guarantee.set_local(proof.local);
  guarantee.set_holds(!proof.breach.has_value());
  if (guarantee.holds()) return guarantee;
  const analysis::Text witness =
      analysis::SituationWords(proof.breach->witness);
  guarantee.set_witness_ja(witness.ja);
  guarantee.set_witness_en(witness.en);
  return guarantee;
}

v1::ProvedFlow FlowOf(const analysis::FlowProof& proof) {
  v1::ProvedFlow flow;
  flow.set_fact(proof.fact);
  flow.set_category(proof.own);
  *flow.mutable_accepted_by() = {proof.accepted_by.begin(),
                                 proof.accepted_by.end()};
  flow.set_accepted(proof.open == 0);
  if (flow.accepted()) return flow;
  const analysis::Text witness = analysis::SituationWords(proof.witness);
  flow.set_witness_ja(witness.ja);
  flow.set_witness_en(witness.en);
  return flow;
}

}  // namespace

absl::StatusOr<Answer> LintPolicy(Context& context,
                                  const v1::LintPolicyRequest& request) {
  if (!context.May(v1::ACTION_READ_POLICY)) return NotAnOfficer();
  ASSIGN_OR_RETURN(const std::vector<analysis::SourceFile> files,
                   FilesOf(request));
  v1::LintPolicyResponse response;
  const std::vector<analysis::Finding> findings = analysis::Lint(files);
  for (const analysis::Finding& finding : findings) {
    *response.add_findings() = FindingOf(finding);
  }
  response.set_text(analysis::FindingsText(findings));
  return Told(response);
}

absl::StatusOr<Answer> TestPolicy(Context& context,
                                  const v1::TestPolicyRequest& request) {
  if (!context.May(v1::ACTION_READ_POLICY)) return NotAnOfficer();
  ASSIGN_OR_RETURN(const std::optional<v1::PolicyBundle> bundle,
                   CandidateOf(context, request));
  if (!bundle.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  const std::vector<v1::PolicyCase> cases = policy::CasesOf(*bundle);
  ASSIGN_OR_RETURN(const CompiledPolicy policy,
                   policy::Policy::Compile(PacksOf(*bundle)));
  ASSIGN_OR_RETURN(const analysis::Coverage coverage,
                   analysis::CoverageOf(PacksOf(*bundle), cases));
  v1::TestPolicyResponse response;
  ASSIGN_OR_RETURN(const std::vector<analysis::FailedCase> failed,
                   analysis::FailedCases(*policy, cases));
  for (const analysis::FailedCase& one : failed) {
    v1::FailedCase& told = *response.add_failed();
    told.set_case_(one.name);
    *told.mutable_differences() = {one.mismatches.begin(),
                                   one.mismatches.end()};
  }
  response.set_cases(static_cast<int32_t>(cases.size()));
  for (const auto& [rule, tried] : coverage.rules) {
    v1::TriedRule& one = *response.add_rules();
    one.set_rule(rule);
    one.set_cases(tried);
  }
  response.set_cells(static_cast<int64_t>(coverage.cells));
  response.set_untried_cells(static_cast<int64_t>(coverage.untried.size()));
  response.set_text(absl::StrCat(analysis::CasesText(failed, cases.size()),
                                 "\n", analysis::CoverageText(coverage)));
  return Told(response);
}

absl::StatusOr<Answer> ExplainPolicy(Context& context,
                                     const v1::ExplainPolicyRequest& request) {
  if (!context.May(v1::ACTION_READ_POLICY)) return NotAnOfficer();
  ASSIGN_OR_RETURN(const std::optional<v1::PolicyBundle> bundle,
                   CandidateOf(context, request));
  if (!bundle.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const CompiledPolicy policy,
                   policy::Policy::Compile(PacksOf(*bundle)));
  v1::PolicyCase one;
  *one.mutable_situation() = request.situation();
  ASSIGN_OR_RETURN(const policy::Situation situation, policy::SituationOf(one));
  v1::ExplainPolicyResponse response;
  response.set_text_ja(policy::ExplanationText(*policy, situation, true));
  response.set_text_en(policy::ExplanationText(*policy, situation, false));
  return Told(response);
}

absl::StatusOr<Answer> DiffPolicy(Context& context,
                                  const v1::DiffPolicyRequest& request) {
  if (!context.May(v1::ACTION_READ_POLICY)) return NotAnOfficer();
  if (request.candidate_case() == v1::DiffPolicyRequest::CANDIDATE_NOT_SET) {
    return absl::InvalidArgumentError("change, policy: one is required");
  }
  ASSIGN_OR_RETURN(const std::optional<v1::PolicyBundle> bundle,
                   CandidateOf(context, request));
  if (!bundle.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const StoredPolicy base, PolicyInForce(context.state));
  // A policy that names no fields is meant for those of this gateway.
  const std::string fields =
      bundle->field_inventory().empty()
          ? disclosure::InventoryText(v1::Record::descriptor())
          : bundle->field_inventory();
  analysis::Version before = {PacksOf(base.bundle),
                              base.bundle.field_inventory()};
  analysis::Version after = {PacksOf(*bundle), fields};
  // Packs that somebody only tries may come without cases.
  if (request.has_change() || !bundle->cases().empty()) {
    before.cases = policy::CasesOf(base.bundle);
    after.cases = policy::CasesOf(*bundle);
  }
  ASSIGN_OR_RETURN(const analysis::Diff diff, analysis::Compare(before, after));
  v1::DiffPolicyResponse response;
  for (const analysis::Change& change : diff.changes) {
    *response.add_changes() = DifferenceOf(change);
  }
  response.set_only_narrows(analysis::OnlyNarrows(diff));
  response.set_difference_hash(analysis::Hash(diff));
  const auto statements =
      analysis::ChangedStatements(PacksOf(base.bundle), PacksOf(*bundle));
  for (const analysis::StatementText& one : statements) {
    v1::PolicyStatement& statement = *response.add_statements();
    statement.set_id(one.id);
    statement.set_before(one.before);
    statement.set_after(one.after);
  }
  response.set_text(analysis::DiffText(diff, statements));
  return Told(response);
}

absl::StatusOr<Answer> ProvePolicy(Context& context,
                                   const v1::ProvePolicyRequest& request) {
  if (!context.May(v1::ACTION_READ_POLICY)) return NotAnOfficer();
  ASSIGN_OR_RETURN(const std::optional<v1::PolicyBundle> bundle,
                   CandidateOf(context, request));
  if (!bundle.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const analysis::Proof proof,
                   analysis::Prove(PacksOf(*bundle)));
  v1::ProvePolicyResponse response;
  for (const analysis::GuaranteeProof& one : proof.guarantees) {
    *response.add_guarantees() = GuaranteeOf(one);
  }
  for (const analysis::FlowProof& flow : proof.flows) {
    *response.add_flows() = FlowOf(flow);
  }
  response.set_holds(proof.Holds());
  response.set_places(static_cast<int64_t>(proof.places));
  response.set_situations(Digits(proof.situations));
  response.set_text(analysis::ProofText(proof));
  return Told(response);
}

}  // namespace tasuki::exchange
