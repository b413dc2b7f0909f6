#include "gateway/exchange/messages.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/message_header.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/still_allowed.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr char kMessageList[] = "messages";

absl::StatusOr<FoundMessage> Find(Context& context, const std::string& name,
                                  absl::string_view field, v1::Action action,
                                  bool sent_too) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("messages", name, field));
  ASSIGN_OR_RETURN(std::optional<v1::MessageRow> row,
                   context.state.Find<v1::MessageRow>(Table::kMessage, id));
  FoundMessage found{.id = id, .row = {}, .hidden_because = std::nullopt};
  if (!row.has_value()) {
    found.hidden_because = v1::REFUSAL_CODE_NO_SUCH_OBJECT;
    return found;
  }
  found.sent_by_caller = sent_too && row->recipient() != context.party() &&
                         row->sender() == context.party();
  const bool received = row->recipient() == context.party() &&
                        IsFor(*row, context.reader().person);
  if (!received && !found.sent_by_caller) {
    found.hidden_because = v1::REFUSAL_CODE_NO_BASIS;
  } else if (!context.May(action)) {
    found.hidden_because = v1::REFUSAL_CODE_ROLE_NOT_ALLOWED;
  } else {
    found.row = *std::move(row);
  }
  return found;
}

// The next `count` messages that are for the caller, after a position. What is
// for others leaves no gap: pages are as full as if it did not exist.
absl::StatusOr<std::vector<IndexEntry>> InboxOf(Context& context, int64_t after,
                                                size_t count) {
  std::vector<IndexEntry> inbox;
  while (inbox.size() < count) {
    const int wanted = static_cast<int>(count - inbox.size());
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                     context.state.List(Index::kMessagesOfParty,
                                        context.party(), after, wanted));
    for (const IndexEntry& entry : entries) {
      ASSIGN_OR_RETURN(
          const v1::MessageRow& row,
          context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
      if (IsFor(row, context.reader().person)) inbox.push_back(entry);
      after = entry.ordinal;
    }
    if (entries.size() < static_cast<size_t>(wanted)) break;
  }
  return inbox;
}

}  // namespace

bool IsFor(const v1::MessageRow& row, const std::string& person) {
  return row.persons().empty() || absl::c_linear_search(row.persons(), person);
}

bool ConcernsCaller(const Context& context, const v1::MessageRow& row) {
  return row.sender() == context.party() ||
         (row.recipient() == context.party() &&
          IsFor(row, context.reader().person));
}

absl::StatusOr<FoundMessage> FindMessage(Context& context,
                                         const std::string& name,
                                         v1::Action action,
                                         absl::string_view field) {
  return Find(context, name, field, action, /*sent_too=*/false);
}

absl::StatusOr<FoundMessage> FindSentToo(Context& context,
                                         const std::string& name,
                                         v1::Action action) {
  return Find(context, name, "name", action, /*sent_too=*/true);
}

bool IsSettled(const v1::MessageRow& request) {
  return request.state() == v1::MESSAGE_STATE_ANSWERED ||
         request.state() == v1::MESSAGE_STATE_ANSWERED_IN_PART ||
         request.state() == v1::MESSAGE_STATE_REFUSED;
}

std::string StoreMessage(Context& context, v1::MessageRow row) {
  const std::string id = NewId();
  row.set_state(v1::MESSAGE_STATE_SENT);
  row.set_sent_at(context.state.now_seconds());
  context.Enter(Index::kMessagesOfParty, row.recipient(), id);
  if (row.basis() != v1::BASIS_CODE_UNSPECIFIED || !row.persons().empty()) {
    for (const std::string& section : row.sections()) {
      context.Enter(Index::kStatedOfSection, section, id);
    }
  }
  PutOnLists(context, id, row);
  context.Write(Table::kMessage, id, row);
  return id;
}

