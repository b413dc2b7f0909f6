#include "tests/property/messages/model.h"

#include <algorithm>

namespace tasuki::message_model {
namespace {

bool IsSettled(const Message& message) {
  return message.state == v1::MESSAGE_STATE_ANSWERED ||
         message.state == v1::MESSAGE_STATE_ANSWERED_IN_PART ||
         message.state == v1::MESSAGE_STATE_REFUSED;
}

}  // namespace

bool Model::HasExpired(const Message& message, absl::Time now) const {
  if (!message.is_request || IsSettled(message)) return false;
  if (Has(Mistake::kNothingExpires)) return false;
  const absl::Duration later = Has(Mistake::kExpiresASecondLate)
                                   ? absl::Seconds(1)
                                   : absl::ZeroDuration();
  return now >= message.due + later;
}

bool Model::Do(Deed deed, Message& message, absl::Time now) const {
  const bool was_taken = message.state == v1::MESSAGE_STATE_ACCEPTED;
  const bool went_back = message.state == v1::MESSAGE_STATE_RETURNED;
  switch (deed) {
    case Deed::kAcknowledge:
      if (message.state == v1::MESSAGE_STATE_SENT) {
        message.state = v1::MESSAGE_STATE_ACKNOWLEDGED;
      }
      return true;
    case Deed::kAccept:
      if (message.is_request || was_taken ||
          (went_back && !Has(Mistake::kReturnedIsAccepted))) {
        return false;
      }
      message.state = v1::MESSAGE_STATE_ACCEPTED;
      return true;
    case Deed::kReturn:
      if (message.is_request || went_back ||
          (was_taken && !Has(Mistake::kAcceptedGoesBack))) {
        return false;
      }
      message.state = v1::MESSAGE_STATE_RETURNED;
      return true;
    default:
      break;
  }
  if (!message.is_request || HasExpired(message, now) ||
      (IsSettled(message) && !Has(Mistake::kIsSettledTwice))) {
    return false;
  }
  if (deed == Deed::kRefuse) {
    message.state = v1::MESSAGE_STATE_REFUSED;
  } else if (deed == Deed::kAnswer || Has(Mistake::kInPartIsInFull)) {
    message.state = v1::MESSAGE_STATE_ANSWERED;
  } else {
    message.state = v1::MESSAGE_STATE_ANSWERED_IN_PART;
  }
  return true;
}

v1::MessageState Model::StateOf(const Message& message, absl::Time now) const {
  return HasExpired(message, now) ? v1::MESSAGE_STATE_EXPIRED : message.state;
}

bool Model::IsLate(const Message& message, absl::Time now) const {
  if (IsSettled(message)) return false;
  const bool is_new = message.state == v1::MESSAGE_STATE_SENT ||
                      (Has(Mistake::kSeenIsLate) &&
                       message.state == v1::MESSAGE_STATE_ACKNOWLEDGED);
  const bool soon = message.urgent && !Has(Mistake::kUrgentWaitsADay);
  const absl::Time unseen_from =
      message.sent + (soon ? absl::Hours(1) : absl::Hours(24));
  return (is_new && now >= unseen_from) ||
         (message.is_request && now >= message.due);
}

bool Model::IsOpen(const Message& message) const {
  if (message.is_request) return false;
  // All transfers carry the same section: one that did not go back opens it.
  return Has(Mistake::kReturnedStaysOpen) ||
         std::any_of(messages_.begin(), messages_.end(),
                     [](const Message& other) {
                       return !other.is_request &&
                              other.state != v1::MESSAGE_STATE_RETURNED;
                     });
}

}  // namespace tasuki::message_model
