#ifndef GATEWAY_EXCHANGE_MESSAGES_H_
#define GATEWAY_EXCHANGE_MESSAGES_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/view.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

// A message to, or from, the caller's party, or why it is hidden.
struct FoundMessage {
  std::string id;
  v1::MessageRow row;
  std::optional<v1::RefusalCode> hidden_because;
  bool sent_by_caller = false;

  bool hidden() const { return hidden_because.has_value(); }
  Answer refusal() const { return NotFound(*hidden_because); }
};

// Is it for this person of its recipient: for everybody there, or for this one
// by name? To others there it does not exist.
bool IsFor(const v1::MessageRow& row, const std::string& person);

// Is it the caller's to see: sent by its party, or for the caller?
bool ConcernsCaller(const Context& context, const v1::MessageRow& row);

// A message to the caller's party. INVALID_ARGUMENT: malformed name; `field`
// names the request field.
absl::StatusOr<FoundMessage> FindMessage(Context& context,
                                         const std::string& name,
                                         v1::Action action,
                                         absl::string_view field = "name");
// As above, or from the caller's party.
absl::StatusOr<FoundMessage> FindSentToo(Context& context,
                                         const std::string& name,
                                         v1::Action action);

// Has the request been answered or refused?
bool IsSettled(const v1::MessageRow& request);

// The sections of a message as the caller sees them now: decided between their
// holder and the caller, not between sender and inbox.
absl::StatusOr<std::vector<SectionView>> ViewMessage(Context& context,
                                                     const v1::MessageRow& row);

// Stores a message for its recipient, and what it states; returns its id.
std::string StoreMessage(Context& context, v1::MessageRow row);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_MESSAGES_H_
