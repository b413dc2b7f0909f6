#include "tests/property/two_worlds/sight.h"

#include <iterator>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/exchange/messages.h"
#include "gateway/model/canonical.h"
#include "gateway/model/id.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/property/disclosure/reference_construction.h"
#include "tests/property/two_worlds/deciding.h"
#include "tests/property/two_worlds/others_sight.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Index;
using exchange::Table;

class Sections {
 public:
  Sections(Deciding& deciding, const Person& person, Sight& sight)
      : deciding_(deciding), person_(person), sight_(sight) {}

  void See(const std::set<std::string>& ids,
           const std::set<std::string>& sent) {
    for (const std::string& id : ids) {
      const auto row =
          Find<v1::SectionRow>(deciding_.snapshot(), Table::kSection, id);
      if (!row.has_value()) continue;
      const auto editions =
          Find<v1::EditionsRow>(deciding_.snapshot(), Table::kEditions, id);
      CHECK(editions.has_value());
      See(id, *row, *editions, sent.count(id) != 0);
    }
  }

 private:
  void See(const std::string& id, const v1::SectionRow& row,
           const v1::EditionsRow& editions, bool sent) {
    const std::string rows = absl::StrCat(Canonical(row), Canonical(editions));
    const bool own = row.holder() == deciding_.party();
    if (own) sight_.lines[absl::StrCat("own section ", id)] = rows;
    if (row.state() != v1::SECTION_STATE_CONFIRMED) return;
    const auto a_case = Must(exchange::CaseOf(deciding_.state(), row));
    for (const v1::Purpose purpose : PurposesOf(person_)) {
      policy::Situation situation = Must(exchange::SituationOf(
          deciding_.state(), deciding_.reader(), purpose, row, a_case));
      const bool on_case = situation.relation != v1::RELATION_UNSPECIFIED;
      if (!own && !on_case && !sent) continue;
      const std::string key = absl::StrCat(id, " for ", ShortName(purpose));
      const auto stated = Must(exchange::StatedSituationsOf(
          deciding_.state(), deciding_.reader(), purpose, row, a_case,
          situation, Must(exchange::StatementsOf(deciding_.state(), id))));
      Show(key, row, {editions.full(), editions.reduced()}, situation, stated);
      sight_.decided[key] = {rows, std::move(situation)};
    }
  }

  void Show(const std::string& key, const v1::SectionRow& row,
            const disclosure::Editions& editions,
            const policy::Situation& situation,
            const std::vector<policy::Situation>& stated) {
    const LevelSet levels = LevelsFor(situation, stated, row);
    const bool on_case = situation.relation != v1::RELATION_UNSPECIFIED;
    const auto case_is = CategorySet::Of(v1::CATEGORY_C01);
    if (on_case && levels.existence().Contains(v1::CATEGORY_C01)) {
      sight_.lines[absl::StrCat("case ", row.case_(), " for ",
                                ShortName(situation.purpose))] = "exists";
    }
    const CategorySet content =
        Must(disclosure::CategoriesIn(editions.full)) | case_is;
    const LevelSet disclosed =
        levels.Meet(LevelSet::Of(content, v1::LEVEL_FULL));
    if ((disclosed.existence() & ~case_is).empty()) return;
    std::string& line = sight_.lines[key];
    line =
        absl::StrCat(row.kind(), " ", row.holder(), " ", row.subject(), " ",
                     on_case ? row.case_() : "", " ", TextOf(disclosed), " ");
    for (const v1::Obligation one :
         ObligationsOf(situation, stated, disclosed)) {
      absl::StrAppend(&line, "o", one, " ");
    }
    absl::StrAppend(&line, disclosure::ReferenceConstruct(editions, levels));
  }

  static std::set<v1::Obligation> ObligationsOf(
      const policy::Situation& situation,
      const std::vector<policy::Situation>& stated, const LevelSet& disclosed) {
    const policy::Policy& policy = ShippedRules().compiled();
    std::set<v1::Obligation> all;
    for (const v1::Obligation one : policy.Obligations(situation, disclosed)) {
      all.insert(one);
    }
    for (const policy::Situation& each : stated) {
      for (const v1::Obligation one : policy.Obligations(each, disclosed)) {
        all.insert(one);
      }
    }
    return all;
  }

  Deciding& deciding_;
  const Person& person_;
  Sight& sight_;
};

// The sections that came to the person with a message.
std::set<std::string> SentTo(Deciding& deciding, const Person& person) {
  std::set<std::string> sections;
  for (const std::string& id :
       Listed(deciding.snapshot(), Index::kMessagesOfParty, deciding.party())) {
    const auto row =
        Find<v1::MessageRow>(deciding.snapshot(), Table::kMessage, id);
    CHECK(row.has_value());
    if (!exchange::IsFor(*row, person.id)) continue;
    sections.insert(row->sections().begin(), row->sections().end());
  }
  return sections;
}

