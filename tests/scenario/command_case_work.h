#ifndef TESTS_SCENARIO_COMMAND_CASE_WORK_H_
#define TESTS_SCENARIO_COMMAND_CASE_WORK_H_

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/command_desk.h"

namespace tasuki::scenario {

inline constexpr char kMaternalHealth[] =
    "bodies/sample-city/units/maternal-health";
inline constexpr char kFamilySupport[] =
    "bodies/sample-city/units/family-support";

// A case by hand: its sections, consents, messages, team, lead and end.
class CaseWork : public CommandDesk {
 protected:
  std::string ConfirmDraft(const std::string& section) {
    const std::string hash =
        Hex(Ask("npo", {"section", "preview", section})["reduced_hash"]);
    Ask("npo", {"section", "confirm", section, "--reduced-hash", hash});
    return section;
  }
  std::string DraftAndConfirm(const std::string& subject) {
    const std::string file =
        Write("record.txtpb", FactsOfTheSeedCase()[0].full);
    return ConfirmDraft(Ask("npo", {"section", "draft", "--subject", subject,
                                    "--record", file})["section"]);
  }
  void WorkOnVersions(const std::string& first) {
    const std::string second = ConfirmDraft(
        Ask("npo",
            {"section", "correct", first, "--record",
             Write("mended.txtpb", FactsOfTheSeedCase()[0].full)})["section"]);
    EXPECT_EQ(Ask("npo", {"section", "versions", second})["versions"].size(),
              2u);
    Ask("npo", {"section", "retract", second, "--reason", "別の人"});
  }
  std::string GrantConsent(const std::string& subject) {
    const std::string file = Write("terms.txtpb", TermsOfC1(subject, 0));
    const std::string hash =
        Hex(Ask("npo", {"consent", "preview", "--terms", file, "--valid-days",
                        "30"})["preview_hash"]);
    return Ask("npo", {"consent", "grant", "--terms", file, "--valid-days",
                       "30", "--preview-hash", hash})["consent"];
  }
  void WorkOnMessage(const std::string& message) {
    Ask("mh", {"message", "list"});
    Ask("mh", {"message", "get", message});
    Ask("mh", {"message", "acknowledge", message});
    Ask("mh", {"message", "accept", message});
    Ask("mh", {"message", "list-overdue"});
  }
  // A second one goes back.
  void SendBack(const std::string& subject, const std::string& section) {
    const std::string message =
        Ask("npo", {"message", "send", "--kind", "INFORMATION", "--to",
                    kMaternalHealth, "--subject", subject, "--section", section,
                    "--urgent"})["message"];
    Ask("mh", {"message", "return", message, "--reason", "already known"});
    const int64_t now = absl::ToUnixSeconds(absl::Now());
    Ask("mh", {"directory", "set-duty", "--entry",
               absl::StrCat("p-phn-1,", now, ",", now + 3600)});
    Ask("npo", {"directory", "get-duty", "--party", kMaternalHealth});
  }
  void AskAndRefuse(const std::string& subject) {
    const std::string request =
        Ask("npo",
            {"message", "request", "--to", kMaternalHealth, "--subject",
             subject, "--category", "C02", "--need", "to be told"})["message"];
    Ask("mh", {"message", "refuse", request, "--code", "NO_BASIS",
               "--ask-again-on", "CONSENT"});
  }
  // What the lead's own section of the case shows to whoever is in the room:
  // nothing, without her consent.
  void Confer(const std::string& a_case) {
    std::string management;
    const nlohmann::json reply = Ask("mh", {"case", "get", a_case});
    for (const nlohmann::json& section : reply["case"]["sections"]) {
      if (section["kind"] == "SECTION_KIND_CASE_MANAGEMENT") {
        management = section["name"];
      }
    }
    const std::string series =
        Ask("mh", {"conference", "create", "--title", "定例", "--member",
                   "bodies/sos-npo"})["series"];
    const std::string item =
        Ask("mh", {"conference", "release", series, management})["item"];
    const std::string meeting = Ask("mh", {"conference", "schedule", series,
                                           "--day", TodayInJapan()})["meeting"];
    Ask("mh", {"conference", "open", meeting});
    Ask("npo", {"conference", "join", meeting});
    Ask("mh", {"conference", "confirm", meeting, "--party", "bodies/sos-npo",
               "--person", "p-npo-1"});
    const nlohmann::json screen =
        Ask("npo", {"conference", "show", meeting}, "CONFERENCE");
    EXPECT_EQ(screen["parties"], nlohmann::json({"bodies/sos-npo"}));
    EXPECT_FALSE(screen.contains("items"));
    Ask("npo", {"conference", "leave", meeting});
    Ask("mh", {"conference", "withdraw", item});
    Ask("mh", {"conference", "close", meeting});
  }
  // Who reviews works for another unit, and may act only once it is over.
  void OpenForLife(const std::string& a_case) {
    const std::string opening =
        Ask("mh",
            {"break-glass", "open", a_case, "--category", "C07",
             "--second-person", "p-phn-2", "--hours", "1", "--need", "danger"},
            "PROTECTION")["opening"];
    Ask("mh", {"break-glass", "get", opening});
    Ask("mh", {"break-glass", "end", opening});
    EXPECT_EQ(Ask("sup", {"break-glass", "list"})["openings"][0]["name"],
              opening);
    Ask("sup", {"break-glass", "review", opening, "--verdict", "JUSTIFIED"});
  }
  void WorkOnCase(const std::string& subject) {
    const std::string a_case =
        Ask("mh", {"case", "open", "--subject", subject, "--alias", "K-17",
                   "--class", "SPECIFIED_PREGNANCY", "--branch",
                   "CHILD_WELFARE", "--centre-notice-given"})["case"];
    Confer(a_case);
    Ask("midwife", {"case", "list"});
    Ask("mh", {"case", "add-team", a_case, kFamilySupport, "--relation",
               "MEMBER", "--person", "p-cw-1"});
    Ask("coord", {"case", "register-in-council", a_case, "--member",
                  "bodies/hokusei-cgc=p-cwo-1"});
    Ask("mh",
        {"case", "check-contact", "--subject", subject, "--channel", "LINE"});
    Ask("mh",
        {"case", "check-contact", "--subject", subject, "--channel",
         "PARENT_MOBILE", "--person", "MOTHER", "--topic", "APPOINTMENTS"});
    OpenForLife(a_case);
    WorkOnLead(a_case);
    Ask("mh", {"case", "end-team", a_case, kFamilySupport});
    Ask("mh-clerk", {"case", "record-inquiry", "--channel", "MOBILE_PHONE",
                     "--claims", "PARENT"});
    EndCase(a_case);
  }
  // Family support sees it differently, and comes round.
  void WorkOnLead(const std::string& a_case) {
    const auto terms = [](const char* urgency) {
      return std::vector<std::string>{"--lead",   kFamilySupport, "--urgency",
                                      urgency,    "--rank",       "TWO",
                                      "--reason", "訪問の結果"};
    };
    std::vector<std::string> propose = {"lead", "propose", a_case};
    for (const std::string& word : terms("B")) propose.push_back(word);
    const std::string proposal = Ask("mh", propose)["proposal"];
    std::vector<std::string> decline = {"lead", "decline", proposal};
    for (const std::string& word : terms("A")) decline.push_back(word);
    Ask("coord", decline, "SUPPORT");
    EXPECT_EQ(Ask("mh", {"lead", "get", a_case})["current"]["urgency"],
              "URGENCY_A");
    // Back to maternal health, which needs nobody else.
    Ask("mh", {"lead", "propose", a_case, "--lead", kMaternalHealth,
               "--urgency", "B", "--reason", "訪問の結果"});
    const std::string again = Ask("mh", propose)["proposal"];
    Ask("coord", {"lead", "agree", again}, "SUPPORT");
    const std::string back =
        Ask("coord",
            {"lead", "propose", a_case, "--lead", kMaternalHealth, "--urgency",
             "B", "--reason", "訪問の結果"},
            "SUPPORT")["proposal"];
    Ask("mh", {"lead", "agree", back});
  }
  void EndCase(const std::string& a_case) {
    Ask("mh", {"case", "reclassify", a_case, "--status", "SUPPORTING"});
    Ask("mh", {"case", "close", a_case, "--reason", "IMPROVED"});
    Ask("mh", {"case", "reopen", a_case});
  }
  nlohmann::json AskAsChief(std::vector<std::string> arguments) {
    return Ask("sup", std::move(arguments), "OVERSIGHT");
  }
  // A birth, a will, a request for a copy, and a hold.
  void WorkOnSubject() {
    const std::string mother = Ask(
        "mh", {"subject", "register", "--alias", "はな"})["subject"]["name"];
    v1::Record record;
    record.mutable_pregnancy()->mutable_birth()->set_born_on(TodayInJapan());
    const std::string section =
        Ask("mh", {"section", "draft", "--subject", mother, "--record",
                   Write("birth.txtpb", record)})["section"];
    const std::string hash =
        Hex(Ask("mh", {"section", "preview", section})["reduced_hash"]);
    Ask("mh", {"section", "confirm", section, "--reduced-hash", hash});
    const std::string child = Ask(
        "mh", {"subject", "fork", mother, "--alias", "こ"})["child"]["name"];
    Ask("mh", {"subject", "will", child, "--withholds"});
    const std::string a_case =
        Ask("mh", {"case", "open", "--subject", mother, "--alias", "K-18",
                   "--class", "SUPPORT", "--branch", "MATERNAL",
                   "--centre-notice-given"})["case"];
    const std::string request =
        AskAsChief({"subject", "copy-request", mother, "--case", a_case, "--by",
                    "SUBJECT"})["copy_request"];
    AskAsChief({"subject", "copy-decide", request, "--verified", "--safe"});
    const std::vector<std::string> release = {"case", "release-health", a_case,
                                              "--reason", "支援に要る"};
    AskAsChief(release);
    std::vector<std::string> back = release;
    back.push_back("--take-back");
    AskAsChief(back);
    ExpectSaysWhatIsReleased(release, back);
    EXPECT_EQ(AskAsChief({"subject", "copy-requests", a_case})["copy_requests"]
                  .size(),
              1u);
    asked_.insert("subject hold");
    const Outcome held = Run("sup", {"--need", "検証", "--purpose", "OVERSIGHT",
                                     "subject", "hold", mother});
    EXPECT_EQ(held.exit_code, 0) << held.errors;
  }

  // For people: what family support sees from then on.
  void ExpectSaysWhatIsReleased(const std::vector<std::string>& release,
                                const std::vector<std::string>& back) {
    const auto said = [&](const std::vector<std::string>& verb) {
      std::vector<std::string> words = {"--purpose", "OVERSIGHT"};
      words.insert(words.end(), verb.begin(), verb.end());
      const Outcome outcome = Run("sup", words);
      EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
      return outcome.output;
    };
    EXPECT_THAT(said(release), ::testing::StartsWith("家庭支援係に、この事案"));
    EXPECT_THAT(said(back), ::testing::StartsWith("取り消しました"));
  }
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_COMMAND_CASE_WORK_H_
