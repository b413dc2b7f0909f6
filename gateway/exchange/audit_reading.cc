#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/page.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {
namespace {

constexpr char kEntryList[] = "entries";
constexpr int kEntriesAtOnce = 200;
constexpr size_t kHashSize = 32;

// A receipt opens what the caller was told before, a checkpoint nothing:
// neither is logged itself.
Answer Unlogged(std::string body) {
  Answer answer;
  answer.body = std::move(body);
  answer.logged = false;
  return answer;
}

Answer UnloggedNotFound() {
  Answer answer = NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  answer.logged = false;
  return answer;
}

absl::StatusOr<v1::AuditEntry> EntryOf(const OpenedLeaf& leaf) {
  v1::AuditEntry entry;
  entry.set_leaf_hash(leaf.leaf_hash);
  if (!entry.mutable_exchange()->ParseFromString(leaf.exchange_group) ||
      !entry.mutable_office()->ParseFromString(leaf.office_group)) {
    return absl::DataLossError("a stored leaf does not parse");
  }
  return entry;
}

struct EntryPage {
  v1::SearchEntriesResponse response;
  uint64_t next = 0;
  bool more = false;
};

absl::StatusOr<EntryPage> FillPage(Context& context, uint64_t from, int size,
                                   const std::string& party) {
  EntryPage page{.response = {}, .next = from, .more = false};
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<OpenedLeaf> leaves,
                     context.log.List(page.next, kEntriesAtOnce));
    if (leaves.empty()) return page;
    for (const OpenedLeaf& leaf : leaves) {
      ASSIGN_OR_RETURN(v1::AuditEntry entry, EntryOf(leaf));
      const bool wanted = party.empty() || entry.exchange().party() == party;
      if (wanted && page.response.entries_size() == size) {
        page.more = true;
        return page;
      }
      page.next = leaf.index + 1;
      if (wanted) *page.response.add_entries() = std::move(entry);
    }
  }
}

}  // namespace

absl::StatusOr<Answer> GetReceipt(Context& context,
                                  const v1::GetReceiptRequest& request) {
  if (request.leaf_hash().size() != kHashSize) {
    return absl::InvalidArgumentError("leaf_hash: 32 bytes");
  }
  const absl::StatusOr<OpenedLeaf> leaf = context.log.Find(request.leaf_hash());
  if (absl::IsNotFound(leaf.status())) return UnloggedNotFound();
  RETURN_IF_ERROR(leaf.status());
  ASSIGN_OR_RETURN(const v1::AuditEntry entry, EntryOf(*leaf));
  // Not the officers' either: what opens others' entries is itself logged, and
  // this is not.
  const bool own = entry.exchange().party() == context.party() &&
                   entry.exchange().kind() != v1::LEAF_KIND_EVENT &&
                   context.May(v1::ACTION_READ_OWN_AUDIT);
  if (!own) return UnloggedNotFound();
  v1::GetReceiptResponse response;
  ASSIGN_OR_RETURN(*response.mutable_receipt(),
                   context.log.Receipt(request.leaf_hash(), false));
  return Unlogged(Canonical(response));
}

absl::StatusOr<Answer> GetCheckpoint(Context& context,
                                     const v1::GetCheckpointRequest&) {
  v1::GetCheckpointResponse response;
  ASSIGN_OR_RETURN(*response.mutable_checkpoint(), context.log.Checkpoint());
  return Unlogged(Canonical(response));
}

absl::StatusOr<Answer> GetConsistencyProof(
    Context& context, const v1::GetConsistencyProofRequest& request) {
  if (request.old_size() < 1 || request.size() < 0) {
    return absl::InvalidArgumentError("old_size, size: not published sizes");
  }
  ASSIGN_OR_RETURN(
      const std::vector<std::string> hashes,
      context.log.ConsistencyProof(static_cast<uint64_t>(request.old_size()),
                                   static_cast<uint64_t>(request.size())));
  v1::GetConsistencyProofResponse response;
  for (const std::string& hash : hashes) response.add_hashes(hash);
  return Unlogged(Canonical(response));
}

absl::StatusOr<Answer> SearchEntries(Context& context,
                                     const v1::SearchEntriesRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t from,
                   PositionOf(context, kEntryList, request.page_token()));
  if (!request.party().empty()) {
    RETURN_IF_ERROR(PartyName::Parse(request.party(), "party").status());
  }
  if (!context.May(v1::ACTION_SEARCH_AUDIT)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "only officers search the log");
  }
  ASSIGN_OR_RETURN(
      EntryPage page,
      FillPage(context, static_cast<uint64_t>(from), size, request.party()));
  if (page.more) {
    ASSIGN_OR_RETURN(
        *page.response.mutable_next_page_token(),
        TokenFor(context, kEntryList, static_cast<int64_t>(page.next)));
  }
  Answer answer;
  answer.body = Canonical(page.response);
  return answer;
}

}  // namespace tasuki::exchange