absl::StatusOr<std::vector<SectionView>> ViewMessage(
    Context& context, const v1::MessageRow& row) {
  std::vector<SectionView> views;
  for (const std::string& sent : row.sections()) {
    // Of what was corrected meanwhile the statement that stands.
    ASSIGN_OR_RETURN(const std::string id, NewestVersion(context.state, sent));
    ASSIGN_OR_RETURN(const v1::SectionRow& section,
                     context.state.Get<v1::SectionRow>(Table::kSection, id));
    ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                     CaseOf(context.state, section));
    ASSIGN_OR_RETURN(SectionView view, ViewSection(context, id, a_case));
    // The sender's case is the sender's to speak of.
    view.names_case = view.row->holder() == context.party();
    views.push_back(std::move(view));
  }
  return views;
}

absl::StatusOr<Answer> GetMessage(Context& context,
                                  const v1::GetMessageRequest& request) {
  ASSIGN_OR_RETURN(
      const FoundMessage message,
      FindSentToo(context, request.name(), v1::ACTION_READ_MESSAGE));
  if (message.hidden()) return message.refusal();
  v1::GetMessageResponse response;
  ASSIGN_OR_RETURN(*response.mutable_header(),
                   HeaderOf(context, message.id, message.row));
  if (message.sent_by_caller) {
    // Where the recipient put it is not the sender's to know.
    response.mutable_header()->clear_case_();
    return About(message.row.subject(), Canonical(response));
  }
  if (message.row.kind() == v1::MESSAGE_KIND_STOP_USE) {
    ASSIGN_OR_RETURN(const std::vector<v1::CategoryDisclosure> allowed,
                     StillAllowed(context, message.row));
    *response.mutable_header()->mutable_still_allowed() = {allowed.begin(),
                                                           allowed.end()};
  }
  ASSIGN_OR_RETURN(std::vector<SectionView> views,
                   ViewMessage(context, message.row));
  Answer answer;
  answer.body = Canonical(response);
  for (const SectionView& view : views) {
    if (view.record.empty()) continue;
    AppendField(v1::GetMessageResponse::kSectionsFieldNumber,
                SectionBytes(context, view), &answer.body);
  }
  answer.subjects = OutcomesOf(std::move(views));
  if (answer.subjects.empty()) {
    answer.subjects = {Named(message.row.subject())};
  }
  return answer;
}

absl::StatusOr<Answer> ListMessages(Context& context,
                                    const v1::ListMessagesRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, kMessageList, request.page_token()));
  if (!context.May(v1::ACTION_READ_MESSAGE)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not read messages");
  }
  ASSIGN_OR_RETURN(const std::vector<IndexEntry> entries,
                   InboxOf(context, after, size + 1));
  v1::ListMessagesResponse response;
  Answer answer;
  for (const IndexEntry& entry : entries) {
    if (response.messages_size() == size) {
      ASSIGN_OR_RETURN(
          *response.mutable_next_page_token(),
          TokenFor(context, kMessageList, entries[size - 1].ordinal));
      break;
    }
    ASSIGN_OR_RETURN(
        const v1::MessageRow& row,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    ASSIGN_OR_RETURN(*response.add_messages(),
                     HeaderOf(context, entry.id, row));
    AddNamed(row.subject(), answer);
  }
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> AcknowledgeMessage(
    Context& context, const v1::AcknowledgeMessageRequest& request) {
  ASSIGN_OR_RETURN(
      const FoundMessage message,
      FindMessage(context, request.name(), v1::ACTION_ACKNOWLEDGE_MESSAGE));
  if (message.hidden()) return message.refusal();
  if (message.row.state() == v1::MESSAGE_STATE_SENT) {
    v1::MessageRow seen = message.row;
    seen.set_state(v1::MESSAGE_STATE_ACKNOWLEDGED);
    WriteStep(context, message.id, message.row, std::move(seen));
  }
  return About(message.row.subject());
}

}  // namespace tasuki::exchange
