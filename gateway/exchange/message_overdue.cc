#include <algorithm>
#include <string>
#include <vector>

#include "gateway/exchange/message_header.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

constexpr char kOverdueList[] = "overdue";

// What the party sent and what it was sent, as far as it waits, oldest first.
absl::StatusOr<std::vector<IndexEntry>> WaitingOf(Context& context,
                                                  int64_t after) {
  std::vector<IndexEntry> waiting;
  for (const std::string& list :
       {ListOfSent(context.party()), ListOfReceived(context.party())}) {
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                     context.state.List(Index::kSentOfParty, list, after));
    waiting.insert(waiting.end(), entries.begin(), entries.end());
  }
  std::sort(waiting.begin(), waiting.end(),
            [](const IndexEntry& a, const IndexEntry& b) {
              return a.ordinal < b.ordinal;
            });
  return waiting;
}

absl::StatusOr<v1::MessageHeader> HeaderForParty(Context& context,
                                                 const std::string& id,
                                                 const v1::MessageRow& row) {
  ASSIGN_OR_RETURN(v1::MessageHeader header, HeaderOf(context, id, row));
  // Where the recipient put it is not the sender's to know.
  if (row.recipient() != context.party()) header.clear_case_();
  return header;
}

}  // namespace

absl::StatusOr<Answer> ListOverdueMessages(
    Context& context, const v1::ListOverdueMessagesRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, kOverdueList, request.page_token()));
  if (!context.May(v1::ACTION_READ_MESSAGE)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not read messages");
  }
  ASSIGN_OR_RETURN(const std::vector<IndexEntry> waiting,
                   WaitingOf(context, after));
  v1::ListOverdueMessagesResponse response;
  Answer answer;
  int64_t last = 0;
  for (const IndexEntry& entry : waiting) {
    ASSIGN_OR_RETURN(
        const v1::MessageRow& row,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    const bool late = !context.state.Before(LateFrom(row));
    if (!Waits(row) || !late || !ConcernsCaller(context, row)) continue;
    if (response.messages_size() == size) {
      ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                       TokenFor(context, kOverdueList, last));
      break;
    }
    last = entry.ordinal;
    ASSIGN_OR_RETURN(*response.add_messages(),
                     HeaderForParty(context, entry.id, row));
    AddNamed(row.subject(), answer);
  }
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
