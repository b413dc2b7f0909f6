#include "tests/property/policy/matrix_rows.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::policy {
namespace {

template <typename Enum>
absl::StatusOr<Enum> Named(absl::string_view name) {
  const absl::StatusOr<Enum> value = ParseName<Enum>(name);
  if (!value.ok()) return Wrong("no such name", name);
  return *value;
}

template <typename Enum>
absl::StatusOr<std::set<Enum>> NamesIn(absl::string_view cell,
                                       char separator = '|') {
  std::set<Enum> values;
  for (const absl::string_view name : absl::StrSplit(cell, separator)) {
    ASSIGN_OR_RETURN(const Enum value, Named<Enum>(name));
    if (!values.insert(value).second) return Wrong("listed twice", name);
  }
  return values;
}

template <typename Enum>
absl::StatusOr<ListedValues> ListIn(absl::string_view cell) {
  if (cell == "*") return ListedValues();
  ASSIGN_OR_RETURN(const std::set<Enum> values, NamesIn<Enum>(cell));
  return ListedValues(std::set<int>(values.begin(), values.end()));
}

template <typename Enum>
std::set<Enum> Every(int last) {
  std::set<Enum> values;
  for (int value = 1; value <= last; ++value) {
    values.insert(static_cast<Enum>(value));
  }
  return values;
}

absl::StatusOr<std::set<v1::Category>> CategoriesIn(absl::string_view cell,
                                                    char separator = '|') {
  if (cell == "*") return Every<v1::Category>(v1::Category_MAX);
  return NamesIn<v1::Category>(cell, separator);
}

// Facts that a table writes as a value: `onward=NONE` is ONWARD_NONE.
absl::StatusOr<ListedFact> FactIn(absl::string_view text) {
  const bool negated = absl::ConsumePrefix(&text, "!");
  const std::pair<absl::string_view, absl::string_view> value =
      absl::StrSplit(text, absl::MaxSplits('=', 1));
  std::string name = absl::AsciiStrToUpper(value.first);
  if (!value.second.empty()) {
    if (value.first == "grasp_level") name = "GRASP";
    absl::StrAppend(&name, "_", value.second);
  }
  ASSIGN_OR_RETURN(const v1::Fact fact, Named<v1::Fact>(name));
  return ListedFact(fact, negated);
}

absl::StatusOr<Term> TermNamed(absl::string_view name) {
  static const auto* terms = new std::map<absl::string_view, Term>{
      {"audience", Term::kReader},   {"role", Term::kRole},
      {"relation", Term::kRelation}, {"holder", Term::kHolder},
      {"purpose", Term::kPurpose},   {"class", Term::kClass}};
  const auto found = terms->find(name);
  if (found == terms->end()) return Wrong("no such term", name);
  return found->second;
}

absl::StatusOr<std::set<int>> ValuesOf(Term term, absl::string_view cell) {
  ListedValues values;
  switch (term) {
    case Term::kReader:
    case Term::kHolder: {
      ASSIGN_OR_RETURN(values, ListIn<v1::AudienceType>(cell));
      break;
    }
    case Term::kRole: {
      ASSIGN_OR_RETURN(values, ListIn<v1::Role>(cell));
      break;
    }
    case Term::kRelation: {
      ASSIGN_OR_RETURN(values, ListIn<v1::Relation>(cell));
      break;
    }
    case Term::kPurpose: {
      ASSIGN_OR_RETURN(values, ListIn<v1::Purpose>(cell));
      break;
    }
    case Term::kClass: {
      ASSIGN_OR_RETURN(values, ListIn<v1::CaseClass>(cell));
      break;
    }
  }
  if (!values.has_value()) return Wrong("a term without values", cell);
  return *values;
}

absl::StatusOr<ScopeTerm> TermIn(absl::string_view text) {
  ScopeTerm term;
  std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits('=', 1));
  term.differs = absl::ConsumeSuffix(&parts.first, "!");
  ASSIGN_OR_RETURN(term.term, TermNamed(parts.first));
  ASSIGN_OR_RETURN(term.values, ValuesOf(term.term, parts.second));
  return term;
}

