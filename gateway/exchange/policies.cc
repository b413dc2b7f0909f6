#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "gateway/analysis/review.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/policy_change.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/vectors.h"
#include "gateway/model/id.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {
namespace {

constexpr char kSimulatedList[] = "simulated";
constexpr int kMostEntries = 1000;
constexpr int kUsualEntries = 200;

Answer NotAnOfficer() {
  return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                 "only officers read policies");
}

// Counts, by kind of decision, where two policies differ on what was decided.
class Simulation {
 public:
  Simulation(const policy::Policy& before, const policy::Policy& after)
      : before_(before), after_(after) {}

  absl::Status Add(const OpenedLeaf& leaf) {
    if (leaf.erased) {
      ++erased_;
      return absl::OkStatus();
    }
    v1::VectorGroup vectors;
    if (!vectors.ParseFromString(leaf.vector_group)) {
      return absl::DataLossError("a stored leaf does not parse");
    }
    if (vectors.units().empty()) return absl::OkStatus();
    v1::ExchangeGroup exchange;
    if (!exchange.ParseFromString(leaf.exchange_group)) {
      return absl::DataLossError("a stored leaf does not parse");
    }
    ++entries_;
    for (const v1::VectorGroup::Unit& unit : vectors.units()) {
      ++units_;
      Compare(SituationOf(unit), exchange.party(), leaf.leaf_hash);
    }
    return absl::OkStatus();
  }

  void Fill(v1::SimulatePolicyResponse& response) const {
    response.set_entries(entries_);
    response.set_units(units_);
    response.set_erased(erased_);
    for (const auto& [kind, difference] : differences_) {
      *response.add_differences() = difference;
    }
  }

 private:
  using Kind = std::tuple<int, int, int, int, int, std::string, int, int>;

  void Compare(const policy::Situation& situation, const std::string& party,
               const std::string& leaf) {
    const LevelSet before = before_.Evaluate(situation);
    const LevelSet after = after_.Evaluate(situation);
    if (before == after) return;
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      const auto category = static_cast<v1::Category>(c);
      const v1::Level was = before.At(category), is = after.At(category);
      if (was == is) continue;
      v1::SimulatedDifference& found =
          differences_[{situation.reader, situation.role, situation.holder,
                        situation.purpose, c, party, was, is}];
      found.set_reader(situation.reader);
      found.set_role(situation.role);
      found.set_holder(situation.holder);
      found.set_purpose(situation.purpose);
      found.set_category(category);
      found.set_party(party);
      found.set_before(was);
      found.set_after(is);
      found.set_units(found.units() + 1);
      found.set_example(leaf);
    }
  }

  const policy::Policy& before_;
  const policy::Policy& after_;
  int64_t entries_ = 0, units_ = 0, erased_ = 0;
  std::map<Kind, v1::SimulatedDifference> differences_;
};

}  // namespace

absl::StatusOr<Answer> GetPolicy(Context& context,
                                 const v1::GetPolicyRequest& request) {
  if (request.version() < 0) {
    return absl::InvalidArgumentError("version: 0 or more");
  }
  if (!context.May(v1::ACTION_READ_POLICY)) return NotAnOfficer();
  std::optional<StoredPolicy> policy;
  if (request.version() == 0) {
    ASSIGN_OR_RETURN(policy, PolicyInForce(context.state));
  } else {
    ASSIGN_OR_RETURN(policy, PolicyOfVersion(context.state, request.version()));
  }
  if (!policy.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  v1::GetPolicyResponse response;
  response.set_version(policy->version);
  response.set_hash(policy->hash);
  response.set_change(ResourceName("changes", policy->change));
  *response.mutable_policy() = policy->bundle;
  response.set_engine(std::string(analysis::kEngine));
  response.set_inventory_hash(disclosure::InventoryHash());
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> SimulatePolicy(
    Context& context, const v1::SimulatePolicyRequest& request) {
  if (request.candidate_case() ==
      v1::SimulatePolicyRequest::CANDIDATE_NOT_SET) {
    return absl::InvalidArgumentError("change, policy: one is required");
  }
  const int size =
      request.page_size() == 0 ? kUsualEntries : request.page_size();
  if (size < 1 || size > kMostEntries) {
    return absl::InvalidArgumentError("page_size: 1 to 1,000");
  }
  ASSIGN_OR_RETURN(const int64_t from,
                   PositionOf(context, kSimulatedList, request.page_token()));
  if (!context.May(v1::ACTION_READ_POLICY) ||
      !context.May(v1::ACTION_SEARCH_AUDIT)) {
    return NotAnOfficer();
  }
  ASSIGN_OR_RETURN(const std::optional<CompiledPolicy> candidate,
                   CompiledCandidate(context, request));
  if (!candidate.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const std::vector<OpenedLeaf> leaves,
                   context.log.List(static_cast<uint64_t>(from), size));
  Simulation simulation(context.policy, **candidate);
  for (const OpenedLeaf& leaf : leaves) {
    RETURN_IF_ERROR(simulation.Add(leaf));
  }
  v1::SimulatePolicyResponse response;
  simulation.Fill(response);
  if (leaves.size() == static_cast<size_t>(size)) {
    ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                     TokenFor(context, kSimulatedList,
                              static_cast<int64_t>(leaves.back().index) + 1));
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
