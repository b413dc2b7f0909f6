#include "gateway/exchange/reminders.h"

#include <algorithm>
#include <map>
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

// What there is to tell one party: moments after those it was told of, or any
// moment of what was entered since; none after now.
class PartyRound {
 public:
  // All of them outlive it.
  PartyRound(const Snapshot& snapshot, absl::Time now,
             const v1::PartyEntry& party, const ToldParty& before,
             std::vector<Notice>& notices)
      : state_(snapshot, now),
        now_(now),
        party_(party),
        before_(before),
        notices_(notices),
        after_{.until = now, .seen = before.seen} {}

  // How far it is told with this.
  absl::StatusOr<ToldParty> Look() {
    RETURN_IF_ERROR(Walk(ListOfReceived(party_.name()), &PartyRound::Received));
    RETURN_IF_ERROR(Walk(ListOfSent(party_.name()), &PartyRound::Sent));
    return std::move(after_);
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
    after_.seen = std::max(after_.seen, last);
    return absl::OkStatus();
  }

  // Until when the party was told of it.
  absl::Time ToldUntil(const IndexEntry& entry) const {
    return entry.ordinal > before_.seen ? absl::InfinitePast() : before_.until;
  }

  // What there is to say of one message that has become so after a moment.
  struct News {
    bool due_soon = false, late = false;
    bool any() const { return due_soon || late; }
  };
  News NewsSince(absl::Time since, const v1::MessageRow& row) {
    const auto is_news = [&](absl::Time moment) {
      return since < moment && moment <= now_;
    };
    const absl::Time due = absl::FromUnixSeconds(row.due_at());
    return {.due_soon = row.due_at() != 0 && is_news(due - kSoon) &&
                        AwaitsAnswer(state_, row),
            .late = is_news(LateFrom(row))};
  }

  absl::Status Received(const IndexEntry& entry, const v1::MessageRow& row) {
    if (!row.persons().empty()) return ReceivedByName(entry, row);
    const News news = NewsSince(ToldUntil(entry), row);
    if (!news.any()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::string person, Called(row));
    Add(news, person, entry, row);
    return absl::OkStatus();
  }

  // Whom a message does not name must not learn of it, so nobody is called in
  // the place of who is named; they are told when they are back.
  absl::Status ReceivedByName(const IndexEntry& entry,
                              const v1::MessageRow& row) {
    for (const std::string& person : row.persons()) {
      const auto missed = before_.missed.find({entry.id, person});
      const bool was_there = missed == before_.missed.end();
      const absl::Time since = was_there ? ToldUntil(entry) : missed->second;
      const News news = NewsSince(since, row);
      if (was_there && !news.any()) continue;
      ASSIGN_OR_RETURN(const bool there, WorkThere(state_, {party_, {person}}));
      if (there) {
        Add(news, person, entry, row);
      } else {
        after_.missed[{entry.id, person}] = since;
      }
    }
    return absl::OkStatus();
  }

  absl::Status Sent(const IndexEntry& entry, const v1::MessageRow& row) {
    News news = NewsSince(ToldUntil(entry), row);
    news.due_soon = false;
    if (!news.late) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::string person,
                     PersonOnDuty(state_, party_.name()));
    Add(news, person, entry, row);
    return absl::OkStatus();
  }

  // Whom to call of its recipient: the colleague who is to review, or whoever
  // is on duty if they are away, since the review has to happen and all of the
  // party read the notice; of what was urgent `person` is only who was on duty
  // then.
  absl::StatusOr<std::string> Called(const v1::MessageRow& row) {
    if (row.kind() == v1::MESSAGE_KIND_BREAK_GLASS_NOTICE) {
      ASSIGN_OR_RETURN(const bool there,
                       WorkThere(state_, {party_, {row.person()}}));
      if (there) return row.person();
    }
    return PersonOnDuty(state_, party_.name());
  }

  void Add(const News& news, const std::string& person, const IndexEntry& entry,
           const v1::MessageRow& row) {
    const auto add = [&](NoticeReason why, absl::Time at) {
      notices_.push_back({.why = why,
                          .party = party_.name(),
                          .person = person,
                          .message = ResourceName("messages", entry.id),
                          .at = at});
    };
    if (news.due_soon) {
      add(NoticeReason::kDueSoon, absl::FromUnixSeconds(row.due_at()));
    }
    if (news.late) add(NoticeReason::kLate, LateFrom(row));
  }

  Reading state_;
  const absl::Time now_;
  const v1::PartyEntry& party_;
  const ToldParty& before_;
  std::vector<Notice>& notices_;
  ToldParty after_;
};

// Of all parties that can be called: who is disabled reads nothing, and is told
// later on.
absl::StatusOr<std::vector<Notice>> FindReminders(
    const Snapshot& snapshot, absl::Time now,
    std::map<std::string, ToldParty>& told) {
  Reading directory(snapshot, now);
  std::vector<Notice> notices;
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   directory.List(Index::kParties, ""));
  for (const IndexEntry& entry : parties) {
    ASSIGN_OR_RETURN(const Found<v1::PartyEntry> party,
                     FindEnabledParty(directory, entry.id));
    if (!party.has_value()) continue;
    ToldParty& so_far = told[entry.id];
    // A reading for each, so that no more than one party's rows are held.
    ASSIGN_OR_RETURN(so_far,
                     PartyRound(snapshot, now, *party, so_far, notices).Look());
  }
  return notices;
}

}  // namespace

absl::Status Reminders::Round() {
  const absl::Time now = ledger_.Now();
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, ledger_.Read());
  std::map<std::string, ToldParty> told = told_;
  ASSIGN_OR_RETURN(const std::vector<Notice> notices,
                   FindReminders(*snapshot, now, told));
  for (const Notice& notice : notices) notices_.Tell(notice);
  told_ = std::move(told);
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
