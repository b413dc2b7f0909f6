#include "gateway/store/log_tree_reader.h"

#include <utility>

#include "gateway/audit/leaf.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/receipt.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/log_table.h"
#include "gateway/store/opening.h"

namespace tasuki::store {
namespace {

constexpr absl::string_view kEndOfChain =
    "SELECT leaf_hash FROM subject_chain WHERE subject = ?";

exchange::OpenedLeaf ToOpenedLeaf(StoredLeaf leaf) {
  auto& [exchange, office, subject, vector] = leaf.groups;
  const bool erased = subject.salt.empty();
  return {std::move(leaf.hash),
          leaf.index,
          std::move(exchange.value),
          std::move(office.value),
          std::move(subject.value),
          std::move(vector.value),
          erased};
}

// Only group 1 stays open.
void HideTheRest(StoredLeaf& leaf) {
  for (audit::DisclosedGroup& group : leaf.groups) {
    if (&group != &leaf.groups.front()) group = {group.digest, "", ""};
  }
}

}  // namespace

absl::StatusOr<exchange::OpenedLeaf> LogTreeReader::Find(
    absl::string_view leaf_hash) {
  ASSIGN_OR_RETURN(const auto reader, readers_.Take());
  ASSIGN_OR_RETURN(StoredLeaf leaf,
                   ReadLeaf(reader->connection(), keys_, leaf_hash));
  return ToOpenedLeaf(std::move(leaf));
}

absl::StatusOr<std::vector<exchange::OpenedLeaf>> LogTreeReader::List(
    uint64_t from, int limit) {
  ASSIGN_OR_RETURN(const auto reader, readers_.Take());
  ASSIGN_OR_RETURN(std::vector<StoredLeaf> stored,
                   ReadLeaves(reader->connection(), keys_, from, limit));
  std::vector<exchange::OpenedLeaf> leaves;
  for (StoredLeaf& leaf : stored) {
    leaves.push_back(ToOpenedLeaf(std::move(leaf)));
  }
  return leaves;
}

absl::StatusOr<std::string> LogTreeReader::Checkpoint() {
  ASSIGN_OR_RETURN(const auto reader, readers_.Take());
  ASSIGN_OR_RETURN(StoredCheckpoint newest,
                   NewestCheckpoint(reader->connection()));
  return std::move(newest.note);
}

absl::StatusOr<std::string> LogTreeReader::Receipt(absl::string_view leaf_hash,
                                                   bool whole) {
  ASSIGN_OR_RETURN(const auto reader, readers_.Take());
  Connection& connection = reader->connection();
  ASSIGN_OR_RETURN(StoredLeaf leaf, ReadLeaf(connection, keys_, leaf_hash));
  ASSIGN_OR_RETURN(StoredCheckpoint newest, NewestCheckpoint(connection));
  if (leaf.index >= newest.size) {
    return absl::UnavailableError("no published checkpoint covers it yet");
  }
  if (!whole) HideTheRest(leaf);
  audit::TlogProof proof;
  proof.extra = audit::EncodeOpenings(leaf.groups);
  proof.index = leaf.index;
  ASSIGN_OR_RETURN(proof.hashes, audit::InclusionProof(leaf.index, newest.size,
                                                       NodesOf(connection)));
  proof.checkpoint = std::move(newest.note);
  return proof.ToText();
}

absl::StatusOr<std::vector<std::string>> LogTreeReader::ConsistencyProof(
    uint64_t old_size, uint64_t size) {
  ASSIGN_OR_RETURN(const auto reader, readers_.Take());
  Connection& connection = reader->connection();
  const absl::Status not_published = absl::InvalidArgumentError(
      "not the sizes of two published checkpoints, the older first");
  const auto older = ReadCheckpoint(connection, old_size);
  const auto newer = size == 0 ? NewestCheckpoint(connection)
                               : ReadCheckpoint(connection, size);
  if (absl::IsNotFound(older.status()) || absl::IsNotFound(newer.status())) {
    return not_published;
  }
  RETURN_IF_ERROR(older.status());
  RETURN_IF_ERROR(newer.status());
  if (older->size > newer->size) return not_published;
  return audit::ConsistencyProof(older->size, newer->size, NodesOf(connection));
}

absl::StatusOr<std::string> LogTreeReader::NewestOf(
    const std::string& subject) {
  ASSIGN_OR_RETURN(const auto reader, readers_.Take());
  ASSIGN_OR_RETURN(Statement select, reader->connection().Prepare(kEndOfChain));
  ASSIGN_OR_RETURN(const bool found,
                   select.Bind(keys_.blinding().Subject(subject)).Step());
  return found ? select.Bytes(0) : std::string();
}

}  // namespace tasuki::store
