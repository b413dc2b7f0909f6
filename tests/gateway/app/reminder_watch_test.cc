#include "gateway/app/reminder_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gateway/app/notice_file.h"
#include "gateway/store/store.h"
#include "tests/files.h"
#include "tests/gateway/app/waiting_message.h"
#include "tests/manual_clock.h"
#include "tests/passing_ledger.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::app {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Pager : public exchange::Notices {
 public:
  void Tell(const exchange::Notice& notice) override {
    heard.push_back(notice);
    if (!told.HasBeenNotified()) told.Notify();
  }
  std::vector<exchange::Notice> heard;
  absl::Notification told;
};

class FailingLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  absl::StatusOr<std::unique_ptr<exchange::Snapshot>> Read() override {
    ++reads;
    if (fails) return absl::DataLossError("SENTINEL");
    return next().Read();
  }
  int reads = 0;
  bool fails = false;
};

// A store with one message that the gateway sent to a party.
class ReminderWatchTest : public ::testing::Test {
 protected:
  ReminderWatchTest() {
    store::StoreOptions options;
    options.directory = (folder_.path() / "data").string();
    options.origin = "localhost/test/audit/1";
    options.clock = &clock_;
    auto store = store::Store::Create(options);
    CHECK(store.ok());
    store_ = *std::move(store);
    ledger_ = std::make_unique<FailingLedger>(store_->ledger());
    EnterWaitingMessage(store_->ledger(), clock_.Now());
  }

  std::unique_ptr<ReminderWatch> NewWatch(exchange::Notices& notices) {
    return std::make_unique<ReminderWatch>(
        *ledger_, notices, [this](absl::string_view reason) {
          alarms_.emplace_back(std::string(reason));
        });
  }

  TemporaryDirectory folder_;
  ManualClock clock_{absl::FromUnixSeconds(1795229600)};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<FailingLedger> ledger_;
  Pager pager_;
  std::vector<std::string> alarms_;
};

TEST_F(ReminderWatchTest, ARoundIsRunAtOnceAndThenEachMinuteOfTheClock) {
  const auto watch = NewWatch(pager_);
  watch->LookNow();
  EXPECT_EQ(ledger_->reads, 1);
  clock_.Advance(absl::Seconds(59));
  watch->LookNow();
  EXPECT_EQ(ledger_->reads, 1);
  clock_.Advance(absl::Seconds(1));
  watch->LookNow();
  watch->LookNow();
  EXPECT_EQ(ledger_->reads, 2);
  EXPECT_THAT(pager_.heard, IsEmpty());
  clock_.Advance(absl::Hours(24));
  watch->LookNow();
  EXPECT_THAT(pager_.heard, SizeIs(1));
  EXPECT_THAT(alarms_, IsEmpty());
}

TEST_F(ReminderWatchTest, WhatIsLateIsALineOfTheFile) {
  const std::string path = (folder_.path() / "notices").string();
  clock_.Advance(absl::Hours(25));
  {
    NoticeFile file(path, [](absl::string_view) { ADD_FAILURE(); });
    NewWatch(file)->LookNow();
  }
  EXPECT_EQ(ReadFile(path),
            R"({"party":"bodies/sample-nursery","person":"",)"
            R"("message":"messages/aaaaaaaaaaaaaaaaaaaaaaaaaa",)"
            R"("why":"LATE","time":"2026-11-22T02:53:20Z"})"
            "\n");
}

// An alarm each minute while nothing can be read; then everything is told.
TEST_F(ReminderWatchTest, ARoundThatFailsIsAnAlarmAndIsMadeUpFor) {
  const auto watch = NewWatch(pager_);
  watch->LookNow();
  ledger_->fails = true;
  clock_.Advance(absl::Hours(24));
  watch->LookNow();
  watch->LookNow();
  ASSERT_THAT(alarms_, SizeIs(1));
  EXPECT_THAT(alarms_[0], HasSubstr("DATA_LOSS"));
  EXPECT_THAT(alarms_[0], ::testing::Not(HasSubstr("SENTINEL")));
  clock_.Advance(ReminderWatch::kEvery);
  watch->LookNow();
  EXPECT_THAT(alarms_, SizeIs(2));
  ledger_->fails = false;
  clock_.Advance(ReminderWatch::kEvery);
  watch->LookNow();
  EXPECT_THAT(alarms_, SizeIs(2));
  EXPECT_THAT(pager_.heard, SizeIs(1));
}

TEST_F(ReminderWatchTest, TheThreadLooksAtOnceAndEndsWithoutWaiting) {
  clock_.Advance(absl::Hours(24));
  auto watch = NewWatch(pager_);
  watch->Watch(absl::InfiniteDuration());
  pager_.told.WaitForNotification();
  watch.reset();
  EXPECT_THAT(pager_.heard, SizeIs(1));
}

}  // namespace
}  // namespace tasuki::app
