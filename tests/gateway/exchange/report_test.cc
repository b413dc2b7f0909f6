#include <gmock/gmock.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/id.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tasuki/v1/report_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kCgc[] = "bodies/hokusei-cgc";
constexpr char kHospitalUri[] =
    "spiffe://tasuki.example/body/ob-hospital/system/desk";

World::Person Officer() { return World::Officer(); }
World::Person CgcWorker() { return {"p-cwo-1", kCgc, v1::ROLE_CWO}; }
World::Person Director() {
  return {"p-cgc-director-1", kCgc, v1::ROLE_CGC_DIR};
}
World::Person Hospital() {
  return {"p-msw-1", "bodies/ob-hospital", v1::ROLE_MSW};
}

class ReportTest : public ::testing::Test {
 protected:
  static v1::TakenReport Report(const std::string& recipient = kCgc) {
    v1::TakenReport report;
    report.set_name(ResourceName("reports", NewId()));
    report.set_sender(kHospitalUri);
    report.set_certificate_sha256(crypto::Sha256("the hospital's"));
    report.set_issuer_sha256(crypto::Sha256("issuer"));
    report.set_serial("0B");
    report.set_taken_in_at(1795229000);
    report.mutable_content()->set_recipient(recipient);
    report.mutable_content()->set_kind(v1::REPORT_KIND_CAPA_6);
    report.mutable_content()->set_narrative("marker-narrative");
    return report;
  }

  Release Send(const std::string& method, Credentials credentials,
               const google::protobuf::Message& request) {
    std::promise<Release> promise;
    world_.exchange().Handle(
        method, credentials, request.SerializeAsString(),
        [&](Release release) { promise.set_value(std::move(release)); });
    return promise.get_future().get();
  }

  Credentials Intake() {
    Credentials credentials = world_.CredentialsOf(World::Officer());
    auto certificate = *credentials.certificate;
    certificate.uri_sans = {
        "spiffe://tasuki.example/body/operator/system/intake"};
    credentials.certificate =
        std::make_shared<crypto::Certificate>(certificate);
    credentials.claims.reset();
    return credentials;
  }

  Release Deliver(const v1::TakenReport& report) {
    v1::DeliverReportRequest request;
    *request.mutable_report() = report;
    request.set_request_id(report.name().substr(8));
    return Send("/tasuki.v1.ReportService/DeliverReport", Intake(), request);
  }

  v1::ListReportsResponse List(const World::Person& person,
                               bool waiting_only = false) {
    v1::ListReportsRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
    request.set_waiting_only(waiting_only);
    return world_.Ask<v1::ListReportsResponse>(
        person, "ReportService/ListReports", request);
  }
  std::vector<std::string> Names(const World::Person& person,
                                 bool waiting_only = false) {
    std::vector<std::string> names;
    const v1::ListReportsResponse desk = List(person, waiting_only);
    for (const auto& header : desk.reports()) {
      names.push_back(header.name());
    }
    return names;
  }
  v1::GetReportResponse Get(const World::Person& person,
                            const std::string& name) {
    v1::GetReportRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
    request.set_name(name);
    return world_.Ask<v1::GetReportResponse>(person, "ReportService/GetReport",
                                             request);
  }
  absl::Status Take(const World::Person& person, const std::string& name) {
    v1::TakeReportRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
    request.set_name(name);
    request.set_request_id(world_.FreshId());
    return world_.Call(person, "ReportService/TakeReport", request).status;
  }
  v1::ReportHeader HeaderAfter(const v1::TakenReport& report,
                               const World::Person& reader) {
    EXPECT_THAT(Deliver(report).status, IsOk());
    return Get(reader, report.name()).header();
  }

  World world_;
};

