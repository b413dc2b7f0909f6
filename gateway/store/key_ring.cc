#include "gateway/store/key_ring.h"

#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/crypto/sealing.h"
#include "gateway/exchange/scopes.h"

namespace tasuki::store {
namespace {

constexpr absl::string_view kOwnScope = "";

absl::Status WrongMaster() {
  return absl::FailedPreconditionError(
      "master.key はこのデータベースの鍵ではありません。対になる鍵を戻して"
      "ください。 / master.key does not open this database; restore the key "
      "that belongs to it");
}

}  // namespace

absl::Status KeyRing::Make(Connection& connection, absl::string_view origin,
                           const MasterKey& master) {
  // The blinding key is random and wrapped, not derived from the master: a new
  // master key must not move every row.
  const crypto::Secret blinding = crypto::NewKey();
  {
    ASSIGN_OR_RETURN(
        Statement insert,
        connection.Prepare("INSERT INTO meta VALUES (1, ?, ?, ?)"));
    RETURN_IF_ERROR(insert
                        .Bind(Text{origin}, master.epoch,
                              crypto::WrapKey(master.key, blinding))
                        .Run());
  }
  const KeyRing ring(master, Blinding(blinding));
  RETURN_IF_ERROR(ring.Add(connection, kOwnScope).status());
  return ring.Add(connection, exchange::OfficeScope()).status();
}

absl::StatusOr<KeyRing> KeyRing::Open(Connection& connection,
                                      MasterKey master) {
  ASSIGN_OR_RETURN(Statement select,
                   connection.Prepare("SELECT epoch, blinding FROM meta"));
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found || select.Int(0) != master.epoch) return WrongMaster();
  absl::StatusOr<crypto::Secret> blinding =
      crypto::UnwrapKey(master.key, select.Bytes(1));
  if (!blinding.ok()) return WrongMaster();
  KeyRing ring(std::move(master), Blinding(*blinding));
  ASSIGN_OR_RETURN(ring.own_, ring.Find(connection, kOwnScope));
  ASSIGN_OR_RETURN(ring.office_,
                   ring.Find(connection, exchange::OfficeScope()));
  return ring;
}

absl::StatusOr<ScopeKey> KeyRing::ForWriting(Connection& connection,
                                             absl::string_view scope) const {
  if (scope == kOwnScope) return own_;
  if (scope == exchange::OfficeScope()) return office_;
  absl::StatusOr<ScopeKey> found = Find(connection, scope);
  if (!absl::IsNotFound(found.status())) return found;
  return Add(connection, scope);
}

absl::StatusOr<crypto::Secret> KeyRing::ById(Connection& connection,
                                             int64_t id) const {
  if (id == own_.id) return own_.key;
  if (id == office_.id) return office_.key;
  ASSIGN_OR_RETURN(Statement select,
                   connection.Prepare("SELECT wrapped FROM key WHERE id = ?"));
  ASSIGN_OR_RETURN(const bool found, select.Bind(id).Step());
  if (!found) return absl::NotFoundError("the key was destroyed");
  return Unwrap(select.Bytes(0));
}

absl::StatusOr<crypto::Secret> KeyRing::Unwrap(
    absl::string_view wrapped) const {
  return crypto::UnwrapKey(master_.key, wrapped);
}

absl::Status KeyRing::Destroy(Connection& connection,
                              absl::string_view scope) const {
  if (scope == kOwnScope || scope == exchange::OfficeScope()) {
    return absl::InvalidArgumentError("this key is never destroyed");
  }
  ASSIGN_OR_RETURN(Statement erase,
                   connection.Prepare("DELETE FROM key WHERE scope = ?"));
  return erase.Bind(blinding_.Scope(scope)).Run();
}

absl::StatusOr<ScopeKey> KeyRing::Find(Connection& connection,
                                       absl::string_view scope) const {
  ASSIGN_OR_RETURN(
      Statement select,
      connection.Prepare("SELECT id, wrapped FROM key WHERE scope = ?"));
  ASSIGN_OR_RETURN(const bool found,
                   select.Bind(blinding_.Scope(scope)).Step());
  if (!found) return absl::NotFoundError("no key of this scope");
  ASSIGN_OR_RETURN(crypto::Secret key, Unwrap(select.Bytes(1)));
  return ScopeKey{select.Int(0), std::move(key)};
}

absl::StatusOr<ScopeKey> KeyRing::Add(Connection& connection,
                                      absl::string_view scope) const {
  ScopeKey made{0, crypto::NewKey()};
  ASSIGN_OR_RETURN(
      Statement insert,
      connection.Prepare(
          "INSERT INTO key(scope, epoch, wrapped) VALUES (?, ?, ?)"));
  RETURN_IF_ERROR(insert
                      .Bind(blinding_.Scope(scope), master_.epoch,
                            crypto::WrapKey(master_.key, made.key))
                      .Run());
  made.id = connection.LastRowId();
  return made;
}

}  // namespace tasuki::store
