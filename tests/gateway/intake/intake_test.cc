#include "gateway/intake/intake.h"

#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/sealing.h"
#include "gateway/intake/spool_text.h"
#include "tests/manual_clock.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::intake {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AwayDesk final : public Desk {
 public:
  absl::Status Receive(const v1::TakenReport& report) override {
    absl::MutexLock lock(&mutex_);
    last_ = report;
    return there_ ? absl::OkStatus() : absl::UnavailableError("away");
  }
  void Come() {
    absl::MutexLock lock(&mutex_);
    there_ = true;
  }
  v1::TakenReport last() {
    absl::MutexLock lock(&mutex_);
    return last_;
  }

 private:
  absl::Mutex mutex_;
  bool there_ ABSL_GUARDED_BY(mutex_) = false;
  v1::TakenReport last_ ABSL_GUARDED_BY(mutex_);
};

v1::DutyDeskFile Desks() {
  v1::DutyDeskFile desks;
  for (const char* party : {"bodies/wco", "bodies/hokusei-cgc", ""}) {
    v1::DutyDesk& desk = *desks.add_desks();
    desk.set_party(party);
    desk.add_phones()->set_number("189");
  }
  return desks;
}

crypto::Certificate CertificateOf(const std::string& body,
                                  const std::string& system = "desk") {
  crypto::Certificate certificate;
  certificate.der_sha256 = crypto::Sha256(body + system);
  certificate.issuer_sha256 = crypto::Sha256("issuer");
  certificate.serial = "0A";
  certificate.uri_sans = {
      absl::StrCat("spiffe://tasuki.example/body/", body, "/system/", system)};
  return certificate;
}

v1::ReportRequest Request(const std::string& narrative,
                          const std::string& id = "request-1") {
  v1::ReportRequest request;
  request.mutable_content()->set_recipient("bodies/hokusei-cgc");
  request.mutable_content()->set_narrative(narrative);
  request.set_request_id(id);
  return request;
}

class IntakeTest : public ::testing::Test {
 protected:
  IntakeTest() {
    EXPECT_THAT(Spool::Make(path_, key_, 16), IsOk());
    spool_ = *Spool::Open(path_, key_);
    Delivery::Options options;
    options.first_pause = options.longest_pause = absl::Milliseconds(1);
    delivery_ = std::make_unique<Delivery>(*spool_, desk_, options);
    intake_ = std::make_unique<Intake>(*spool_, *delivery_, desks_, clock_,
                                       absl::Minutes(1));
  }
  v1::ReportResponse Take(const v1::ReportRequest& request,
                          const std::string& body = "ob-hospital") {
    return intake_->Take(CertificateOf(body), request, absl::Minutes(1));
  }

  TemporaryDirectory directory_;
  const std::string path_ = (directory_.path() / "spool").string();
  const SpoolKey key_ = SpoolKey::Of(crypto::NewKey());
  const v1::DutyDeskFile desks_ = Desks();
  ManualClock clock_{absl::FromUnixSeconds(1795229600)};
  AwayDesk desk_;
  std::unique_ptr<Spool> spool_;
  std::unique_ptr<Delivery> delivery_;
  std::unique_ptr<Intake> intake_;
};

TEST_F(IntakeTest, WithoutAGatewayAReportIsQueuedAndTheDeskIsToBePhoned) {
  const v1::ReportResponse response = Take(Request("泣き声"));
  EXPECT_EQ(response.state(), v1::REPORT_STATE_QUEUED_FOR_HUMAN);
  EXPECT_THAT(response.report(), StartsWith("reports/"));
  ASSERT_EQ(response.desks_size(), 3);
  EXPECT_EQ(response.desks(0).party(), "bodies/hokusei-cgc");
  EXPECT_EQ(response.desks(0).phones(0).number(), "189");
  EXPECT_FALSE(response.message_ja().empty());
  EXPECT_FALSE(response.message_en().empty());
}

TEST_F(IntakeTest, WithAGatewayItIsReceivedWithWhoSentIt) {
  desk_.Come();
  const v1::ReportResponse response = Take(Request("泣き声"));
  EXPECT_EQ(response.state(), v1::REPORT_STATE_RECEIVED);
  EXPECT_EQ(response.desks_size(), 3);
  const v1::TakenReport taken = desk_.last();
  EXPECT_EQ(taken.name(), response.report());
  EXPECT_EQ(taken.sender(),
            "spiffe://tasuki.example/body/ob-hospital/system/desk");
  EXPECT_EQ(taken.certificate_sha256(), crypto::Sha256("ob-hospitaldesk"));
  EXPECT_EQ(taken.serial(), "0A");
  EXPECT_EQ(taken.content().narrative(), "泣き声");
  EXPECT_EQ(taken.taken_in_at(), 1795229600);
}

