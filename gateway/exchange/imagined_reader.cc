#include "gateway/exchange/imagined_reader.h"

#include <set>
#include <tuple>

#include "gateway/exchange/periods.h"

namespace tasuki::exchange {

absl::StatusOr<std::vector<Reader>> ReadersOf(
    Reading& state, const v1::PartyEntry& party,
    const std::set<std::string>& named) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> persons,
                   state.List(Index::kPersonsOfParty, party.name()));
  // Role, contract, and the person where it is a named one.
  std::set<std::tuple<v1::Role, std::string, std::string>> kinds;
  for (const IndexEntry& entry : persons) {
    ASSIGN_OR_RETURN(const v1::PersonEntry& person,
                     state.Get<v1::PersonEntry>(Table::kPerson, entry.id));
    if (person.disabled()) continue;
    for (const v1::Assignment& assignment : person.assignments()) {
      if (assignment.party() == party.name() &&
          InPeriod(state, assignment.period())) {
        kinds.insert({assignment.role(), assignment.contract(), ""});
        if (named.count(person.id()) == 0) continue;
        kinds.insert({assignment.role(), assignment.contract(), person.id()});
      }
    }
  }
  std::vector<Reader> readers;
  for (const auto& [role, contract, person] : kinds) {
    readers.push_back({.party = party,
                       .role = role,
                       .person = person,
                       .home_body = "",
                       .contract = contract});
    readers.back().home_body = readers.back().body();
  }
  return readers;
}

}  // namespace tasuki::exchange
