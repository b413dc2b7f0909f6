#include "gateway/exchange/message_waiting.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/message_header.h"
#include "gateway/exchange/messages.h"

namespace tasuki::exchange {
namespace {

constexpr absl::Duration kSeenWithin = absl::Hours(24);
constexpr absl::Duration kUrgentSeenWithin = absl::Hours(1);

void Leave(Context& context, const std::string& list, const std::string& id) {
  context.changes.entries.push_back(
      {.key = {Index::kSentOfParty, list}, .id = id, .erase = true});
}

bool IsOnSendersList(const v1::MessageRow& row) {
  return !row.sender().empty() && row.sender() != row.recipient();
}

}  // namespace

bool Waits(const v1::MessageRow& row) {
  if (row.kind() == v1::MESSAGE_KIND_REQUEST) return !IsSettled(row);
  return row.state() == v1::MESSAGE_STATE_SENT;
}

bool AwaitsAnswer(Reading& state, const v1::MessageRow& row) {
  return row.kind() == v1::MESSAGE_KIND_REQUEST && Waits(row) &&
         StateNow(state, row) != v1::MESSAGE_STATE_EXPIRED;
}

absl::Time LateFrom(const v1::MessageRow& row) {
  absl::Time late = absl::InfiniteFuture();
  if (row.state() == v1::MESSAGE_STATE_SENT) {
    late = absl::FromUnixSeconds(row.sent_at()) +
           (row.urgent() ? kUrgentSeenWithin : kSeenWithin);
  }
  if (row.due_at() != 0) {
    late = std::min(late, absl::FromUnixSeconds(row.due_at()));
  }
  return late;
}

void WriteStep(Context& context, const std::string& id,
               const v1::MessageRow& before, v1::MessageRow after) {
  if (after.acknowledged_at() == 0) {
    after.set_acknowledged_at(context.state.now_seconds());
  }
  if (Waits(before) && !Waits(after)) {
    Leave(context, ListOfReceived(before.recipient()), id);
    if (IsOnSendersList(before))
      Leave(context, ListOfSent(before.sender()), id);
  }
  context.Write(Table::kMessage, id, after);
}

void PutOnLists(Context& context, const std::string& id,
                const v1::MessageRow& row) {
  context.Enter(Index::kSentOfParty, ListOfReceived(row.recipient()), id);
  if (IsOnSendersList(row)) {
    context.Enter(Index::kSentOfParty, ListOfSent(row.sender()), id);
  }
}

void MoveToListOf(Context& context, const std::string& id,
                  const std::string& from, const std::string& to) {
  Leave(context, ListOfReceived(from), id);
  context.Enter(Index::kSentOfParty, ListOfReceived(to), id);
}

absl::StatusOr<bool> IsAskedAbout(Context& context,
                                  const std::string& subject) {
  ASSIGN_OR_RETURN(
      const absl::Span<const IndexEntry> waiting,
      context.state.List(Index::kSentOfParty, ListOfReceived(context.party())));
  for (const IndexEntry& entry : waiting) {
    ASSIGN_OR_RETURN(
        const v1::MessageRow& row,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    if (row.subject() == subject && AwaitsAnswer(context.state, row) &&
        IsFor(row, context.reader().person)) {
      return true;
    }
  }
  return false;
}

std::string ListOfSent(const std::string& party) { return party; }
std::string ListOfReceived(const std::string& party) {
  return absl::StrCat(party, "|");
}

}  // namespace tasuki::exchange
