#include "tests/property/two_worlds/census.h"

#include "absl/strings/str_cat.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Index;
using exchange::Snapshot;

constexpr int kAll = 100000;

void Add(const Snapshot& state, Index index, const std::string& key,
         std::set<std::string>& ids) {
  for (const std::string& id : Listed(state, index, key)) ids.insert(id);
}

}  // namespace

std::vector<std::string> Listed(const Snapshot& state, Index index,
                                const std::string& key) {
  const auto page = state.List({index, key}, 0, kAll);
  CHECK(page.ok());
  std::vector<std::string> ids;
  for (const exchange::IndexEntry& entry : (*page)->entries) {
    ids.push_back(entry.id);
  }
  return ids;
}

std::vector<std::string> PartiesIn(const Snapshot& state) {
  return Listed(state, Index::kParties, "");
}

Census TakeCensus(World& world) {
  const auto state = world.ledger().Read();
  CHECK(state.ok());
  Census census;
  for (const std::string& name : world.made()) {
    const auto slash = name.find('/');
    census[name.substr(0, slash)].insert(name.substr(slash + 1));
  }
  for (const std::string& party : PartiesIn(**state)) {
    Add(**state, Index::kMessagesOfParty, party, census["messages"]);
    Add(**state, Index::kReportsOfParty, party, census["reports"]);
    Add(**state, Index::kOpeningsOfParty, party, census["openings"]);
    Add(**state, Index::kCasesOfParty, party, census["cases"]);
    Add(**state, Index::kCasesOfLead, party, census["cases"]);
    for (const std::string& subject : census["subjects"]) {
      Add(**state, Index::kHeldOfSubject, absl::StrCat(party, "|", subject),
          census["sections"]);
    }
  }
  for (const std::string& subject : census["subjects"]) {
    Add(**state, Index::kConsentsOfSubject, subject, census["consents"]);
    Add(**state, Index::kCasesOfSubject, subject, census["cases"]);
  }
  for (const std::string& a_case : census["cases"]) {
    Add(**state, Index::kSectionsOfCase, a_case, census["sections"]);
    Add(**state, Index::kProposalsOfCase, a_case, census["leads"]);
    Add(**state, Index::kCopyRequestsOfCase, a_case, census["copy-requests"]);
  }
  for (const std::string& series : census["conferences"]) {
    Add(**state, Index::kItemsOfSeries, series, census["items"]);
  }
  return census;
}

Census Joined(const Census& a, const Census& b) {
  Census joined = a;
  for (const auto& [collection, ids] : b) {
    joined[collection].insert(ids.begin(), ids.end());
  }
  return joined;
}

Census Apart(const Census& a, const Census& b) {
  Census apart;
  for (const auto& [collection, ids] : Joined(a, b)) {
    const auto has = [&](const Census& world, const std::string& id) {
      const auto found = world.find(collection);
      return found != world.end() && found->second.count(id) != 0;
    };
    for (const std::string& id : ids) {
      if (has(a, id) != has(b, id)) apart[collection].insert(id);
    }
  }
  return apart;
}

}  // namespace tasuki::two_worlds
