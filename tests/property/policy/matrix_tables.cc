#include "tests/property/policy/matrix_tables.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "tests/files.h"
#include "tests/property/policy/csv.h"
#include "tests/property/policy/matrix_rows.h"

namespace tasuki::policy {
namespace {

// Reads each row after the header, which must be `header`.
template <typename Row>
absl::StatusOr<std::vector<Row>> RowsOf(
    absl::string_view name, absl::string_view text, absl::string_view header,
    absl::StatusOr<Row> (*read)(const Cells&)) {
  absl::StatusOr<std::vector<Cells>> table = ParseCsv(text);
  if (!table.ok()) return Wrong(name, table.status().message());
  if (table->empty() || absl::StrJoin(table->front(), ",") != header) {
    return Wrong(name, "not the header that is expected");
  }
  std::vector<Row> rows;
  for (size_t i = 1; i < table->size(); ++i) {
    absl::StatusOr<Row> row = read((*table)[i]);
    if (!row.ok()) {
      return Wrong(absl::StrCat(name, " line ", i + 1), row.status().message());
    }
    rows.push_back(*std::move(row));
  }
  return rows;
}

absl::Status CheckKeysAreUnique(const MatrixTables& tables) {
  std::set<std::string> keys;
  const auto add = [&keys](const std::string& key) {
    return keys.insert(key).second ? absl::OkStatus()
                                   : Wrong("two rows have the key", key);
  };
  for (const GrantRow& row : tables.grants) RETURN_IF_ERROR(add(row.key));
  for (const CeilingRow& row : tables.ceilings) RETURN_IF_ERROR(add(row.id));
  for (const GuaranteeRow& row : tables.guarantees) {
    RETURN_IF_ERROR(add(row.id));
  }
  for (const Departure& row : tables.departures) {
    if (!keys.contains(row.key)) return Wrong("departs from no row", row.key);
    RETURN_IF_ERROR(add(absl::StrCat("departure ", row.key)));
  }
  return absl::OkStatus();
}

std::string TextOf(absl::string_view table) {
  const std::string path =
      absl::StrCat(TASUKI_SOURCE_DIR "/policies/matrix/", table, ".csv");
  return std::filesystem::exists(path) ? ReadFile(path) : "";
}

bool IsDeparture(absl::string_view key) {
  const std::vector<Departure>& all = TheMatrix().departures;
  return std::any_of(all.begin(), all.end(), [&](const Departure& departure) {
    return departure.key == key;
  });
}

}  // namespace

absl::StatusOr<MatrixTables> ParseMatrix(absl::string_view grants,
                                         absl::string_view ceilings,
                                         absl::string_view guarantees,
                                         absl::string_view departures) {
  MatrixTables tables;
  ASSIGN_OR_RETURN(
      tables.grants,
      RowsOf("grants", grants,
             "category,reader_audience,reader_role,relation,holder_audience,"
             "purpose,case_class,ground,condition,level,reason,source",
             GrantIn));
  ASSIGN_OR_RETURN(
      tables.ceilings,
      RowsOf("ceilings", ceilings,
             "id,condition,reader_scope,categories,at_most,yields_to,"
             "local_or_national,reason,source",
             CeilingIn));
  ASSIGN_OR_RETURN(
      tables.guarantees,
      RowsOf("guarantees", guarantees,
             "id,statement_en,statement_ja,condition,categories,at_most,source,"
             "local_or_national",
             GuaranteeIn));
  if (!departures.empty()) {
    ASSIGN_OR_RETURN(
        tables.departures,
        RowsOf("departures", departures, "table,row key,reason", DepartureIn));
  }
  for (size_t i = 0; i < tables.grants.size(); ++i) {
    tables.grants[i].line = static_cast<int>(i) + 2;
  }
  RETURN_IF_ERROR(CheckKeysAreUnique(tables));
  return tables;
}

const MatrixTables& TheMatrix() {
  static const auto* tables = [] {
    auto parsed = ParseMatrix(TextOf("grants"), TextOf("ceilings"),
                              TextOf("guarantees"), TextOf("departures"));
    if (!parsed.ok()) std::cerr << parsed.status() << '\n';
    CHECK(parsed.ok());
    return new MatrixTables(*std::move(parsed));
  }();
  return *tables;
}

bool Departs(const GrantRow& row) { return IsDeparture(row.key); }
bool Departs(const CeilingRow& row) { return IsDeparture(row.id); }

}  // namespace tasuki::policy
