#ifndef TESTS_GATEWAY_EXCHANGE_REMINDERS_SETTING_H_
#define TESTS_GATEWAY_EXCHANGE_REMINDERS_SETTING_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/reminders.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/passing_ledger.h"
#include "tests/status_matchers.h"

// Whom a message calls that waits too long.
namespace tasuki::exchange {

inline constexpr absl::Duration kSecond = absl::Seconds(1);
inline constexpr absl::Duration kDay = absl::Hours(24);

class Pager : public Notices {
 public:
  void Tell(const Notice& notice) override { heard.push_back(notice); }
  std::vector<Notice> heard;
};

class FailingLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  absl::StatusOr<std::unique_ptr<Snapshot>> Read() override {
    if (fails) return absl::UnavailableError("");
    return next().Read();
  }
  bool fails = false;
};

inline std::string LineOf(const Notice& notice) {
  const char* const why = notice.why == NoticeReason::kLate      ? "LATE "
                          : notice.why == NoticeReason::kDueSoon ? "DUE_SOON "
                                                                 : "URGENT ";
  return absl::StrCat(why, notice.party, " ", notice.person);
}

inline std::string DueSoon(const std::string& party,
                           const std::string& person = "") {
  return absl::StrCat("DUE_SOON ", party, " ", person);
}
inline std::string Late(const std::string& party,
                        const std::string& person = "") {
  return absl::StrCat("LATE ", party, " ", person);
}

// Maternal health asks family support and consults the guidance centre.
class RemindersTest : public ::testing::Test {
 protected:
  RemindersTest() : subject_(Registered(world_, World::Nurse())) {}

  v1::SendMessageRequest Ask(absl::Duration wait) {
    v1::SendMessageRequest ask = RequestTo(kFamily, subject_, v1::CATEGORY_C02);
    ask.set_due_at(absl::ToUnixSeconds(world_.clock().Now() + wait));
    return ask;
  }
  std::string Asked(absl::Duration wait) {
    return Sent(world_, World::Nurse(), Ask(wait));
  }
  // Of one colleague of family support's.
  void AskedByName(absl::Duration wait) {
    v1::SendMessageRequest ask = Ask(wait);
    ask.add_persons(World::Worker().id);
    Sent(world_, World::Nurse(), ask);
  }
  // Asked, and seen at once: late at its last moment only.
  std::string AskedAndSeen(absl::Duration wait) {
    const std::string request = Asked(wait);
    Acknowledge(request);
    return request;
  }
  void Acknowledge(const std::string& message) {
    v1::AcknowledgeMessageRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(message);
    EXPECT_THAT(
        world_
            .Call(World::Worker(), "MessageService/AcknowledgeMessage", request)
            .status,
        IsOk());
  }
  void Refuse(const std::string& message) {
    v1::RefuseRequestRequest refuse;
    *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    refuse.set_name(message);
    refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
    EXPECT_THAT(
        world_.Call(World::Worker(), "MessageService/RefuseRequest", refuse)
            .status,
        IsOk());
  }
  std::string Consultation() {
    v1::SendMessageRequest send = MessageTo(
        kGuidance, v1::MESSAGE_KIND_CONSULTATION, subject_,
        {Confirmed(world_, World::Nurse(), DraftOf(subject_, Pregnancy()))});
    send.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
    return Sent(world_, World::Nurse(), send);
  }
  void Return(const std::string& message) {
    v1::ReturnMessageRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(message);
    request.set_reason("REASON-MARK");
    EXPECT_THAT(
        world_.Call(Officer(), "MessageService/ReturnMessage", request).status,
        IsOk());
  }
  // A review is asked of a colleague at family support, within a day.
  void AskForReview(const World::Person& colleague) {
    v1::MessageRow notice;
    notice.set_kind(v1::MESSAGE_KIND_BREAK_GLASS_NOTICE);
    notice.set_state(v1::MESSAGE_STATE_SENT);
    notice.set_recipient(kFamily);
    notice.set_person(colleague.id);
    notice.set_urgent(true);
    notice.set_sent_at(absl::ToUnixSeconds(world_.clock().Now()));
    notice.set_due_at(absl::ToUnixSeconds(world_.clock().Now() + kDay));
    Transaction sent;
    sent.changes.rows = {{{Table::kMessage, kAbsentId}, Canonical(notice), ""}};
    sent.changes.entries = {
        {{Index::kSentOfParty, ListOfReceived(kFamily)}, kAbsentId}};
    Commit(world_, sent);
  }
  void OnDuty(const World::Person& person, absl::Duration from,
              absl::Duration to) {
    v1::SetDutyRosterRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    v1::DutyEntry& entry = *request.add_entries();
    entry.set_person(person.id);
    entry.set_from(absl::ToUnixSeconds(world_.clock().Now() + from));
    entry.set_to(absl::ToUnixSeconds(world_.clock().Now() + to));
    EXPECT_THAT(
        world_.Call(person, "DirectoryService/SetDutyRoster", request).status,
        IsOk());
  }

  // Writes a row as it is after a change.
  template <typename Row, typename Change>
  void Rewrite(Table table, const std::string& id, const Change& change) {
    Row row;
    {
      const auto snapshot = world_.ledger().Read();
      ASSERT_THAT(snapshot, IsOk());
      const auto found = (*snapshot)->Read({table, id});
      ASSERT_THAT(found, IsOk());
      ASSERT_TRUE(row.ParseFromString((*found)->body));
    }
    change(row);
    Transaction transaction;
    transaction.changes.rows = {{{table, id}, Canonical(row), ""}};
    Commit(world_, transaction);
  }
  void Disable(const std::string& party, bool disabled = true) {
    Rewrite<v1::PartyEntry>(Table::kParty, party, [&](v1::PartyEntry& entry) {
      entry.set_disabled(disabled);
    });
  }
  void DisablePerson(const World::Person& person, bool disabled = true) {
    Rewrite<v1::PersonEntry>(
        Table::kPerson, person.id,
        [&](v1::PersonEntry& entry) { entry.set_disabled(disabled); });
  }

  // What the next round tells, as lines.
  std::vector<std::string> Round() { return RoundOf(reminders_); }
  std::vector<std::string> RoundOf(Reminders& reminders) {
    pager_.heard.clear();
    EXPECT_THAT(reminders.Round(), IsOk());
    std::vector<std::string> lines;
    for (const Notice& notice : pager_.heard) lines.push_back(LineOf(notice));
    return lines;
  }

  World world_;
  Pager pager_;
  FailingLedger ledger_{world_.ledger()};
  Reminders reminders_{ledger_, pager_};
  const std::string subject_;
};

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_REMINDERS_SETTING_H_
