#include "tests/property/policy/mended_matrix.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"
#include "tests/property/policy/pack_files.h"

namespace tasuki::policy {
namespace {

using Names = google::protobuf::RepeatedPtrField<std::string>;

template <typename Enum>
Enum Named(absl::string_view name) {
  const absl::StatusOr<Enum> value = ParseName<Enum>(name);
  CHECK(value.ok());
  return *value;
}

bool IsEverything(const Names& names) {
  return names.empty() || (names.size() == 1 && names[0] == "*");
}

template <typename Enum>
std::set<int> Values(const Names& names) {
  std::set<int> values;
  for (const std::string& name : names) values.insert(Named<Enum>(name));
  return values;
}

std::set<v1::Category> Categories(const Names& names) {
  std::set<v1::Category> categories;
  for (int c = 1; c <= v1::Category_MAX; ++c) {
    const auto category = static_cast<v1::Category>(c);
    if (IsEverything(names) || std::find(names.begin(), names.end(),
                                         ShortName(category)) != names.end()) {
      categories.insert(category);
    }
  }
  return categories;
}

template <typename Enum>
void AddTerm(Term term, const Names& names, bool differs,
             std::vector<ScopeTerm>& terms) {
  if (IsEverything(names)) return;
  terms.push_back({term, differs, Values<Enum>(names)});
}

std::vector<ScopeTerm> TermsOf(const v1::Scope& scope, bool differs) {
  std::vector<ScopeTerm> terms;
  AddTerm<v1::AudienceType>(Term::kReader, scope.readers(), differs, terms);
  AddTerm<v1::Role>(Term::kRole, scope.roles(), differs, terms);
  AddTerm<v1::Relation>(Term::kRelation, scope.relations(), differs, terms);
  AddTerm<v1::AudienceType>(Term::kHolder, scope.holders(), differs, terms);
  AddTerm<v1::Purpose>(Term::kPurpose, scope.purposes(), differs, terms);
  AddTerm<v1::CaseClass>(Term::kClass, scope.classes(), differs, terms);
  return terms;
}

template <typename Enum>
ListedValues ListOf(const Names& names) {
  if (IsEverything(names)) return std::nullopt;
  return Values<Enum>(names);
}

// Condition and scope of a limit.
template <typename Rule, typename Row>
void ReadCondition(const Rule& rule, Row& row) {
  for (absl::string_view name : rule.condition()) {
    const bool negated = absl::ConsumePrefix(&name, "!");
    row.condition.emplace_back(Named<v1::Fact>(name), negated);
  }
  row.scope = TermsOf(rule.scope(), false);
  const std::vector<ScopeTerm> except = TermsOf(rule.except(), true);
  CHECK(except.size() <= 1);
  row.scope.insert(row.scope.end(), except.begin(), except.end());
}

const v1::Ceiling& CeilingNamed(const v1::PolicyPack& pack,
                                absl::string_view id) {
  const auto found =
      std::find_if(pack.ceilings().begin(), pack.ceilings().end(),
                   [&](const v1::Ceiling& rule) { return rule.id() == id; });
  CHECK(found != pack.ceilings().end());
  return *found;
}

}  // namespace

CeilingRow RowOf(const v1::Ceiling& ceiling) {
  CeilingRow row;
  row.id = ceiling.id();
  ReadCondition(ceiling, row);
  row.reader_is_not_holder = ceiling.reader_is_not_holder();
  row.categories = Categories(ceiling.categories());
  row.at_most = Named<v1::Level>(ceiling.at_most());
  for (const v1::Yielding& yielding : ceiling.yields_to()) {
    for (const std::string& ground : yielding.ground()) {
      row.yields_to[Named<v1::BasisCode>(ground)].merge(
          Categories(yielding.categories()));
    }
  }
  row.local = ceiling.local();
  return row;
}

GuaranteeRow RowOf(const v1::Guarantee& guarantee) {
  GuaranteeRow row;
  row.id = guarantee.id();
  row.japanese = guarantee.sentence_ja();
  row.english = guarantee.sentence_en();
  ReadCondition(guarantee, row);
  for (const std::string& ground : guarantee.grounds()) {
    row.grounds.insert(Named<v1::BasisCode>(ground));
  }
  for (const std::string& ground : guarantee.except_grounds()) {
    row.except_grounds.insert(Named<v1::BasisCode>(ground));
  }
  row.categories = Categories(guarantee.categories());
  row.at_most = Named<v1::Level>(guarantee.at_most());
  row.local = guarantee.local();
  return row;
}

std::vector<GrantRow> RowsOf(const v1::Grant& grant) {
  GrantRow row;
  row.roles = ListOf<v1::Role>(grant.scope().roles());
  row.relations = ListOf<v1::Relation>(grant.scope().relations());
  row.holders = ListOf<v1::AudienceType>(grant.scope().holders());
  row.purposes = ListOf<v1::Purpose>(grant.scope().purposes());
  row.classes = ListOf<v1::CaseClass>(grant.scope().classes());
  row.basis = Named<v1::BasisCode>(grant.ground());
  for (const std::string& fact : grant.condition()) {
    row.condition.push_back(Named<v1::Fact>(fact));
  }
  std::vector<GrantRow> rows;
  for (const std::string& reader : grant.scope().readers()) {
    row.reader = Named<v1::AudienceType>(reader);
    for (const v1::CategoryLevels& entry : grant.gives()) {
      row.level = Named<v1::Level>(entry.level());
      for (const v1::Category category : Categories(entry.categories())) {
        row.category = category;
        row.key = absl::StrCat(grant.id(), " ", ShortName(category));
        rows.push_back(row);
      }
    }
  }
  return rows;
}

MatrixTables MendedBut(absl::string_view but) {
  const v1::PolicyPack pack = NationalBaseline();
  MatrixTables tables = TheMatrix();
  for (CeilingRow& row : tables.ceilings) {
    if (Departs(row) && row.id != but) row = RowOf(CeilingNamed(pack, row.id));
  }
  std::erase_if(tables.grants, [&](const GrantRow& row) {
    return Departs(row) && row.key != but;
  });
  const std::set<std::string> additions = AdditionIds();
  for (const v1::Grant& grant : pack.grants()) {
    if (!additions.contains(grant.id()) || grant.id() == but) continue;
    for (GrantRow& row : RowsOf(grant)) tables.grants.push_back(std::move(row));
  }
  return tables;
}

const MatrixTables& MendedMatrix() {
  static const auto* tables = new MatrixTables(MendedBut(""));
  return *tables;
}

std::vector<std::string> Mendings() {
  std::vector<std::string> mendings;
  for (const std::string& id : AdditionIds()) mendings.push_back(id);
  for (const Departure& departure : TheMatrix().departures) {
    mendings.push_back(departure.key);
  }
  return mendings;
}

}  // namespace tasuki::policy
