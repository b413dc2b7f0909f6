#include "gateway/intake/delivery.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gateway/crypto/sealing.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::intake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// A desk that is there or not, as told.
class FakeDesk final : public Desk {
 public:
  absl::Status Receive(const v1::TakenReport& report) override {
    absl::MutexLock lock(&mutex_);
    ++asked_;
    if (!there_) return absl::UnavailableError("away");
    if (refused_.count(report.name()) != 0) {
      return absl::InvalidArgumentError("refused");
    }
    received_.push_back(report.name());
    return absl::OkStatus();
  }
  void SetThere(bool there) {
    absl::MutexLock lock(&mutex_);
    there_ = there;
  }
  void SetRefused(const std::string& name, bool refused) {
    absl::MutexLock lock(&mutex_);
    if (refused) {
      refused_.insert(name);
    } else {
      refused_.erase(name);
    }
  }
  void WaitForAttempts(int count) {
    const auto asked = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return asked_ >= count;
    };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&asked));
  }
  std::vector<std::string> WaitForReceived(size_t count) {
    const auto done = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return received_.size() >= count;
    };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&done));
    return received_;
  }

 private:
  absl::Mutex mutex_;
  bool there_ ABSL_GUARDED_BY(mutex_) = true;
  int asked_ ABSL_GUARDED_BY(mutex_) = 0;
  std::set<std::string> refused_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> received_ ABSL_GUARDED_BY(mutex_);
};

std::string IdOf(int number) {
  return absl::StrCat("id-", 1000000000000 + number);
}

class DeliveryTest : public ::testing::Test {
 protected:
  DeliveryTest() {
    EXPECT_THAT(Spool::Make(path_, key_, 32), IsOk());
    Open();
  }
  void Open() {
    auto spool = Spool::Open(path_, key_);
    EXPECT_THAT(spool.status(), IsOk());
    spool_ = *std::move(spool);
  }
  void Add(int number) {
    v1::TakenReport report;
    report.set_name(absl::StrCat("reports/", number));
    EXPECT_THAT(
        spool_->Add(IdOf(number), IdOf(number), report.SerializeAsString()),
        IsOk());
  }
  std::unique_ptr<Delivery> Start() {
    Delivery::Options options;
    options.first_pause = options.longest_pause = absl::Milliseconds(1);
    options.alarm = [this](absl::string_view reason) {
      absl::MutexLock lock(&mutex_);
      alarms_.emplace_back(reason);
    };
    return std::make_unique<Delivery>(*spool_, desk_, options);
  }
  std::vector<std::string> alarms() {
    absl::MutexLock lock(&mutex_);
    return alarms_;
  }

  TemporaryDirectory directory_;
  const std::string path_ = (directory_.path() / "spool").string();
  const SpoolKey key_ = SpoolKey::Of(crypto::NewKey());
  std::unique_ptr<Spool> spool_;
  FakeDesk desk_;
  absl::Mutex mutex_;
  std::vector<std::string> alarms_ ABSL_GUARDED_BY(mutex_);
};

TEST_F(DeliveryTest, HandsOnInOrderWhatWaitedWhileTheDeskWasAway) {
  desk_.SetThere(false);
  for (int i = 1; i <= 3; ++i) Add(i);
  const auto delivery = Start();
  desk_.WaitForAttempts(3);
  Add(4);
  delivery->Wake();
  desk_.SetThere(true);
  EXPECT_THAT(desk_.WaitForReceived(4),
              ElementsAre("reports/1", "reports/2", "reports/3", "reports/4"));
  EXPECT_TRUE(delivery->Await(IdOf(4), absl::Minutes(1)));
  EXPECT_THAT(alarms(), Contains(HasSubstr("UNAVAILABLE")));
}

TEST_F(DeliveryTest, OneThatIsRefusedHoldsUpNobodyAndIsNotGivenUp) {
  desk_.SetRefused("reports/1", true);
  Add(1);
  Add(2);
  const auto delivery = Start();
  EXPECT_THAT(desk_.WaitForReceived(1), ElementsAre("reports/2"));
  EXPECT_EQ(spool_->Find(IdOf(1)), Spool::State::kWaiting);
  desk_.SetRefused("reports/1", false);
  EXPECT_THAT(desk_.WaitForReceived(2), ElementsAre("reports/2", "reports/1"));
}

TEST_F(DeliveryTest, WhatIsDeliveredIsNotDeliveredAgainAfterARestart) {
  Add(1);
  {
    const auto delivery = Start();
    EXPECT_TRUE(delivery->Await(IdOf(1), absl::Minutes(1)));
  }
  spool_.reset();
  Open();
  Add(2);
  const auto delivery = Start();
  EXPECT_TRUE(delivery->Await(IdOf(2), absl::Minutes(1)));
  EXPECT_THAT(desk_.WaitForReceived(2), ElementsAre("reports/1", "reports/2"));
}

TEST_F(DeliveryTest, NobodyWaitsForADeskThatIsKnownToBeAway) {
  desk_.SetThere(false);
  Add(1);
  const auto delivery = Start();
  // Would take its minute, and the test with it, if it waited.
  const absl::Time before = absl::Now();
  EXPECT_FALSE(delivery->Await(IdOf(1), absl::Minutes(10)));
  EXPECT_LT(absl::Now() - before, absl::Minutes(5));
}

TEST_F(DeliveryTest, AlarmsSayNothingOfTheReport) {
  v1::TakenReport report;
  report.set_name("reports/marker-of-this-test");
  report.mutable_content()->set_narrative("marker-of-this-test");
  desk_.SetThere(false);
  EXPECT_THAT(spool_->Add(IdOf(1), IdOf(1), report.SerializeAsString()),
              IsOk());
  {
    const auto delivery = Start();
    desk_.WaitForAttempts(2);
  }
  EXPECT_FALSE(alarms().empty());
  EXPECT_THAT(alarms(), Not(Contains(HasSubstr("marker"))));
}

}  // namespace
}  // namespace tasuki::intake
