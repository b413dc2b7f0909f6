#ifndef TESTS_PROPERTY_POLICY_MATRIX_TABLES_H_
#define TESTS_PROPERTY_POLICY_MATRIX_TABLES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/vocabulary.pb.h"
#include "tests/property/policy/scope_sieve.h"

namespace tasuki::policy {

// The disclosure matrix as policies/matrix/README.md describes it, row by row.
// Everything is read strictly: a name that no vocabulary has, a column too few
// or a cell in another form is an error that names file and line.

// The values that a cell lists; `*` in a table is "no list".
using ListedValues = std::optional<std::set<int>>;

// A fact, and whether the condition wants it false.
using ListedFact = std::pair<v1::Fact, bool>;

// `name=values` or `name!=values` of a scope.
struct ScopeTerm {
  Term term;
  bool differs = false;  // `!=`
  std::set<int> values;
  bool operator==(const ScopeTerm&) const = default;
};

struct GrantRow {
  int line = 0;
  std::string key;  // the first nine columns, joined by commas
  v1::Category category;
  v1::AudienceType reader;
  ListedValues roles, relations, holders, purposes, classes;
  v1::BasisCode basis;
  std::vector<v1::Fact> condition;
  v1::Level level;
  std::string reason, source;
};

struct CeilingRow {
  std::string id;
  std::vector<ListedFact> condition;
  std::vector<ScopeTerm> scope;  // with `class=` of the condition
  bool reader_is_not_holder = false;
  std::set<v1::Category> categories;
  v1::Level at_most;
  std::map<v1::BasisCode, std::set<v1::Category>> yields_to;
  bool local = false;
};

struct GuaranteeRow {
  std::string id, japanese, english;
  std::vector<ListedFact> condition;
  std::vector<ScopeTerm> scope;
  std::set<v1::BasisCode> grounds, except_grounds;  // empty: all, none
  std::set<v1::Category> categories;
  v1::Level at_most;
  bool local = false;
};

// A row from which the pack departs on purpose: a grant's key, or an id.
struct Departure {
  std::string table, key, reason;
};

struct MatrixTables {
  std::vector<GrantRow> grants;
  std::vector<CeilingRow> ceilings;
  std::vector<GuaranteeRow> guarantees;
  std::vector<Departure> departures;
};

// INVALID_ARGUMENT: table and line of what could not be read. `departures` may
// be empty: no such file.
absl::StatusOr<MatrixTables> ParseMatrix(absl::string_view grants,
                                         absl::string_view ceilings,
                                         absl::string_view guarantees,
                                         absl::string_view departures);

// The tables of policies/matrix; read once.
const MatrixTables& TheMatrix();

// True if `row` is named in departures.csv.
bool Departs(const GrantRow& row);
bool Departs(const CeilingRow& row);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_MATRIX_TABLES_H_
