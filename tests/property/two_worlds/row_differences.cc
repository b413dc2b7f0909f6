// What rows can say and no use case writes yet.

#include <google/protobuf/message_lite.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/disclosure/editions.h"
#include "gateway/exchange/scopes.h"
#include "gateway/model/canonical.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"
#include "tests/property/two_worlds/census.h"
#include "tests/property/two_worlds/difference.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Changes;
using exchange::Index;
using exchange::Table;

std::string IdIn(const std::string& name) {
  return name.substr(name.find('/') + 1);
}

void Put(Table table, const std::string& id,
         const google::protobuf::MessageLite& row, const std::string& scope,
         Changes& changes) {
  changes.rows.push_back({.key = {table, id},
                          .body = Canonical(row),
                          .key_scope = scope,
                          .erase = false});
}

template <typename Row>
Deed Changing(Table table, const std::string& id,
              const std::function<void(Row&)>& change) {
  return [=](World& world) {
    const auto state = world.ledger().Read();
    CHECK(state.ok());
    std::optional<Row> row = Find<Row>(**state, table, id);
    CHECK(row.has_value());
    change(*row);
    Changes changes;
    Put(table, id, *row, "", changes);
    world.Force(changes);
  };
}

Difference ASubjectsFact(Draw& draw, const Base& base, const Person&) {
  const std::string subject = IdIn(AnyCase(base, draw).subject);
  const int which = draw.Below(3);
  return {Changing<v1::SubjectRow>(
      Table::kSubject, subject, [which](v1::SubjectRow& row) {
        if (which == 0) row.add_address_protections()->set_holder("bodies/wco");
        if (which == 1) row.set_child_15_withholds(true);
        if (which == 2) row.set_sealed_origin(true);
      })};
}

Difference AConflict(Draw& draw, const Base& base, const Person& reader) {
  const std::string person = OtherThan(reader, draw).id;
  return {Changing<v1::CaseRow>(
      Table::kCase, IdIn(AnyCase(base, draw).a_case),
      [person](v1::CaseRow& row) { row.add_persons_in_conflict(person); })};
}

// A second subject of the case, with a section.
Difference ASecondSubject(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  const auto editions = disclosure::BuildEditions(draw.Draw());
  CHECK(editions.ok());
  v1::Record record;
  CHECK(record.ParseFromString(editions->full));
  const std::string subject = IdOf(crypto::Sha256("child").substr(0, 16));
  const std::string section = IdOf(crypto::Sha256("of child").substr(0, 16));
  return {[=](World& world) {
    Changing<v1::CaseRow>(Table::kCase, IdIn(of.a_case),
                          [=](auto& row) { row.add_subjects(subject); })(world);
    Changes changes;
    v1::SubjectRow child;
    child.set_registered_by(of.lead.party);
    Put(Table::kSubject, subject, child, "", changes);
    v1::SectionRow row;
    row.set_subject(subject);
    row.set_case_(IdIn(of.a_case));
    row.set_kind(*disclosure::KindOf(record));
    row.set_holder(of.lead.party);
    row.set_onward_rule(v1::ONWARD_RULE_FREE);
    row.set_state(v1::SECTION_STATE_CONFIRMED);
    row.set_confirmed_at(absl::ToUnixSeconds(world.clock().Now()));
    Put(Table::kSection, section, row, "", changes);
    v1::EditionsRow stored;
    stored.set_full(editions->full);
    stored.set_reduced(editions->reduced);
    Put(Table::kEditions, section, stored,
        exchange::SubjectScope(subject, BodyOf(of.lead.party)), changes);
    changes.entries.push_back(
        {.key = {Index::kSectionsOfCase, IdIn(of.a_case)}, .id = section});
    world.Force(changes);
  }};
}

}  // namespace

std::vector<DifferenceKind> DifferencesInRows() {
  return {{"a fact about a subject", ASubjectsFact},
          {"a conflict of interest", AConflict},
          {"a second subject of a case", ASecondSubject}};
}

}  // namespace tasuki::two_worlds
