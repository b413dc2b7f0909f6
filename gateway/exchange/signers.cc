#include "gateway/exchange/signers.h"

#include <algorithm>
#include <set>
#include <string>

#include "gateway/exchange/periods.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kFewestSigners = 2;

bool HasKey(const v1::PersonEntry& person) {
  return std::any_of(person.keys().begin(), person.keys().end(),
                     [](const v1::PersonKey& key) { return !key.disabled(); });
}

bool MaySign(Context& context, const v1::PartyEntry& party, v1::Role role) {
  return context.policy.Allows(party.audience(), role, v1::RELATION_UNSPECIFIED,
                               v1::ACTION_CHANGE_DIRECTORY);
}

// Who can sign, and of these whom nothing takes away.
struct Signers {
  std::set<std::string> now, left;
};

absl::Status AddSigners(Context& context, const v1::PartyEntry& party,
                        const Goes& goes, Signers& signers) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> persons,
                   context.state.List(Index::kPersonsOfParty, party.name()));
  for (const IndexEntry& entry : persons) {
    ASSIGN_OR_RETURN(
        const Found<v1::PersonEntry> person,
        context.state.Find<v1::PersonEntry>(Table::kPerson, entry.id));
    if (!person.has_value() || person->disabled() || !HasKey(*person)) continue;
    for (const v1::Assignment& assignment : person->assignments()) {
      const bool signs = assignment.party() == party.name() &&
                         InPeriod(context.state, assignment.period()) &&
                         MaySign(context, party, assignment.role());
      if (!signs) continue;
      signers.now.insert(entry.id);
      if (!goes(entry.id, party.name())) signers.left.insert(entry.id);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::optional<Answer>> RefuseTooFewSigners(Context& context,
                                                          const Goes& goes) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   context.state.List(Index::kParties, ""));
  Signers signers;
  for (const IndexEntry& entry : parties) {
    ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                     FindEnabledParty(context.state, entry.id));
    if (!party.has_value()) continue;
    RETURN_IF_ERROR(AddSigners(context, *party, goes, signers));
  }
  if (signers.left.size() >= kFewestSigners || signers.left == signers.now) {
    return std::optional<Answer>();
  }
  return std::optional<Answer>(FailedPrecondition(
      v1::REFUSAL_CODE_UNSPECIFIED,
      "fewer than two persons could sign a change of the directory; list "
      "another one first"));
}

}  // namespace tasuki::exchange
