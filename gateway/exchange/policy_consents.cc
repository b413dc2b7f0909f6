#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/consent_preview.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/policy_change.h"
#include "gateway/exchange/unit.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr char kConsentList[] = "compared consents";

// What each recipient would be shown to see under another policy.
absl::StatusOr<std::map<std::string, LevelSet>> ShownUnder(
    Context& context, const policy::Policy& policy,
    const v1::ConsentTerms& terms) {
  Context other{.state = context.state,
                .caller = context.caller,
                .policy = policy,
                .log = context.log,
                .reviews = context.reviews,
                .purpose = context.purpose,
                .findings = context.findings,
                .snapshot = context.snapshot,
                .changes = {}};
  ASSIGN_OR_RETURN(const std::vector<PreviewedParty> preview,
                   Preview(other, terms));
  std::map<std::string, LevelSet> shown;
  for (const PreviewedParty& one : preview) {
    if (!one.through_centre) shown[one.party] = one.levels;
  }
  return shown;
}

// The categories of which `one` has more than `other`.
CategorySet MoreIn(const LevelSet& one, const LevelSet& other) {
  return (one.existence() & ~other.existence()) |
         (one.reduced() & ~other.reduced()) | (one.full() & ~other.full());
}

absl::Status AddDifferences(Context& context, const policy::Policy& policy,
                            const std::string& id, const v1::ConsentRow& row,
                            v1::CompareConsentsResponse& response) {
  ASSIGN_OR_RETURN(auto shown, ShownUnder(context, policy, row.terms()));
  ASSIGN_OR_RETURN(const consent::StoredConsent stored,
                   StoredConsentOf(context.state, id, row));
  for (const v1::ConsentMask& mask : row.masks()) {
    if (!IsThroughCentre(mask)) shown.try_emplace(mask.party());
  }
  for (const auto& [party, levels] : shown) {
    const LevelSet agreed = consent::AgreedFor(stored, party);
    const LevelSet left = consent::MaskOf(stored, party);
    // Of what she withdrew nobody asks her again.
    const CategorySet withdrawn = agreed.existence() & ~left.existence();
    const CategorySet narrower = MoreIn(left, levels);
    const CategorySet wider = MoreIn(levels, left) & ~withdrawn;
    if (narrower.empty() && wider.empty()) continue;
    v1::ConsentDifference& difference = *response.add_differences();
    difference.set_consent(ResourceName("consents", id));
    difference.set_party(party);
    for (const auto category : narrower.members()) {
      difference.add_narrower(category);
    }
    for (const auto category : wider.members()) {
      difference.add_ask_again(category);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> CompareConsents(
    Context& context, const v1::CompareConsentsRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, kConsentList, request.page_token()));
  if (!context.May(v1::ACTION_READ_POLICY) ||
      !context.May(v1::ACTION_SEARCH_AUDIT)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "only officers try policies");
  }
  ASSIGN_OR_RETURN(const std::optional<CompiledPolicy> candidate,
                   CompiledCandidate(context, request));
  if (!candidate.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kConsents, "", after, size + 1));
  const bool more = entries.size() > static_cast<size_t>(size);
  if (more) entries.remove_suffix(1);
  v1::CompareConsentsResponse response;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(
        const v1::ConsentRow& row,
        context.state.Get<v1::ConsentRow>(Table::kConsent, entry.id));
    ASSIGN_OR_RETURN(const v1::ConsentState now, StateOf(context.state, row));
    if (!IsInForce(now)) continue;
    response.set_consents(response.consents() + 1);
    RETURN_IF_ERROR(
        AddDifferences(context, **candidate, entry.id, row, response));
  }
  if (more) {
    ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                     TokenFor(context, kConsentList, entries.back().ordinal));
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
