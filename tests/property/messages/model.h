#ifndef TESTS_PROPERTY_MESSAGES_MODEL_H_
#define TESTS_PROPERTY_MESSAGES_MODEL_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tasuki/v1/vocabulary.pb.h"

// What becomes of requests and transfers, said a second time and without a
// store: the words of the field, nothing of the gateway's code.
namespace tasuki::message_model {

enum class Deed {
  kAcknowledge,
  kAccept,
  kReturn,
  kAnswer,
  kAnswerInPart,
  kRefuse,
};
inline constexpr Deed kDeeds[] = {Deed::kAcknowledge,  Deed::kAccept,
                                  Deed::kReturn,       Deed::kAnswer,
                                  Deed::kAnswerInPart, Deed::kRefuse};

// A rule that the model has wrong, to show that the comparison notices.
enum class Mistake {
  kNone,
  kNothingExpires,
  kExpiresASecondLate,
  kIsSettledTwice,
  kAcceptedGoesBack,
  kReturnedIsAccepted,
  kReturnedStaysOpen,
  kInPartIsInFull,
  kUrgentWaitsADay,
  kSeenIsLate,
};

struct Message {
  std::string name;
  bool is_request = false;
  bool urgent = false;
  absl::Time sent, due = absl::InfiniteFuture();
  v1::MessageState state = v1::MESSAGE_STATE_SENT;
};

class Model {
 public:
  explicit Model(Mistake mistake) : mistake_(mistake) {}

  std::vector<Message>& messages() { return messages_; }

  // Does the recipient's deed succeed? If so, it is done.
  bool Do(Deed deed, Message& message, absl::Time now) const;
  v1::MessageState StateOf(const Message& message, absl::Time now) const;
  bool IsLate(const Message& message, absl::Time now) const;
  // Does the recipient read what was sent with it?
  bool IsOpen(const Message& message) const;

 private:
  bool Has(Mistake mistake) const { return mistake_ == mistake; }
  bool HasExpired(const Message& message, absl::Time now) const;

  const Mistake mistake_;
  std::vector<Message> messages_;
};

}  // namespace tasuki::message_model

#endif  // TESTS_PROPERTY_MESSAGES_MODEL_H_
