#include "gateway/server/reception.h"

#include <atomic>
#include <thread>

#include "gateway/crypto/certificate.h"
#include "gateway/model/staff_assertion.h"
#include "tests/gateway/server/served_contract.h"
#include "tests/manual_clock.h"
#include "tests/status_matchers.h"

namespace tasuki::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kDesk[] =
    "spiffe://tasuki.example/body/kuwana-city/unit/desk/system/desk";
constexpr char kOther[] = "spiffe://tasuki.example/body/sos-npo/system/line";
constexpr char kGetCase[] = "/tasuki.v1.CaseService/GetCase";

const TestAuthority& Authority() {
  static const auto* const authority = [] {
    auto* made = new TestAuthority;
    made->IssueGateway();
    made->Issue("desk", {kDesk});
    made->Issue("line",
                {"spiffe://tasuki.example/body/kuwana-city/system/line"});
    made->Issue("other", {kOther});
    made->MakeStaffKey("suzuki");
    return made;
  }();
  return *authority;
}

// An assertion of suzuki for calls with the certificate of "desk".
std::string Assertion(absl::string_view role = "PHN") {
  const absl::Time now =
      absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now()));
  const auto desk = crypto::ParseCertificatePem(Authority().Read("desk.pem"));
  CHECK(desk.ok());
  const auto token = SignAssertion({.issuer = "bodies/kuwana-city",
                                    .audience = "tasuki.example",
                                    .person = "suzuki",
                                    .party = "bodies/kuwana-city/units/desk",
                                    .role = std::string(role),
                                    .key_id = "suzuki-1",
                                    .jti = NewJti(),
                                    .thumbprint = desk->der_sha256,
                                    .issued_at = now,
                                    .expires_at = now + absl::Minutes(5)},
                                   Authority().Read("staff/suzuki.key"));
  CHECK(token.ok());
  return *token;
}

class ReceptionTest : public ::testing::Test {
 protected:
  Reply Get(const Headers& headers = {}) {
    return PendingCall(desk_, kGetCase, "request", headers).Wait();
  }
  void AnswerWith(const absl::Status& status) {
    served_.exchange().AnswerWith({status, "response", ""});
  }

  std::atomic<int> data_losses_ = 0;
  ServedContract served_{
      Authority(),
      {.quota = {.in_flight = 2}, .on_data_loss = [this] { ++data_losses_; }}};
  std::shared_ptr<grpc::Channel> desk_ = served_.ConnectAs("desk");
};

TEST_F(ReceptionTest, BytesGoInAndOutUntouched) {
  const std::string request(100'000, '\xff'), response(200'000, '\0');
  served_.exchange().AnswerWith({absl::OkStatus(), response, ""});
  const Reply reply = PendingCall(desk_, kGetCase, request).Wait();
  ASSERT_TRUE(reply.status.ok()) << reply.status.error_message();
  EXPECT_EQ(reply.bytes, response);
  const auto seen = served_.exchange().seen();
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].request, request);
  EXPECT_EQ(seen[0].method, kGetCase);
}

TEST_F(ReceptionTest, TheExchangeSeesCertificateAndPeerAndNoClaims) {
  Get();
  const auto credentials = served_.exchange().seen().at(0).credentials;
  EXPECT_EQ(credentials.certificate->uri_sans.at(0), kDesk);
  EXPECT_THAT(credentials.network_source, HasSubstr("127.0.0.1"));
  EXPECT_FALSE(credentials.claims.has_value());
}

TEST_F(ReceptionTest, AnAssertionBecomesClaimsThatAreStillToBeVerified) {
  ASSERT_TRUE(Get({{"tasuki-assertion", Assertion()}}).status.ok());
  const auto claims = served_.exchange().seen().at(0).credentials.claims;
  ASSERT_TRUE(claims.has_value());
  EXPECT_EQ(claims->person, "suzuki");
  EXPECT_EQ(claims->party, "bodies/kuwana-city/units/desk");
  EXPECT_EQ(claims->role, v1::ROLE_PHN);
  EXPECT_EQ(claims->key_id, "suzuki-1");
  EXPECT_FALSE(claims->jti.empty());

  const std::string key = Authority().Read("staff/suzuki.pub");
  const auto kRefused = StatusIs(absl::StatusCode::kUnauthenticated);
  EXPECT_THAT(claims->verify(key, "tasuki.example", absl::Now()), IsOk());
  EXPECT_THAT(claims->verify(key, "other.example", absl::Now()), kRefused);
  EXPECT_THAT(
      claims->verify(key, "tasuki.example", absl::Now() + absl::Minutes(6)),
      kRefused);
}

