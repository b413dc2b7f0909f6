#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// What is told of an adult victim: as she wills, or in danger to life (SR-14).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kWomensCentre[] = "bodies/wco";

World::Person WomensCentre() {
  return {"p-wco-1", kWomensCentre, v1::ROLE_WCW};
}

struct Setting {
  World world;
  std::string subject;
  v1::SendMessageRequest report;

  Setting() {
    subject = Registered(world, SocialWorker());
    v1::Record record;
    record.mutable_safety()->set_danger_score(77);
    report =
        MessageTo(kWomensCentre, v1::MESSAGE_KIND_INFORMATION, subject,
                  {Confirmed(world, SocialWorker(), DraftOf(subject, record))});
    report.set_basis(v1::BASIS_CODE_DVA_6_REPORT);
    report.set_attempt(v1::CONSENT_ATTEMPT_GIVEN);
  }
  void SayDanger() {
    report.set_attempt(v1::CONSENT_ATTEMPT_REFUSED);
    report.set_attempt_reason("REASON-MARK");
    report.mutable_access()->set_stated_basis(v1::BASIS_CODE_VITAL_INTEREST);
    report.mutable_access()->set_need("DANGER-MARK");
  }
  int Seen(const std::string& message) {
    v1::GetMessageResponse seen;
    seen.ParseFromString(
        ReadMessage(world, WomensCentre(), message, v1::PURPOSE_INTAKE)
            .response);
    return seen.sections_size();
  }
  v1::RefusalCode Refused() {
    const Release release = Send(world, SocialWorker(), report);
    EXPECT_THAT(release.status,
                StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_THAT(CodesLogged(world, release), ElementsAre(CodeShown(release)));
    return CodeShown(release);
  }
};

TEST(ReportOfAdultTest, GoesAsSheWills) {
  Setting set;
  EXPECT_EQ(set.Seen(Sent(set.world, SocialWorker(), set.report)), 1);
}

TEST(ReportOfAdultTest, DoesNotGoAgainstHerWill) {
  Setting set;
  set.report.set_attempt(v1::CONSENT_ATTEMPT_REFUSED);
  set.report.set_attempt_reason("she is afraid");
  EXPECT_EQ(set.Refused(), v1::REFUSAL_CODE_NO_BASIS);
  EXPECT_EQ(InboxOf(set.world, WomensCentre()).messages_size(), 0);
}

TEST(ReportOfAdultTest, GoesInDangerToLifeThatIsSaidInWords) {
  Setting set;
  set.SayDanger();
  const std::string message = Sent(set.world, SocialWorker(), set.report);
  EXPECT_EQ(set.Seen(message), 1);
  const Release read =
      ReadMessage(set.world, WomensCentre(), message, v1::PURPOSE_INTAKE);
  EXPECT_THAT(read.response, HasSubstr("DANGER-MARK"));
  EXPECT_THAT(read.response, Not(HasSubstr("REASON-MARK")));
}

TEST(ReportOfAdultTest, DangerWithoutWordsIsNotSaid) {
  Setting set;
  set.SayDanger();
  set.report.mutable_access()->clear_need();
  EXPECT_EQ(set.Refused(), v1::REFUSAL_CODE_NEED_NOT_STATED);
}

// The words go to the recipient on no ground.
TEST(ReportOfAdultTest, WordsOfTheDangerNameNobody) {
  Setting set;
  set.SayDanger();
  set.report.mutable_access()->set_need("氏名：架空桜子");
  EXPECT_EQ(set.Refused(), v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
}

}  // namespace
}  // namespace tasuki::exchange
