// Leaks in what the exchange reads and commits: facts that are taken for
// granted, limits that are forgotten, entries of the log that count.

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/property/two_worlds/census.h"
#include "tests/property/two_worlds/leak.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Index;
using exchange::RowKey;
using exchange::Snapshot;
using exchange::Table;
using exchange::Transaction;

// Reads every row of a table with this change in it.
template <typename Row>
Leak Altering(const std::string& name, const std::string& tells_of, Table table,
              const std::function<void(Row&)>& change) {
  return {.name = name,
          .tells_of = tells_of,
          .row = [=](const RowKey& key, const std::string& body) {
            Row row;
            if (key.table != table || !row.ParseFromString(body)) return body;
            change(row);
            return Canonical(row);
          }};
}

std::vector<Leak> ForgottenLimits() {
  return {
      Altering<v1::EditionsRow>("the full edition in place of the reduced one",
                                "a day within its reduction", Table::kEditions,
                                [](auto& row) { row.set_reduced(row.full()); }),
      Altering<v1::ConsentRow>(
          "a consent counts before it is acknowledged",
          "money under a consent that its holder has not confirmed",
          Table::kConsent,
          [](auto& row) {
            *row.mutable_acknowledged_by() = row.terms().holders();
          }),
      Altering<v1::ConsentRow>("a withdrawn consent still opens",
                               "money under a withdrawn consent",
                               Table::kConsent,
                               [](auto& row) {
                                 row.set_state(v1::CONSENT_STATE_ACTIVE);
                                 row.clear_withdrawn_at();
                               }),
      Altering<v1::ConsentRow>("a consent opens whatever was agreed to",
                               "a day within its reduction", Table::kConsent,
                               [](auto& row) {
                                 for (auto& mask : *row.mutable_masks()) {
                                   mask.mutable_levels()->set_existence(~0ull);
                                   mask.mutable_levels()->set_reduced(~0ull);
                                   mask.mutable_levels()->set_full(~0ull);
                                 }
                                 row.mutable_terms()->clear_items();
                                 auto& item = *row.mutable_terms()->add_items();
                                 item.set_level(v1::LEVEL_FULL);
                                 for (int n = 1; n <= v1::Category_MAX; ++n) {
                                   item.add_categories(
                                       static_cast<v1::Category>(n));
                                 }
                               }),
      Altering<v1::SectionRow>("nothing limits how far a copy goes",
                               "money in a copy that goes no further",
                               Table::kSection,
                               [](auto& row) {
                                 row.set_onward_rule(v1::ONWARD_RULE_FREE);
                                 row.clear_origin();
                               }),
      Altering<v1::CaseRow>("everybody on a team is named",
                            "money in a case where others are named",
                            Table::kCase,
                            [](auto& row) {
                              for (auto& entry : *row.mutable_team()) {
                                for (const Person& person : Everybody()) {
                                  entry.add_persons(person.id);
                                }
                              }
                            }),
      Altering<v1::SubjectRow>(
          "an address measure is forgotten", "an address under protection",
          Table::kSubject, [](auto& row) { row.clear_address_protections(); }),
      Altering<v1::CaseRow>("every case is registered in the council", "",
                            Table::kCase,
                            [](auto& row) { row.set_registered(true); }),
  };
}

// One more entry for each of what is hidden.
Leak ExtraEntries(const std::string& name, const std::string& operation,
                  Index index, const std::string& key) {
  return {.name = name,
          .commit = [=](const Snapshot& state, Transaction& transaction) {
            if (transaction.leaves.empty()) return;
            v1::ExchangeGroup group;
            group.ParseFromString(transaction.leaves[0].exchange_group);
            if (!absl::EndsWith(group.operation(), operation)) return;
            const size_t count = Listed(state, index, key).size();
            for (size_t i = 0; i < count; ++i) {
              exchange::LeafDraft more = transaction.leaves[0];
              more.party = "";
              transaction.leaves.push_back(more);
            }
          }};
}

std::vector<Leak> EntriesThatCount() {
  return {
      ExtraEntries("an entry for each lead that is alerted", "RecordInquiry",
                   Index::kCasesOfLead, kMaternal),
      ExtraEntries("an entry for each case that is passed over", "ListCases",
                   Index::kCasesOfLead, kGuidance),
      ExtraEntries("an entry for each message that others have", "GetMessage",
                   Index::kMessagesOfParty, kMaternal),
      {.name = "a receipt opens what is the office's", .whole_receipts = true},
  };
}

// Replays, rules of contact and limits across parties.
std::vector<Leak> LinesThatAreCrossed() {
  return {
      {.name = "what one party holds, another one holds",
       .list =
           [](const Snapshot& state, const exchange::IndexKey& key,
              exchange::IndexPage& page) {
             if (key.index != Index::kHeldOfSubject) return;
             const std::string subject = key.key.substr(key.key.find('|'));
             for (const std::string& party : PartiesIn(state)) {
               for (const std::string& id :
                    Listed(state, Index::kHeldOfSubject, party + subject)) {
                 page.entries.push_back({.ordinal = 1, .id = id});
               }
             }
           }},
      {.name = "whoever has a case of hers knows her",
       .list =
           [](const Snapshot& state, const exchange::IndexKey& key,
              exchange::IndexPage& page) {
             if (key.index != Index::kKnownSubjects) return;
             const std::string subject = key.key.substr(key.key.find('|') + 1);
             if (Listed(state, Index::kConsentsOfSubject, subject).size() > 2) {
               page.entries.push_back({.ordinal = 1, .id = subject});
             }
           }},
      {.name = "reports are on every desk",
       .list =
           [](const Snapshot& state, const exchange::IndexKey& key,
              exchange::IndexPage& page) {
             if (key.index != Index::kReportsOfParty) return;
             page.entries.clear();
             int64_t ordinal = 0;
             for (const std::string& party : PartiesIn(state)) {
               for (const std::string& id :
                    Listed(state, Index::kReportsOfParty, party)) {
                 page.entries.push_back({.ordinal = ++ordinal, .id = id});
               }
             }
           }},
  };
}

}  // namespace

std::vector<Leak> LeaksInState() {
  std::vector<Leak> leaks = ForgottenLimits();
  for (const auto& some : {EntriesThatCount(), LinesThatAreCrossed()}) {
    leaks.insert(leaks.end(), some.begin(), some.end());
  }
  return leaks;
}

const std::vector<Leak>& AllLeaks() {
  static const auto* const all = [] {
    auto* leaks = new std::vector<Leak>(LeaksInAnswers());
    for (const Leak& leak : LeaksInState()) leaks->push_back(leak);
    return leaks;
  }();
  return *all;
}

}  // namespace tasuki::two_worlds
