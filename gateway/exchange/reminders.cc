#include "gateway/exchange/reminders.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/attachments.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/duty.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/reading.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr absl::Duration kSoon = absl::Hours(24);
constexpr int kPage = 10000;

// What a round speaks of: moments after `after`, or any moment of what was
// entered after `seen`; none after `until`.
struct Window {
  absl::Time after, until;
  int64_t seen;
};

struct Reminded {
  std::vector<Notice> notices;
  int64_t seen;
};

// What there is to tell one party.
class PartyRound {
 public:
  // All of them outlive it.
  PartyRound(const Snapshot& snapshot, const v1::PartyEntry& party,
             const Window& window, Reminded& reminded)
      : state_(snapshot, window.until),
        party_(party),
        window_(window),
        reminded_(reminded) {}

  absl::Status Look() {
    RETURN_IF_ERROR(Walk(ListOfReceived(party_.name()), &PartyRound::Received));
    return Walk(ListOfSent(party_.name()), &PartyRound::Sent);
  }

 private:
  using Step = absl::Status (PartyRound::*)(const IndexEntry&,
                                            const v1::MessageRow&);

  absl::Status Walk(const std::string& list, Step step) {
    int64_t last = 0;
    size_t length = kPage;
    while (length == kPage) {
      ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                       state_.List(Index::kSentOfParty, list, last, kPage));
      for (const IndexEntry& entry : entries) {
        ASSIGN_OR_RETURN(const v1::MessageRow& row,
                         state_.Get<v1::MessageRow>(Table::kMessage, entry.id));
        if (Waits(row)) RETURN_IF_ERROR((this->*step)(entry, row));
        last = entry.ordinal;
      }
      length = entries.size();
    }
    reminded_.seen = std::max(reminded_.seen, last);
    return absl::OkStatus();
  }

  absl::Status Received(const IndexEntry& entry, const v1::MessageRow& row) {
    const absl::Time due = absl::FromUnixSeconds(row.due_at());
    const bool due_soon = row.due_at() != 0 && IsNew(entry, due - kSoon) &&
                          AwaitsAnswer(state_, row);
    const bool late = IsNew(entry, LateFrom(row));
    if (!due_soon && !late) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::vector<std::string> persons, Called(row));
    for (const std::string& person : persons) {
      if (due_soon) Add(NoticeReason::kDueSoon, person, entry, due);
      if (late) Add(NoticeReason::kLate, person, entry, LateFrom(row));
    }
    return absl::OkStatus();
  }

  absl::Status Sent(const IndexEntry& entry, const v1::MessageRow& row) {
    if (!IsNew(entry, LateFrom(row))) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::string person,
                     PersonOnDuty(state_, party_.name()));
    Add(NoticeReason::kLate, person, entry, LateFrom(row));
    return absl::OkStatus();
  }

  bool IsNew(const IndexEntry& entry, absl::Time moment) const {
    return moment <= window_.until &&
           (moment > window_.after || entry.ordinal > window_.seen);
  }

  // Whom to call of its recipient. Whom a message does not name must not learn
  // of it, so nobody is called in the place of who is named.
  absl::StatusOr<std::vector<std::string>> Called(const v1::MessageRow& row) {
    std::vector<std::string> persons;
    for (const std::string& person : row.persons()) {
      ASSIGN_OR_RETURN(const bool there, WorkThere(state_, {party_, {person}}));
      if (there) persons.push_back(person);
    }
    if (!row.persons().empty()) return persons;
    // The colleague who is to review; of what was urgent `person` is only who
    // was on duty then.
    if (row.kind() == v1::MESSAGE_KIND_BREAK_GLASS_NOTICE) {
      ASSIGN_OR_RETURN(const bool there,
                       WorkThere(state_, {party_, {row.person()}}));
      if (there) return std::vector<std::string>{row.person()};
    }
    ASSIGN_OR_RETURN(std::string on_duty, PersonOnDuty(state_, party_.name()));
    persons.push_back(std::move(on_duty));
    return persons;
  }

  void Add(NoticeReason why, const std::string& person, const IndexEntry& entry,
           absl::Time at) {
    reminded_.notices.push_back({.why = why,
                                 .party = party_.name(),
                                 .person = person,
                                 .message = ResourceName("messages", entry.id),
                                 .at = at});
  }

  Reading state_;
  const v1::PartyEntry& party_;
  const Window& window_;
  Reminded& reminded_;
};

// Of all parties that can be called: who is disabled reads nothing.
absl::StatusOr<Reminded> FindReminders(const Snapshot& snapshot,
                                       const Window& window) {
  Reading directory(snapshot, window.until);
  Reminded reminded{.notices = {}, .seen = window.seen};
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   directory.List(Index::kParties, ""));
  for (const IndexEntry& entry : parties) {
    ASSIGN_OR_RETURN(const Found<v1::PartyEntry> party,
                     FindEnabledParty(directory, entry.id));
    if (!party.has_value()) continue;
    // A reading for each, so that no more than one party's rows are held.
    RETURN_IF_ERROR(PartyRound(snapshot, *party, window, reminded).Look());
  }
  return reminded;
}

}  // namespace

absl::Status Reminders::Round() {
  const Window window{.after = until_, .until = ledger_.Now(), .seen = seen_};
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, ledger_.Read());
  ASSIGN_OR_RETURN(const Reminded reminded, FindReminders(*snapshot, window));
  for (const Notice& notice : reminded.notices) notices_.Tell(notice);
  until_ = window.until;
  seen_ = reminded.seen;
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
