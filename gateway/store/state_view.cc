#include "gateway/store/state_view.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/sealing.h"

namespace tasuki::store {
namespace {

constexpr absl::string_view kReadRow =
    "SELECT state.version, state.body, key.wrapped FROM state "
    "JOIN key ON key.id = state.key_id WHERE table_no = ? AND state.id = ?";
constexpr absl::string_view kReadEntries =
    "SELECT ordinal, sealed_id FROM state_list "
    "WHERE index_no = ? AND key = ? AND ordinal > ? ORDER BY ordinal LIMIT ?";

absl::StatusOr<int64_t> Version(Connection& connection, absl::string_view sql,
                                int number, absl::string_view blinded) {
  ASSIGN_OR_RETURN(Statement select, connection.Prepare(sql));
  ASSIGN_OR_RETURN(const bool found, select.Bind(number, blinded).Step());
  return found ? select.Int(0) : 0;
}

std::string Aad(absl::string_view place, int number, absl::string_view blinded,
                int64_t version) {
  return absl::StrCat("tasuki/store/v1/", place, absl::string_view("\0", 1),
                      audit::U16(static_cast<uint16_t>(number)), blinded,
                      audit::U64(static_cast<uint64_t>(version)));
}

}  // namespace

std::string RowAad(exchange::Table table, absl::string_view blinded,
                   int64_t version) {
  return Aad("row", static_cast<int>(table), blinded, version);
}

std::string EntryAad(exchange::Index index, absl::string_view blinded,
                     int64_t ordinal) {
  return Aad("entry", static_cast<int>(index), blinded, ordinal);
}

absl::StatusOr<int64_t> RowVersion(Connection& connection,
                                   exchange::Table table,
                                   absl::string_view blinded) {
  return Version(connection,
                 "SELECT version FROM state WHERE table_no = ? AND id = ?",
                 static_cast<int>(table), blinded);
}

absl::StatusOr<int64_t> ListVersion(Connection& connection,
                                    exchange::Index index,
                                    absl::string_view blinded) {
  return Version(
      connection,
      "SELECT version FROM list_version WHERE index_no = ? AND key = ?",
      static_cast<int>(index), blinded);
}

absl::StatusOr<std::shared_ptr<const exchange::Row>> StateView::Read(
    const exchange::RowKey& key) const {
  const std::string blinded = keys_.blinding().Row(key);
  ASSIGN_OR_RETURN(Statement select, connection_.Prepare(kReadRow));
  ASSIGN_OR_RETURN(const bool found,
                   select.Bind(static_cast<int>(key.table), blinded).Step());
  if (!found) return std::make_shared<const exchange::Row>();
  const int64_t version = select.Int(0);
  ASSIGN_OR_RETURN(const crypto::Secret secret, keys_.Unwrap(select.Bytes(2)));
  ASSIGN_OR_RETURN(std::string body,
                   crypto::Open(secret, RowAad(key.table, blinded, version),
                                select.Bytes(1)));
  return std::make_shared<const exchange::Row>(version, std::move(body));
}

absl::StatusOr<std::shared_ptr<const exchange::IndexPage>> StateView::List(
    const exchange::IndexKey& key, int64_t after, int limit) const {
  const std::string blinded = keys_.blinding().List(key);
  auto page = std::make_shared<exchange::IndexPage>();
  ASSIGN_OR_RETURN(page->version, ListVersion(connection_, key.index, blinded));
  ASSIGN_OR_RETURN(Statement select, connection_.Prepare(kReadEntries));
  // A negative limit would mean "all" to SQLite.
  select.Bind(static_cast<int>(key.index), blinded, after,
              limit < 0 ? 0 : limit);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, select.Step());
    if (!found) return page;
    const int64_t ordinal = select.Int(0);
    ASSIGN_OR_RETURN(
        std::string id,
        crypto::Open(keys_.own().key, EntryAad(key.index, blinded, ordinal),
                     select.Bytes(1)));
    page->entries.push_back({ordinal, std::move(id)});
  }
}

}  // namespace tasuki::store
