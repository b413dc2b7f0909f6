#include "gateway/exchange/imagined_reader.h"

#include <set>

#include "gateway/exchange/periods.h"

namespace tasuki::exchange {

absl::StatusOr<std::vector<Reader>> ReadersOf(Reading& state,
                                              const v1::PartyEntry& party) {
  ASSIGN_OR_RETURN(const std::vector<IndexEntry> persons,
                   state.List(Index::kPersonsOfParty, party.name()));
  std::set<v1::Role> roles;
  for (const IndexEntry& entry : persons) {
    ASSIGN_OR_RETURN(const v1::PersonEntry person,
                     state.Get<v1::PersonEntry>(Table::kPerson, entry.id));
    if (person.disabled()) continue;
    for (const v1::Assignment& assignment : person.assignments()) {
      if (assignment.party() == party.name() &&
          InPeriod(state, assignment.period())) {
        roles.insert(assignment.role());
      }
    }
  }
  std::vector<Reader> readers;
  for (const v1::Role role : roles) {
    readers.push_back(
        {.party = party, .role = role, .person = "", .home_body = ""});
    readers.back().home_body = readers.back().body();
  }
  return readers;
}

}  // namespace tasuki::exchange
