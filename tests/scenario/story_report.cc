#include "tests/scenario/story_report.h"

#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace tasuki::scenario {
namespace {

constexpr char kNarrative[] =
    "寮の隣室から、夜ごと幼い子の泣き声と叩く音が聞こえる";

int Expect(bool holds, absl::string_view what) {
  if (!holds) std::cerr << "FAILED: " << what << "\n";
  return holds ? 0 : 1;
}

Outcome AtTheDesk(const Deployment& deployment) {
  return deployment.Command(
      "fs", {"--purpose", "PROTECTION", "report", "list", "--waiting"});
}

}  // namespace

int ReportWhileTheGatewayIsAway(Deployment& deployment,
                                const Narrator& narrator) {
  narrator.Step("189", "ゲートウェイが止まっている夜に、女性相談から通告。",
                "The gateway is down, and women's counselling has a report of "
                "danger.");
  deployment.StartIntake();
  const Outcome sent = deployment.Command(
      "wco",
      {"report", "send", "--to", "bodies/sample-city/units/family-support",
       "--kind", "CAPA_6", "--urgency", "TODAY", "--narrative", kNarrative});
  int failures =
      Expect(sent.exit_code == 0 &&
                 absl::StrContains(sent.output, "QUEUED_FOR_HUMAN") &&
                 absl::StrContains(sent.output, "189"),
             "the intake takes the report, and says whom to phone");
  const Outcome read =
      RunToEnd({IntakePath(), "list", deployment.Path("intake/intake.txtpb")});
  failures += Expect(absl::StrContains(read.output, kNarrative),
                     "a person reads it while the gateway is down");
  narrator.Say(
      "受付が預かり（QUEUED_FOR_HUMAN）、窓口の電話番号を返した。当番は控えを"
      "そのまま読める。送った、は届いた、ではない。",
      "The intake keeps it (QUEUED_FOR_HUMAN) and answers with the numbers to "
      "phone. The person on duty reads it there. Sent is not received.");
  return failures;
}

int ReportIsOnTheDesk(Deployment& deployment, const Narrator& narrator) {
  Outcome list;
  const bool arrived = WaitUntil([&] {
    list = AtTheDesk(deployment);
    return absl::StrContains(list.output, "reports/");
  });
  int failures = Expect(arrived, "the report is on the desk");
  const size_t at = list.output.find("reports/");
  const std::string name =
      list.output.substr(at, list.output.find_first_of("\"\n ", at) - at);
  const Outcome taken = deployment.Command(
      "fs", {"--purpose", "PROTECTION", "report", "take", name});
  failures += Expect(taken.exit_code == 0, "somebody takes it");
  failures +=
      Expect(!absl::StrContains(AtTheDesk(deployment).output, "reports/"),
             "nothing waits any more");
  narrator.Say(
      "ゲートウェイが戻ると、通告は家庭支援の一覧に一度だけ届き、職員が引き受け"
      "た。",
      "When the gateway was back, the report was on family support's list, "
      "once, and a worker took it.");
  deployment.intake().Stop();
  return failures;
}

}  // namespace tasuki::scenario