TEST_F(ReceptionTest, AnAssertionForAnotherCertificateDoesNotVerify) {
  PendingCall(served_.ConnectAs("other"), kGetCase, "",
              {{"tasuki-assertion", Assertion()}})
      .Wait();
  const auto claims = served_.exchange().seen().at(0).credentials.claims;
  ASSERT_TRUE(claims.has_value());
  EXPECT_THAT(claims->verify(Authority().Read("staff/suzuki.pub"),
                             "tasuki.example", absl::Now()),
              StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(ReceptionTest, TwoOrMalformedAssertionsAreRefusedBeforeTheExchange) {
  const Headers kBad[] = {
      {{"tasuki-assertion", Assertion()}, {"tasuki-assertion", Assertion()}},
      {{"tasuki-assertion", Assertion()}, {"tasuki-assertion", ""}},
      {{"tasuki-assertion", ""}},
      {{"tasuki-assertion", "SENTINEL"}},
      {{"tasuki-assertion", Assertion("SENTINEL")}},
  };
  for (const Headers& headers : kBad) {
    const Reply reply = Get(headers);
    EXPECT_EQ(reply.status.error_code(), grpc::UNAUTHENTICATED);
    EXPECT_THAT(reply.status.error_message(), HasSubstr("tasuki-assertion: "));
    EXPECT_THAT(reply.status.error_message(), Not(HasSubstr("SENTINEL")));
  }
  EXPECT_TRUE(served_.exchange().seen().empty());
}

TEST_F(ReceptionTest, EveryOtherHeaderIsInert) {
  AnswerWith(absl::FailedPreconditionError("rule"));
  const Reply plain = Get();
  const Reply strange = Get({{"x-forwarded-for", "10.0.0.1"},
                             {"x-forwarded-client-cert", "URI=spiffe://x"},
                             {"authorization", "Bearer secret"},
                             {"tasuki-role", "HEAD"},
                             {"tasuki-assertion-bin", "x"},
                             {"x-http-method-override", "DeleteCase"}});
  EXPECT_EQ(plain.status.error_code(), strange.status.error_code());
  EXPECT_EQ(plain.status.error_message(), strange.status.error_message());
  EXPECT_EQ(plain.status.error_details(), strange.status.error_details());
  EXPECT_EQ(plain.trailers, strange.trailers);
  const auto seen = served_.exchange().seen();
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].method, seen[1].method);
  EXPECT_EQ(seen[0].request, seen[1].request);
  EXPECT_EQ(seen[0].credentials.network_source,
            seen[1].credentials.network_source);
  EXPECT_FALSE(seen[1].credentials.claims.has_value());
}

TEST_F(ReceptionTest, NothingIsRememberedFromOneCallToTheNext) {
  const Headers headers = {{"tasuki-assertion", Assertion()}};
  EXPECT_TRUE(Get(headers).status.ok());
  AnswerWith(absl::UnauthenticatedError("certificate is revoked"));
  EXPECT_EQ(Get(headers).status.error_code(), grpc::UNAUTHENTICATED);
  AnswerWith(absl::OkStatus());
  EXPECT_TRUE(Get(headers).status.ok());
  EXPECT_EQ(served_.exchange().seen().size(), 3u);
}