// Facts joined by ` & `; a class is a term of the scope.
absl::Status ReadCondition(absl::string_view cell,
                           std::vector<ListedFact>& condition,
                           std::vector<ScopeTerm>& scope) {
  for (const absl::string_view text : absl::StrSplit(cell, " & ")) {
    if (absl::StartsWith(text, "class=")) {
      ASSIGN_OR_RETURN(ScopeTerm term, TermIn(text));
      scope.push_back(std::move(term));
      continue;
    }
    ASSIGN_OR_RETURN(const ListedFact fact, FactIn(text));
    condition.push_back(fact);
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> IsLocal(absl::string_view cell) {
  if (cell != "local" && cell != "national") {
    return Wrong("neither local nor national", cell);
  }
  return cell == "local";
}

absl::Status ReadYielding(absl::string_view cell, CeilingRow& row) {
  if (cell == "-") return absl::OkStatus();
  for (absl::string_view text : absl::StrSplit(cell, '|')) {
    if (!absl::ConsumeSuffix(&text, "]")) return Wrong("yields to", text);
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(text, absl::MaxSplits('[', 1));
    ASSIGN_OR_RETURN(const auto basis, Named<v1::BasisCode>(parts.first));
    ASSIGN_OR_RETURN(auto categories, CategoriesIn(parts.second, ';'));
    if (!row.yields_to.emplace(basis, std::move(categories)).second) {
      return Wrong("yields twice to", parts.first);
    }
  }
  return absl::OkStatus();
}

absl::Status ReadGuaranteeTerm(absl::string_view text, GuaranteeRow& row) {
  if (absl::ConsumePrefix(&text, "ground!=")) {
    ASSIGN_OR_RETURN(row.except_grounds, NamesIn<v1::BasisCode>(text));
    return absl::OkStatus();
  }
  if (absl::ConsumePrefix(&text, "ground=")) {
    ASSIGN_OR_RETURN(row.grounds, NamesIn<v1::BasisCode>(text));
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(ScopeTerm term, TermIn(text));
  row.scope.push_back(std::move(term));
  return absl::OkStatus();
}

}  // namespace

absl::Status Wrong(absl::string_view what, absl::string_view text) {
  return absl::InvalidArgumentError(absl::StrCat(what, ": ", text));
}

absl::StatusOr<GrantRow> GrantIn(const Cells& cells) {
  GrantRow row;
  row.key = absl::StrJoin(cells.begin(), cells.begin() + 9, ",");
  ASSIGN_OR_RETURN(row.category, Named<v1::Category>(cells[0]));
  ASSIGN_OR_RETURN(row.reader, Named<v1::AudienceType>(cells[1]));
  ASSIGN_OR_RETURN(row.roles, ListIn<v1::Role>(cells[2]));
  ASSIGN_OR_RETURN(row.relations, ListIn<v1::Relation>(cells[3]));
  ASSIGN_OR_RETURN(row.holders, ListIn<v1::AudienceType>(cells[4]));
  ASSIGN_OR_RETURN(row.purposes, ListIn<v1::Purpose>(cells[5]));
  ASSIGN_OR_RETURN(row.classes, ListIn<v1::CaseClass>(cells[6]));
  ASSIGN_OR_RETURN(row.basis, Named<v1::BasisCode>(cells[7]));
  if (cells[8] != "-") {
    std::vector<ListedFact> facts;
    std::vector<ScopeTerm> terms;
    RETURN_IF_ERROR(ReadCondition(cells[8], facts, terms));
    for (const auto& [fact, negated] : facts) {
      if (negated) return Wrong("a grant needs facts to be true", cells[8]);
      row.condition.push_back(fact);
    }
    if (!terms.empty()) return Wrong("a class has its own column", cells[8]);
  }
  ASSIGN_OR_RETURN(row.level, Named<v1::Level>(cells[9]));
  if (row.level == v1::LEVEL_WITHHELD) return Wrong("gives", cells[9]);
  row.reason = cells[10];
  row.source = cells[11];
  return row;
}

absl::StatusOr<CeilingRow> CeilingIn(const Cells& cells) {
  CeilingRow row;
  row.id = cells[0];
  if (cells[1] != "always") {
    RETURN_IF_ERROR(ReadCondition(cells[1], row.condition, row.scope));
  }
  if (cells[2] != "*") {
    for (const absl::string_view text : absl::StrSplit(cells[2], ';')) {
      if (text == "reader!=holder") {
        row.reader_is_not_holder = true;
        continue;
      }
      ASSIGN_OR_RETURN(ScopeTerm term, TermIn(text));
      row.scope.push_back(std::move(term));
    }
  }
  ASSIGN_OR_RETURN(row.categories, CategoriesIn(cells[3]));
  ASSIGN_OR_RETURN(row.at_most, Named<v1::Level>(cells[4]));
  RETURN_IF_ERROR(ReadYielding(cells[5], row));
  ASSIGN_OR_RETURN(row.local, IsLocal(cells[6]));
  return row;
}

absl::StatusOr<GuaranteeRow> GuaranteeIn(const Cells& cells) {
  GuaranteeRow row;
  row.id = cells[0];
  row.english = cells[1];
  row.japanese = cells[2];
  // Facts come before ` ; `, terms after it; one of the two may be missing.
  std::vector<std::string> parts = absl::StrSplit(cells[3], " ; ");
  if (parts.size() == 1) {
    const bool terms = absl::StrContains(cells[3], '=');
    parts = terms ? Cells{"-", cells[3]} : Cells{cells[3], ""};
  }
  if (parts[0] != "-") {
    RETURN_IF_ERROR(ReadCondition(parts[0], row.condition, row.scope));
  }
  if (!parts[1].empty()) {
    for (const absl::string_view text : absl::StrSplit(parts[1], ';')) {
      RETURN_IF_ERROR(ReadGuaranteeTerm(text, row));
    }
  }
  ASSIGN_OR_RETURN(row.categories, CategoriesIn(cells[4]));
  ASSIGN_OR_RETURN(row.at_most, Named<v1::Level>(cells[5]));
  ASSIGN_OR_RETURN(row.local, IsLocal(cells[7]));
  return row;
}

absl::StatusOr<Departure> DepartureIn(const Cells& cells) {
  if (cells[2].empty()) return Wrong("no reason", cells[1]);
  return Departure{cells[0], cells[1], cells[2]};
}

}  // namespace tasuki::policy
