#include "gateway/store/state_writer.h"

#include <string>

#include "gateway/base/status_macros.h"
#include "gateway/crypto/sealing.h"
#include "gateway/store/state_view.h"

namespace tasuki::store {
namespace {

constexpr absl::string_view kWriteRow =
    "INSERT INTO state VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
    "version = excluded.version, key_id = excluded.key_id, "
    "body = excluded.body";
constexpr absl::string_view kEraseRow =
    "DELETE FROM state WHERE table_no = ? AND id = ?";
constexpr absl::string_view kAddEntry =
    "INSERT INTO state_list VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
constexpr absl::string_view kEraseEntry =
    "DELETE FROM state_list WHERE index_no = ? AND key = ? AND id = ?";
constexpr absl::string_view kBumpList =
    "INSERT INTO list_version VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
    "version = excluded.version";

}  // namespace

absl::Status StateWriter::Apply(const exchange::Changes& changes) {
  for (const std::string& scope : changes.destroyed_scopes) {
    touched_.everything = true;
    ++counter_;
    RETURN_IF_ERROR(keys_.Destroy(scope));
  }
  for (const exchange::RowChange& change : changes.rows) {
    touched_.rows.insert(change.key);
    RETURN_IF_ERROR(change.erase ? Erase(change.key) : Write(change));
  }
  for (const exchange::IndexChange& change : changes.entries) {
    touched_.lists.insert(change.key);
    RETURN_IF_ERROR(Change(change));
  }
  return absl::OkStatus();
}

absl::Status StateWriter::Write(const exchange::RowChange& change) {
  const std::string blinded = keys_.ring().blinding().Row(change.key);
  const int64_t version = ++counter_;
  ASSIGN_OR_RETURN(const ScopeKey key, keys_.Of(change.key_scope));
  ASSIGN_OR_RETURN(Statement write, connection_.Prepare(kWriteRow));
  return write
      .Bind(static_cast<int>(change.key.table), blinded, version, key.id,
            crypto::Seal(key.key, RowAad(change.key.table, blinded, version),
                         change.body))
      .Run();
}

absl::Status StateWriter::Erase(const exchange::RowKey& key) {
  ++counter_;  // that it is gone is a later state, too
  ASSIGN_OR_RETURN(Statement erase, connection_.Prepare(kEraseRow));
  return erase
      .Bind(static_cast<int>(key.table), keys_.ring().blinding().Row(key))
      .Run();
}

absl::Status StateWriter::Change(const exchange::IndexChange& change) {
  const int index = static_cast<int>(change.key.index);
  const std::string list = keys_.ring().blinding().List(change.key);
  const std::string entry =
      keys_.ring().blinding().Entry(change.key, change.id);
  if (change.erase) {
    ASSIGN_OR_RETURN(Statement erase, connection_.Prepare(kEraseEntry));
    RETURN_IF_ERROR(erase.Bind(index, list, entry).Run());
  } else {
    const int64_t ordinal = ++counter_;
    ASSIGN_OR_RETURN(Statement add, connection_.Prepare(kAddEntry));
    RETURN_IF_ERROR(
        add.Bind(index, list, ordinal, entry,
                 crypto::Seal(keys_.ring().own().key,
                              EntryAad(change.key.index, list, ordinal),
                              change.id))
            .Run());
  }
  if (connection_.Changes() == 0) return absl::OkStatus();
  return BumpList(change.key.index, list);
}

absl::Status StateWriter::BumpList(exchange::Index index,
                                   absl::string_view blinded) {
  ASSIGN_OR_RETURN(Statement bump, connection_.Prepare(kBumpList));
  return bump.Bind(static_cast<int>(index), blinded, ++counter_).Run();
}

}  // namespace tasuki::store