TEST_F(ReportTest, LiesOnTheAddressedDeskUntilSomebodyTakesIt) {
  const v1::TakenReport first = Report(), second = Report();
  EXPECT_THAT(Deliver(first).status, IsOk());
  EXPECT_THAT(Deliver(second).status, IsOk());
  EXPECT_THAT(Names(CgcWorker()), ElementsAre(first.name(), second.name()));
  EXPECT_THAT(Take(CgcWorker(), first.name()), IsOk());
  EXPECT_THAT(Names(CgcWorker()), ElementsAre(first.name(), second.name()));
  EXPECT_THAT(Names(CgcWorker(), true), ElementsAre(second.name()));
  const v1::ListReportsResponse desk = List(CgcWorker());
  const v1::ReportHeader& taken = desk.reports(0);
  EXPECT_EQ(taken.state(), v1::REPORT_STATE_TAKEN);
  EXPECT_EQ(taken.taken_by(), "p-cwo-1");
  EXPECT_EQ(taken.taken_in_at(), 1795229000);
  EXPECT_GT(taken.taken_at(), 0);
  EXPECT_EQ(List(CgcWorker()).reports(1).state(), v1::REPORT_STATE_RECEIVED);
}

TEST_F(ReportTest, IsReadWholeAtTheDeskAndNowhereElse) {
  const v1::TakenReport report = Report();
  EXPECT_THAT(Deliver(report).status, IsOk());
  const v1::GetReportResponse read = Get(CgcWorker(), report.name());
  EXPECT_EQ(read.content().SerializeAsString(),
            report.content().SerializeAsString());
  EXPECT_EQ(read.sender(), "bodies/ob-hospital");
  for (const World::Person& other :
       {World::Npo(), World::Worker(), World::Nurse(), Officer()}) {
    EXPECT_EQ(Get(other, report.name()).ByteSizeLong(), 0u) << other.id;
    EXPECT_THAT(world_.last_status(), StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(Take(other, report.name()),
                StatusIs(absl::StatusCode::kNotFound));
  }
  EXPECT_THAT(Names(World::Worker()), IsEmpty());
  List(World::Npo());
  EXPECT_THAT(world_.last_status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(ReportTest, ItsSenderLearnsThatSomebodyTookItAndNoMore) {
  const v1::TakenReport report = Report();
  EXPECT_THAT(Deliver(report).status, IsOk());
  EXPECT_THAT(Take(CgcWorker(), report.name()), IsOk());
  const v1::GetReportResponse read = Get(Hospital(), report.name());
  EXPECT_EQ(read.header().state(), v1::REPORT_STATE_TAKEN);
  EXPECT_EQ(read.header().taken_by(), "");
  EXPECT_EQ(read.header().standing(), v1::SENDER_STANDING_UNSPECIFIED);
  EXPECT_FALSE(read.has_content());
  EXPECT_THAT(Take(Hospital(), report.name()),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(ReportTest, DeliveredTwiceIsReceivedOnce) {
  const v1::TakenReport report = Report();
  const Release first = Deliver(report), again = Deliver(report);
  EXPECT_THAT(again.status, IsOk());
  EXPECT_THAT(Names(CgcWorker()), ElementsAre(report.name()));
  // Taken in once more, since its place in the spool had been used again.
  v1::TakenReport later = report;
  later.set_taken_in_at(1795229999);
  EXPECT_THAT(Deliver(later).status,
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Get(CgcWorker(), report.name()).header().taken_in_at(), 1795229000);
}

TEST_F(ReportTest, OneTakesItAndTheOtherIsToldSo) {
  const v1::TakenReport report = Report();
  EXPECT_THAT(Deliver(report).status, IsOk());
  EXPECT_THAT(Take(CgcWorker(), report.name()), IsOk());
  EXPECT_THAT(Take(CgcWorker(), report.name()), IsOk());
  EXPECT_THAT(Take({"p-cpsy-1", kCgc, v1::ROLE_CPSY}, report.name()),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Get(CgcWorker(), report.name()).header().taken_by(), "p-cwo-1");
}

TEST_F(ReportTest, WithoutADeskOfThatNameTheCoordinatingBodyGetsIt) {
  for (const char* recipient :
       {"", "not a name", "bodies/nobody", "bodies/sample-nursery"}) {
    const v1::ReportHeader header =
        HeaderAfter(Report(recipient), World::Worker());
    EXPECT_EQ(header.recipient(), kFamily) << recipient;
    EXPECT_TRUE(header.readdressed()) << recipient;
  }
  EXPECT_FALSE(HeaderAfter(Report(kCgc), CgcWorker()).readdressed());
}

TEST_F(ReportTest, GoesOnToAnotherDeskWhereThePartyIsDisabled) {
  const v1::TakenReport waiting = Report(), taken = Report();
  EXPECT_THAT(Deliver(waiting).status, IsOk());
  EXPECT_THAT(Deliver(taken).status, IsOk());
  EXPECT_THAT(Take(CgcWorker(), taken.name()), IsOk());
  v1::DisablePartyRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_name(kCgc);
  disable.set_request_id(world_.FreshId());
  EXPECT_THAT(
      world_.Call(Officer(), "DirectoryService/DisableParty", disable).status,
      IsOk());
  EXPECT_THAT(Names(World::Worker()), ElementsAre(waiting.name()));
  // So does the next one for it.
  EXPECT_EQ(HeaderAfter(Report(kCgc), World::Worker()).recipient(), kFamily);
}

TEST_F(ReportTest, WhoSentItIsRemarkedOnAndNeverRefused) {
  const auto standing = [&](const std::string& sender) {
    v1::TakenReport report = Report();
    report.set_sender(sender);
    return HeaderAfter(report, CgcWorker()).standing();
  };
  EXPECT_EQ(standing(kHospitalUri), v1::SENDER_STANDING_KNOWN);
  EXPECT_EQ(standing("spiffe://tasuki.example/body/ob-hospital/staff/p-msw-1"),
            v1::SENDER_STANDING_KNOWN);
  EXPECT_EQ(standing("spiffe://tasuki.example/body/ob-hospital/system/new"),
            v1::SENDER_STANDING_UNKNOWN);
  EXPECT_EQ(standing("spiffe://other.example/body/ob-hospital/system/desk"),
            v1::SENDER_STANDING_UNKNOWN);
  EXPECT_EQ(standing("anything"), v1::SENDER_STANDING_UNKNOWN);

  v1::RevokeCertificateRequest revoke;
  *revoke.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  revoke.set_certificate_sha256(crypto::Sha256("the hospital's"));
  revoke.set_request_id(world_.FreshId());
  EXPECT_THAT(
      world_.Call(Officer(), "DirectoryService/RevokeCertificate", revoke)
          .status,
      IsOk());
  EXPECT_EQ(standing(kHospitalUri), v1::SENDER_STANDING_REVOKED);

  v1::TakenReport report = Report();
  report.set_certificate_sha256(crypto::Sha256("another one"));
  v1::DisablePartyRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_name("bodies/ob-hospital");
  disable.set_request_id(world_.FreshId());
  EXPECT_THAT(
      world_.Call(Officer(), "DirectoryService/DisableParty", disable).status,
      IsOk());
  EXPECT_EQ(HeaderAfter(report, CgcWorker()).standing(),
            v1::SENDER_STANDING_DISABLED);
}

TEST_F(ReportTest, ASuspectedSealedNameIsForTheFewAndStopsNothing) {
  v1::TakenReport report = Report();
  report.mutable_content()->set_confidential_birth(true);
  report.mutable_content()->set_narrative("出産した人の氏名：山田 花子");
  EXPECT_THAT(Deliver(report).status, IsOk());
  // Everybody at the desk sees that it is there.
  ASSERT_THAT(Names(CgcWorker()), ElementsAre(report.name()));
  EXPECT_TRUE(List(CgcWorker()).reports(0).sealed());
  EXPECT_FALSE(Get(CgcWorker(), report.name()).has_content());
  EXPECT_THAT(Take(CgcWorker(), report.name()),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Get(Director(), report.name()).content().narrative(),
            report.content().narrative());
  EXPECT_THAT(Take(Director(), report.name()), IsOk());
}

TEST_F(ReportTest, OnlyWhatSpeaksOfAConfidentialBirthAndNamesIsSealed) {
  const auto sealed = [&](bool marked, const std::string& narrative,
                          const std::string& name) {
    v1::TakenReport report = Report();
    report.mutable_content()->set_confidential_birth(marked);
    report.mutable_content()->set_narrative(narrative);
    if (!name.empty()) report.mutable_content()->add_persons()->set_name(name);
    return HeaderAfter(report, Director()).sealed();
  };
  EXPECT_FALSE(sealed(false, "氏名：山田 花子、顔にあざ", "山田 太郎"));
  EXPECT_FALSE(sealed(true, "新生児を保護してほしい", ""));
  EXPECT_TRUE(sealed(true, "氏名：山田 花子", ""));
  EXPECT_TRUE(sealed(true, "新生児を保護してほしい", "山田 花子"));
  EXPECT_TRUE(sealed(false, "内密出産。氏名：山田 花子", ""));
}

TEST_F(ReportTest, NobodyButTheIntakeDeliversAndItDoesNothingElse) {
  v1::DeliverReportRequest request;
  *request.mutable_report() = Report();
  request.set_request_id(world_.FreshId());
  const std::string deliver = "/tasuki.v1.ReportService/DeliverReport";
  for (const World::Person& person :
       {CgcWorker(), World::Npo(), World::Officer()}) {
    Credentials credentials = world_.CredentialsOf(person);
    EXPECT_THAT(Send(deliver, credentials, request).status,
                StatusIs(absl::StatusCode::kUnauthenticated));
    credentials.claims.reset();
    EXPECT_THAT(Send(deliver, credentials, request).status,
                StatusIs(absl::StatusCode::kUnauthenticated));
  }
  v1::ListReportsRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  const std::string lists = "/tasuki.v1.ReportService/ListReports";
  EXPECT_THAT(Send(lists, Intake(), list).status,
              StatusIs(absl::StatusCode::kUnauthenticated));
  // Not even with somebody's assertion.
  Credentials borrowed = Intake();
  borrowed.claims = world_.CredentialsOf(World::Officer()).claims;
  EXPECT_THAT(Send(lists, borrowed, list).status,
              StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(ReportTest, TheLogHasItsNameAndNeitherSenderNorWords) {
  const v1::TakenReport report = Report();
  EXPECT_THAT(Deliver(report).status, IsOk());
  const auto leaves = world_.log().List(0, 1000);
  ASSERT_THAT(leaves, IsOk());
  const OpenedLeaf& leaf = leaves->back();
  v1::ExchangeGroup exchange;
  ASSERT_TRUE(exchange.ParseFromString(leaf.exchange_group));
  EXPECT_EQ(exchange.kind(), v1::LEAF_KIND_WRITE);
  EXPECT_EQ(exchange.operation(), "/tasuki.v1.ReportService/DeliverReport");
  EXPECT_EQ(exchange.resource(), report.name());
  EXPECT_EQ(exchange.peer(), "body/operator/system/intake");
  EXPECT_EQ(exchange.request_hash(), "");
  for (const std::string& group : {leaf.exchange_group, leaf.office_group,
                                   leaf.subject_group, leaf.vector_group}) {
    EXPECT_THAT(group, Not(HasSubstr("ob-hospital")));
    EXPECT_THAT(group, Not(HasSubstr("marker")));
  }
}

TEST_F(ReportTest, PagesLeaveNoneOut) {
  std::vector<std::string> sent, listed;
  for (int i = 0; i < 5; ++i) {
    const v1::TakenReport report = Report();
    EXPECT_THAT(Deliver(report).status, IsOk());
    sent.push_back(report.name());
  }
  v1::ListReportsRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  request.set_page_size(2);
  do {
    const auto page = world_.Ask<v1::ListReportsResponse>(
        CgcWorker(), "ReportService/ListReports", request);
    for (const auto& header : page.reports()) listed.push_back(header.name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, sent);
}

}  // namespace
}  // namespace tasuki::exchange
