#ifndef GATEWAY_EXCHANGE_MESSAGE_WAITING_H_
#define GATEWAY_EXCHANGE_MESSAGE_WAITING_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/state.pb.h"

// What waits: a message for somebody to see it, a request for its answer. Each
// is on a list of its sender and on one of its recipient while it does.
namespace tasuki::exchange {

// Is it on the lists: not seen yet, or a request that was not settled?
bool Waits(const v1::MessageRow& row);

// Is it a request that can still be answered?
bool AwaitsAnswer(Reading& state, const v1::MessageRow& row);

// When it is late: a request with a last day after that; what nobody has seen
// after a day, or after an hour if it is urgent.
absl::Time LateFrom(const v1::MessageRow& row);

// Writes the message as it is after a step: when it was first seen, and its
// place on the lists. `before`: as it was.
void WriteStep(Context& context, const std::string& id,
               const v1::MessageRow& before, v1::MessageRow after);

// Puts a new message on the lists.
void PutOnLists(Context& context, const std::string& id,
                const v1::MessageRow& row);
// The recipient's list goes over to another party, as the inbox does.
void MoveToListOf(Context& context, const std::string& id,
                  const std::string& from, const std::string& to);

// Does a request about the subject wait for an answer of the caller's?
absl::StatusOr<bool> IsAskedAbout(Context& context, const std::string& subject);

// Keys of Index::kSentOfParty: what the party sent, and what it was sent.
std::string ListOfSent(const std::string& party);
std::string ListOfReceived(const std::string& party);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_MESSAGE_WAITING_H_
