#include "gateway/exchange/signers.h"

#include <algorithm>
#include <map>
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

// The directory as it is, or as it were with these entries in it.
class Directory {
 public:
  Directory(Context& context, const v1::DirectoryEntries* entries)
      : context_(context) {
    if (entries == nullptr) return;
    for (const v1::PartyEntry& one : entries->parties()) {
      parties_[one.name()] = one;
    }
    for (const v1::PersonEntry& one : entries->persons()) {
      persons_[one.id()] = one;
    }
  }

  // Everybody who can sign, but for those that go.
  absl::StatusOr<std::set<std::string>> Signers(const Goes& goes) {
    ASSIGN_OR_RETURN(const std::set<std::string> ids, Persons());
    std::set<std::string> signers;
    for (const std::string& id : ids) {
      ASSIGN_OR_RETURN(const std::optional<v1::PersonEntry> person, Person(id));
      if (!person.has_value() || person->disabled() || !HasKey(*person)) {
        continue;
      }
      ASSIGN_OR_RETURN(const bool signs, Signs(*person, goes));
      if (signs) signers.insert(id);
    }
    return signers;
  }

 private:
  absl::StatusOr<std::set<std::string>> Persons() {
    std::set<std::string> ids;
    for (const auto& [id, person] : persons_) ids.insert(id);
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                     context_.state.List(Index::kParties, ""));
    for (const IndexEntry& party : parties) {
      ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> persons,
                       context_.state.List(Index::kPersonsOfParty, party.id));
      for (const IndexEntry& person : persons) ids.insert(person.id);
    }
    return ids;
  }

  absl::StatusOr<std::optional<v1::PersonEntry>> Person(const std::string& id) {
    const auto found = persons_.find(id);
    if (found != persons_.end()) return std::optional(found->second);
    ASSIGN_OR_RETURN(std::optional<v1::PersonEntry> person,
                     context_.state.Find<v1::PersonEntry>(Table::kPerson, id));
    return person;
  }

  // The party, if neither it nor its body is disabled: entries never disable.
  absl::StatusOr<std::optional<v1::PartyEntry>> Party(const std::string& name) {
    const auto found = parties_.find(name);
    if (found != parties_.end()) {
      return found->second.disabled() ? std::nullopt
                                      : std::optional(found->second);
    }
    ASSIGN_OR_RETURN(std::optional<v1::PartyEntry> party,
                     FindEnabledParty(context_.state, name));
    return party;
  }

  absl::StatusOr<bool> Signs(const v1::PersonEntry& person, const Goes& goes) {
    for (const v1::Assignment& assignment : person.assignments()) {
      if (!InPeriod(context_.state, assignment.period())) continue;
      ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                       Party(assignment.party()));
      const bool signs = party.has_value() &&
                         MaySign(context_, *party, assignment.role()) &&
                         !goes(person.id(), party->name());
      if (signs) return true;
    }
    return false;
  }

  Context& context_;
  std::map<std::string, v1::PartyEntry> parties_;
  std::map<std::string, v1::PersonEntry> persons_;
};

bool NobodyGoes(const std::string& /*person*/, const std::string& /*party*/) {
  return false;
}

absl::StatusOr<std::optional<Answer>> RefuseTooFew(
    Context& context, const v1::DirectoryEntries* entries, const Goes& goes) {
  ASSIGN_OR_RETURN(const std::set<std::string> now,
                   Directory(context, nullptr).Signers(NobodyGoes));
  ASSIGN_OR_RETURN(const std::set<std::string> left,
                   Directory(context, entries).Signers(goes));
  if (left.size() >= kFewestSigners ||
      std::includes(left.begin(), left.end(), now.begin(), now.end())) {
    return std::optional<Answer>();
  }
  return std::optional<Answer>(FailedPrecondition(
      v1::REFUSAL_CODE_UNSPECIFIED,
      "fewer than two persons could sign a change of the directory; list "
      "another one first"));
}

}  // namespace

absl::StatusOr<std::optional<Answer>> RefuseTooFewSigners(Context& context,
                                                          const Goes& goes) {
  return RefuseTooFew(context, nullptr, goes);
}

absl::StatusOr<std::optional<Answer>> RefuseTooFewSigners(
    Context& context, const v1::DirectoryEntries& entries) {
  return RefuseTooFew(context, &entries, NobodyGoes);
}

}  // namespace tasuki::exchange