// Where the party works. It is told so whatever it sees of the case: who works
// for her reads what she agreed to with it (docs/decisions/, who reads a
// consent).
void SeeTeams(Deciding& deciding, const Census& census, Sight& sight) {
  for (const std::string& id : IdsOf(census, "cases")) {
    const auto row = Find<v1::CaseRow>(deciding.snapshot(), Table::kCase, id);
    if (!row.has_value()) continue;
    for (const v1::TeamEntry& entry : row->team()) {
      if (entry.party() != deciding.party() || entry.to() != 0) continue;
      sight.lines["on the team of " + id] = ShortName(entry.relation());
    }
  }
}

// Entries of the log that are the party's own.
void SeeEntries(World& world, const std::string& party, Sight& sight) {
  for (const std::string& hash : world.leaves()) {
    const auto leaf = world.log().Find(hash);
    v1::ExchangeGroup group;
    CHECK(leaf.ok() && group.ParseFromString(leaf->exchange_group));
    if (group.party() != party) continue;
    sight.lines["entry " + absl::BytesToHexString(hash)] = "own";
  }
}

std::set<std::string> BasesOf(const policy::Situation& situation) {
  std::set<std::string> bases;
  for (const policy::Ground& ground : situation.grounds) {
    bases.insert(
        absl::StrCat(ShortName(ground.basis), " ", TextOf(ground.mask)));
  }
  return bases;
}

// The facts and grounds that two situations do not share.
void AddDifferences(const policy::Situation& a, const policy::Situation& b,
                    std::set<std::string>& flows) {
  for (int n = 1; n <= v1::Fact_MAX; ++n) {
    const auto fact = static_cast<v1::Fact>(n);
    if (!v1::Fact_IsValid(n)) continue;
    const auto in = [&](const policy::Situation& one) {
      return std::make_pair(one.facts.known_true().Contains(fact),
                            one.facts.known_false().Contains(fact));
    };
    if (in(a) != in(b)) flows.insert(std::string(ShortName(fact)));
  }
  if (a.relation != b.relation) flows.insert("relation");
  if (a.case_class != b.case_class) flows.insert("class");
  std::set<std::string> one = BasesOf(a);
  std::set<std::string> other = BasesOf(b);
  std::vector<std::string> apart;
  absl::c_set_symmetric_difference(one, other, std::back_inserter(apart));
  for (const std::string& basis : apart) {
    flows.insert(basis.substr(0, basis.find(' ')));
  }
}

std::string At(const std::map<std::string, std::string>& lines,
               const std::string& key) {
  const auto found = lines.find(key);
  return found == lines.end() ? "" : found->second;
}

}  // namespace

Sight SightOf(World& world, const Census& census, const Person& reader) {
  Deciding deciding(world, reader);
  Sight sight;
  const auto sections = census.find("sections");
  if (sections != census.end()) {
    Sections(deciding, reader, sight)
        .See(sections->second, SentTo(deciding, reader));
  }
  SeeOthers(deciding, census, reader, sight);
  SeeOpenings(deciding, census, sight);
  SeeCopies(deciding, census, sight);
  SeeTeams(deciding, census, sight);
  SeeEntries(world, reader.party, sight);
  return sight;
}

Agreement Compare(const Sight& first, const Sight& second) {
  std::set<std::string> keys;
  for (const Sight* sight : {&first, &second}) {
    for (const auto& [key, line] : sight->lines) keys.insert(key);
  }
  Agreement agreement;
  std::set<std::string> flows, cases;
  for (const std::string& key : keys) {
    if (At(first.lines, key) == At(second.lines, key)) continue;
    if (key.starts_with("case ")) {
      cases.insert(key);
      continue;
    }
    const auto a = first.decided.find(key);
    const auto b = second.decided.find(key);
    const bool same = a != first.decided.end() && b != second.decided.end() &&
                      a->second.rows == b->second.rows;
    if (!same) {
      agreement.shown.push_back(key);
      continue;
    }
    const size_t before = flows.size();
    AddDifferences(a->second.situation, b->second.situation, flows);
    if (flows.size() == before && flows.empty()) flows.insert("unexplained");
  }
  // That there is a case follows from its sections; alone, it is shown.
  if (agreement.shown.empty() && flows.empty()) {
    agreement.shown.assign(cases.begin(), cases.end());
  }
  agreement.flows.assign(flows.begin(), flows.end());
  return agreement;
}

}  // namespace tasuki::two_worlds