TEST_F(IntakeTest, CheckFollowsAReport) {
  v1::CheckReportRequest check;
  check.set_name(Take(Request("泣き声")).report());
  EXPECT_EQ(intake_->Check(check).state(), v1::REPORT_STATE_QUEUED_FOR_HUMAN);
  desk_.Come();
  // In order: once this one is received, so is the first.
  while (Take(Request("もう一つ", "request-2")).state() !=
         v1::REPORT_STATE_RECEIVED) {
  }
  EXPECT_EQ(intake_->Check(check).state(), v1::REPORT_STATE_RECEIVED);
  check.set_name("reports/00000000000000000000000000");
  EXPECT_EQ(intake_->Check(check).state(), v1::REPORT_STATE_NOT_TAKEN);
  check.set_name("not a name");
  EXPECT_EQ(intake_->Check(check).state(), v1::REPORT_STATE_NOT_TAKEN);
  EXPECT_EQ(intake_->Check(check).desks_size(), 3);
}

TEST_F(IntakeTest, TheSameReportIsOneAndAnyOtherIsAnother) {
  const std::string first = Take(Request("泣き声")).report();
  EXPECT_EQ(Take(Request("泣き声")).report(), first);
  EXPECT_EQ(spool_->counts().waiting, 1);
  // The same number by mistake for other words, or of another partner.
  EXPECT_NE(Take(Request("あざ")).report(), first);
  EXPECT_NE(Take(Request("泣き声"), "sos-npo").report(), first);
  EXPECT_NE(Take(Request("泣き声", "request-2")).report(), first);
  EXPECT_EQ(spool_->counts().waiting, 4);
}

TEST_F(IntakeTest, WithoutARequestIdEachIsNew) {
  EXPECT_NE(Take(Request("泣き声", "")).report(),
            Take(Request("泣き声", "")).report());
}

TEST_F(IntakeTest, NothingInItIsAReasonToRefuseIt) {
  v1::ReportRequest empty;
  EXPECT_EQ(Take(empty).state(), v1::REPORT_STATE_QUEUED_FOR_HUMAN);
  v1::ReportRequest odd = Request("内密出産 氏名：山田 花子", "x");
  odd.mutable_content()->set_recipient("not a party");
  odd.mutable_content()->set_kind(static_cast<v1::ReportKind>(99));
  odd.mutable_content()->set_case_("not a case");
  EXPECT_EQ(Take(odd).state(), v1::REPORT_STATE_QUEUED_FOR_HUMAN);
}

TEST_F(IntakeTest, WhatCannotBeTakenIsSaidToBeSoWithTheNumbers) {
  const v1::ReportResponse large =
      Take(Request(std::string(Intake::kMostContent, 'x')));
  EXPECT_EQ(large.state(), v1::REPORT_STATE_NOT_TAKEN);
  EXPECT_EQ(large.report(), "");
  EXPECT_EQ(large.desks_size(), 3);
  for (int i = 0; i < 16; ++i) {
    EXPECT_EQ(Take(Request("満杯"), absl::StrCat("body-", i)).state(),
              v1::REPORT_STATE_QUEUED_FOR_HUMAN);
  }
  const v1::ReportResponse full = Take(Request("満杯"), "body-16");
  EXPECT_EQ(full.state(), v1::REPORT_STATE_NOT_TAKEN);
  EXPECT_EQ(full.desks_size(), 3);
  EXPECT_THAT(full.message_ja(), HasSubstr("届いていません"));
}

TEST_F(IntakeTest, AHumanReadsWhatWaitsWithoutAGateway) {
  v1::ReportRequest request = Request("泣き声\x1b[2J\nあざ");
  request.mutable_content()->mutable_reporter()->set_phone("059-1");
  request.mutable_content()->add_persons()->set_name("対象児A");
  const std::string name = Take(request).report();
  const auto reader = Spool::Open(path_, key_, SpoolFile::Use::kReadOnly);
  const std::string page = WaitingReports(**reader);
  for (const std::string& part :
       {name, std::string("泣き声"), std::string("あざ"), std::string("059-1"),
        std::string("対象児A"), std::string("1 reports waiting"),
        std::string("2026-11-2")}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
  // What somebody wrote does not steer the reader's terminal.
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace tasuki::intake