TEST_F(ReceptionTest, ARefusedCallCarriesNoResponseBytes) {
  AnswerWith(absl::NotFoundError("withheld"));
  const Reply reply = Get();
  EXPECT_EQ(reply.status.error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(reply.bytes, "");
}

TEST_F(ReceptionTest, AnAnswerMayComeFromAnotherThread) {
  served_.exchange().Hold();
  PendingCall call(desk_, kGetCase, "");
  std::thread committer([this] {
    for (const auto& done : served_.exchange().TakeHeld(1)) {
      done({absl::OkStatus(), "late", ""});
    }
  });
  EXPECT_EQ(call.Wait().bytes, "late");
  committer.join();
}

TEST_F(ReceptionTest, ACancelledCallIsStillFinishedByItsAnswer) {
  served_.exchange().Hold();
  PendingCall call(desk_, kGetCase, "");
  const auto held = served_.exchange().TakeHeld(1);
  call.Cancel();
  EXPECT_EQ(call.Wait().status.error_code(), grpc::CANCELLED);
  held.at(0)({absl::OkStatus(), "too late", ""});
  // Hangs if the call were not finished, breaks if it were finished twice.
  served_.server().Drain(absl::ZeroDuration());
}

TEST_F(ReceptionTest, ACallThatTheExchangeDropsIsAnsweredAllTheSame) {
  served_.exchange().Drop();
  EXPECT_EQ(Get().status.error_code(), grpc::INTERNAL);
}

TEST_F(ReceptionTest, OneBodysFloodIsRefusedWithAdviceAndOthersServed) {
  served_.exchange().Hold();
  PendingCall first(desk_, kGetCase, ""), second(desk_, kGetCase, "");
  const auto held = served_.exchange().TakeHeld(2);
  const Reply refused = Get();
  EXPECT_EQ(refused.status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_EQ(refused.trailers.count("grpc-retry-pushback-ms"), 1u);
  EXPECT_TRUE(
      PendingCall(served_.ConnectAs("other"), kGetCase, "").Wait().status.ok());
  held.at(0)({absl::OkStatus(), "", ""});
  held.at(1)({absl::OkStatus(), "", ""});
  first.Wait();
  second.Wait();
  EXPECT_TRUE(Get().status.ok());
  EXPECT_THAT(served_.TakeLog(), HasSubstr("call_throttled"));
}

// Two units of one body share its turns. The clock stands still, so that it is
// the third call that waits and the fourth that waits too long.
TEST(ReceptionQuotaTest, ABodyWaitsForItsTurnAndOthersAreServedMeanwhile) {
  const TestAuthority& authority = Authority();
  const ManualClock clock(absl::Now() + absl::Seconds(1));
  ServedContract served(authority,
                        {.quota = {.per_second = 4,
                                   .burst = 1,
                                   .longest_wait = absl::Milliseconds(300)}},
                        clock);
  const auto desk = served.ConnectAs("desk");
  const auto line = served.ConnectAs("line");
  EXPECT_TRUE(PendingCall(desk, kGetCase, "").Wait().status.ok());
  EXPECT_TRUE(PendingCall(line, kGetCase, "").Wait().status.ok());
  const absl::Time start = absl::Now();
  EXPECT_TRUE(PendingCall(desk, kGetCase, "").Wait().status.ok());
  EXPECT_GE(absl::Now() - start, absl::Milliseconds(250));
  const Reply refused = PendingCall(line, kGetCase, "").Wait();
  EXPECT_EQ(refused.status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(
      PendingCall(served.ConnectAs("other"), kGetCase, "").Wait().status.ok());
  EXPECT_EQ(served.exchange().seen().size(), 4u);
}

// What an answer like the one to what is not there took to find out, nobody can
// tell from when it comes.
TEST(ReceptionBeatTest, ARefusalAndANeutralAnswerWaitForTheBeat) {
  constexpr absl::Duration kBeat = absl::Milliseconds(200);
  ServedContract served(Authority(), {.quota = {}, .beat = kBeat});
  const auto desk = served.ConnectAs("desk");
  const auto time_of = [&](const char* method) {
    const absl::Time start = absl::Now();
    PendingCall(desk, method, "").Wait();
    return absl::Now() - start;
  };
  served.exchange().AnswerWith({absl::NotFoundError("not found"), "", ""});
  EXPECT_GE(time_of(kGetCase), kBeat);
  served.exchange().AnswerWith({absl::OkStatus(), "", ""});
  EXPECT_GE(time_of("/tasuki.v1.CaseService/RecordInquiry"), kBeat);
}

TEST(ReceptionBeatTest, NothingElseWaits) {
  ServedContract served(Authority(), {.quota = {}, .beat = absl::Hours(1)});
  EXPECT_TRUE(
      PendingCall(served.ConnectAs("desk"), kGetCase, "").Wait().status.ok());
}

TEST_F(ReceptionTest, DataLossRaisesTheAlarmAndItsTextGoesToTheLogOnly) {
  AnswerWith(absl::DataLossError("row does not open"));
  const Reply reply = Get();
  EXPECT_EQ(reply.status.error_code(), grpc::DATA_LOSS);
  EXPECT_THAT(reply.status.error_message(), Not(HasSubstr("row")));
  EXPECT_EQ(data_losses_, 1);
  const std::string log = served_.TakeLog();
  EXPECT_THAT(log, HasSubstr("row does not open"));
  EXPECT_THAT(log, HasSubstr("bodies/kuwana-city/units/desk"));
  EXPECT_THAT(log, HasSubstr(kGetCase));
}

TEST_F(ReceptionTest, OrdinaryAnswersLeaveNoTraceInTheEventLog) {
  Get({{"tasuki-assertion", Assertion()}});
  AnswerWith(absl::FailedPreconditionError("rule"));
  Get({{"tasuki-assertion", "SENTINEL"}});
  Get();
  EXPECT_EQ(served_.TakeLog(), "");
}

TEST(CheckStillWantedTest, ALateOrCancelledCallIsNotDecided) {
  const auto now = std::chrono::system_clock::now();
  const auto later = now + std::chrono::seconds(1);
  EXPECT_THAT(CheckStillWanted(false, later, now), IsOk());
  EXPECT_THAT(CheckStillWanted(true, later, now),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(CheckStillWanted(false, now, now),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(CheckStillWanted(true, now, later),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(CertificatePartyTest, ThePartyIsTheOneInTheSpiffeId) {
  const struct {
    std::vector<std::string> uris;
    absl::string_view want;
  } kCases[] = {
      {{kOther}, "bodies/sos-npo"},
      {{kDesk}, "bodies/kuwana-city/units/desk"},
      {{"spiffe://d/body/b/staff/suzuki"}, "bodies/b"},
      {{kOther, kDesk}, ""},
      {{}, ""},
      {{"spiffe://d"}, ""},
      {{"spiffe://d/x/b/system/s"}, ""},
      {{"spiffe://d/body/b/x/u/system/s"}, ""},
  };
  for (const auto& [uris, want] : kCases) {
    crypto::Certificate certificate;
    certificate.uri_sans = uris;
    EXPECT_EQ(CertificateParty(certificate), want);
  }
}

}  // namespace
}  // namespace tasuki::server
