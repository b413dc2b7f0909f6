// The command `tasuki` against a gateway: a case by hand, verb by verb.

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "adapters/client/evidence_store.h"
#include "gateway/crypto/digest.h"
#include "tests/files.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/deployment.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::scenario {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";
constexpr char kFamilySupport[] = "bodies/sample-city/units/family-support";
constexpr char kPack[] = TASUKI_SOURCE_DIR "/policies/pack";
constexpr char kCases[] = TASUKI_SOURCE_DIR "/policies/cases";

// Everything that the help says there is: "case open", "init", ...
std::vector<std::string> SubcommandsOf(const std::string& help) {
  std::vector<std::string> names;
  bool listed = false;
  for (absl::string_view line : absl::StrSplit(help, '\n')) {
    if (line == "Subcommands:") {
      listed = true;
    } else if (listed && line.substr(0, 2) == "  " && line.size() > 2 &&
               line[2] != ' ') {
      names.push_back(
          std::vector<std::string>(absl::StrSplit(line.substr(2), ' '))[0]);
    }
  }
  return names;
}

// The exit code, and what is said: what happened, and what to do next.
void ExpectEnds(const Outcome& outcome, int code, const std::string& says) {
  EXPECT_EQ(outcome.exit_code, code) << outcome.output << outcome.errors;
  EXPECT_THAT(outcome.output, IsEmpty());
  EXPECT_THAT(outcome.errors,
              AllOf(HasSubstr(says), HasSubstr("次に: "), HasSubstr("next: ")));
}

class CommandTest : public ::testing::Test {
 protected:
  CommandTest() : deployment_(folder_.path().string()) {}

  Outcome Run(const std::string& actor, std::vector<std::string> arguments) {
    return deployment_.Command(actor, arguments);
  }
  // The answer as JSON; the verb has to be done and print nothing else.
  nlohmann::json Ask(const std::string& actor,
                     std::vector<std::string> arguments,
                     const std::string& purpose = "") {
    asked_.insert(arguments[0] == "init"
                      ? arguments[0]
                      : absl::StrCat(arguments[0], " ", arguments[1]));
    arguments.insert(arguments.begin(), "--json");
    if (!purpose.empty()) {
      arguments.insert(arguments.begin(), {"--purpose", purpose});
    }
    const Outcome outcome = Run(actor, arguments);
    EXPECT_EQ(outcome.exit_code, 0) << arguments[1] << " " << outcome.errors;
    nlohmann::json json = nlohmann::json::parse(outcome.output, nullptr, false);
    EXPECT_FALSE(json.is_discarded()) << arguments[1] << outcome.output;
    return json;
  }
  std::string Write(const std::string& name,
                    const google::protobuf::Message& message) {
    std::string text;
    google::protobuf::TextFormat::PrintToString(message, &text);
    WriteFile(deployment_.Path(name), text);
    return deployment_.Path(name);
  }
  // The hash of a preview: base64 in JSON, hex on the command line.
  static std::string Hex(const nlohmann::json& base64) {
    std::string bytes;
    EXPECT_TRUE(absl::Base64Unescape(base64.get<std::string>(), &bytes));
    return absl::BytesToHexString(bytes);
  }

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
    Ask("coord", decline);
    EXPECT_EQ(Ask("mh", {"lead", "get", a_case})["current"]["urgency"],
              "URGENCY_A");
    // Back to maternal health, which needs nobody else.
    Ask("mh", {"lead", "propose", a_case, "--lead", kMaternalHealth,
               "--urgency", "B", "--reason", "訪問の結果"});
    const std::string again = Ask("mh", propose)["proposal"];
    Ask("coord", {"lead", "agree", again});
    const std::string back =
        Ask("coord", {"lead", "propose", a_case, "--lead", kMaternalHealth,
                      "--urgency", "B", "--reason", "訪問の結果"})["proposal"];
    Ask("mh", {"lead", "agree", back});
  }
  void EndCase(const std::string& a_case) {
    Ask("mh", {"case", "reclassify", a_case, "--status", "SUPPORTING"});
    Ask("mh", {"case", "close", a_case, "--reason", "IMPROVED"});
    Ask("mh", {"case", "reopen", a_case});
  }
  // A birth, a hold and a will.
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
    Ask("mh", {"case", "open", "--subject", mother, "--alias", "K-18",
               "--class", "SUPPORT"});
    asked_.insert("subject hold");
    const Outcome held = Run("sup", {"--need", "検証", "--purpose", "OVERSIGHT",
                                     "subject", "hold", mother});
    EXPECT_EQ(held.exit_code, 0) << held.errors;
  }
  void WorkOnReport() {
    deployment_.StartIntake();
    const std::string report =
        Ask("hospital",
            {"report", "send", "--kind", "CAPA_6", "--to", "bodies/hokusei-cgc",
             "--narrative", "泣き声が続く"})["report"];
    Ask("hospital", {"report", "check", report});
    const nlohmann::json desk = Ask("cgc", {"report", "list"}, "PROTECTION");
    EXPECT_EQ(desk["reports"][0]["name"], report);
    Ask("cgc", {"report", "get", report}, "PROTECTION");
    Ask("cgc", {"report", "take", report}, "PROTECTION");
  }
  void WorkInOffice() {
    Ask("mh", {"directory", "get-party", "bodies/sos-npo"});
    Ask("officer", {"directory", "disable-person", "p-psy-1"});
    Ask("officer", {"directory", "disable-party", "bodies/wco"});
    Ask("officer", {"directory", "revoke-certificate",
                    deployment_.Path("ca/hospital.pem")});
    deployment_.Revoke("cgc");
    Ask("officer", {"directory", "import-crl", deployment_.Path("ca/crl.pem")});
    Ask("officer", {"audit", "search"});
  }
  void AskOfPolicies(const std::string& local) {
    Ask("officer", {"policy", "ask", "lint", "--pack", local});
    EXPECT_FALSE(Ask("officer", {"policy", "ask", "test"}).contains("failed"));
    Ask("officer", {"policy", "ask", "explain", "--reader", "POLICE"});
    const nlohmann::json diff =
        Ask("officer", {"policy", "ask", "diff", "--pack", kPack});
    EXPECT_FALSE(diff["changes"].empty());
    EXPECT_EQ(Ask("officer", {"policy", "ask", "prove"})["holds"], true);
  }
  // A policy by one officer, a directory by two.
  void WorkOnChanges() {
    const std::string local = deployment_.Path("local.txtpb");
    WriteFile(local, R"(
      name: "local/test"
      ceilings {
        id: "CE-TEST" scope { readers: "POLICE" } categories: "C07"
        at_most: "WITHHELD" local: true citation: "test"
        sentence_ja: "警察には見せない。" sentence_en: "Not for the police."
      })");
    const nlohmann::json review =
        Ask("officer", {"change", "review", "--pack", kPack, "--pack", local});
    EXPECT_EQ(review["only_narrows"], true);
    const nlohmann::json tight =
        Ask("officer",
            {"change", "submit", "--pack", kPack, "--pack", local, "--digest",
             review["digest"].get<std::string>(), "--at-once"});
    EXPECT_EQ(tight["state"], "CHANGE_STATE_ACTIVE");
    EXPECT_EQ(Ask("officer", {"policy", "get"})["version"], "2");
    Ask("officer", {"policy", "simulate", "--pack", kPack});
    Ask("officer", {"policy", "consents", "--pack", kPack});
    AskOfPolicies(local);
    Ask("officer", {"directory", "get-entries", "--person", "p-psy-1"});
    const std::string entries = deployment_.Path("entries.txtpb");
    WriteFile(entries, R"(persons { id: "p-new-1" })");
    const auto submit = [&] {
      const std::string digest =
          Ask("officer", {"change", "review", "--entries", entries})["digest"];
      return Ask("officer", {"change", "submit", "--entries", entries,
                             "--digest", digest})["name"]
          .get<std::string>();
    };
    const std::string put_aside = submit();
    Ask("officer", {"change", "reject", put_aside});
    const std::string change = submit();
    const std::string digest =
        Ask("officer-2", {"change", "review", change})["digest"];
    ExpectEnds(Run("officer", {"change", "approve", change, "--digest",
                               std::string(64, '0')}),
               3, "--digest");
    Ask("officer-2", {"change", "approve", change, "--digest", digest});
    Ask("officer", {"change", "activate", change});
    EXPECT_EQ(Ask("officer", {"change", "get", change})["header"]["state"],
              "CHANGE_STATE_ACTIVE");
    EXPECT_EQ(Ask("officer", {"change", "list"})["changes"].size(), 3u);
  }
  std::string AnyEvidence(const std::string& actor) {
    const auto store = client::EvidenceStore::Open(
        deployment_.Path(absl::StrCat("partners/", actor, "/evidence")));
    return absl::BytesToHexString(
        (*store->List()).front().evidence().leaf_hash());
  }
  // Until the entry is under a published head.
  void AwaitReceipt(const std::string& actor, const std::string& evidence,
                    const std::string& file) {
    EXPECT_TRUE(WaitUntil([&] {
      return Run(actor, {"audit", "receipt", evidence, "--out", file})
                 .exit_code == 0;
    }));
  }
  void WorkOnLog() {
    const std::string receipt = deployment_.Path("receipt.tlog-proof");
    AwaitReceipt("npo", AnyEvidence("npo"), receipt);
    Ask("npo", {"audit", "receipt", AnyEvidence("npo")});
    Ask("npo", {"audit", "verify", receipt});
    const std::string checkpoint =
        Ask("npo", {"audit", "checkpoint"})["checkpoint"];
    const std::vector<std::string> lines = absl::StrSplit(checkpoint, '\n');
    Ask("npo", {"audit", "consistency", lines[1]});
    EXPECT_TRUE(WaitUntil([&] {
      return Run("npo", {"audit", "reconcile"}).exit_code == 0;
    }));
    EXPECT_GT(Ask("npo", {"audit", "reconcile"})["verified"], 0);
  }
  void WorkOffline() {
    deployment_.StopGateway();
    const nlohmann::json report =
        Ask("npo",
            {"audit", "verify-log", deployment_.Path("gateway/gateway.txtpb")});
    EXPECT_THAT(report["findings"], IsEmpty());
    Ask("npo", {"policy", "explain", "--pack", kPack, "--ordinary"});
    Ask("npo", {"policy", "fields"});
    Ask("npo", {"policy", "lint", kPack});
    Ask("npo", {"policy", "format", kPack});
    Ask("npo", {"policy", "diff", "--before", kPack, "--after", kPack});
    Ask("npo", {"policy", "prove", "--pack", kPack});
    Ask("npo", {"policy", "matrix", "--pack", kPack, "--reader", "CITY_FS"});
    Ask("npo", {"policy", "test", "--pack", kPack, "--cases", kCases});
    Ask("npo", {"policy", "coverage", "--pack", kPack, "--cases", kCases});
    std::filesystem::remove_all(deployment_.Path("gateway/data"));
    std::filesystem::remove(deployment_.Path("gateway/anchor"));
    Ask("npo",
        {"init", deployment_.Path("gateway/gateway.txtpb"), "--directory",
         deployment_.Path("gateway/directory.txtpb"), "--pack", kPack});
  }
  std::set<std::string> VerbsOfTheHelp() {
    std::set<std::string> verbs;
    for (const std::string& noun :
         SubcommandsOf(Run("npo", {"--help"}).output)) {
      const auto of_noun = SubcommandsOf(Run("npo", {noun, "--help"}).output);
      for (const std::string& verb : of_noun) {
        verbs.insert(absl::StrCat(noun, " ", verb));
      }
      if (of_noun.empty()) verbs.insert(noun);
    }
    return verbs;
  }

  TemporaryDirectory folder_;
  Deployment deployment_;
  std::set<std::string> asked_;
};

TEST_F(CommandTest, EveryVerbIsDoneAndPrintsOneJsonDocument) {
  const std::string subject =
      Ask("npo", {"subject", "register", "--alias", "ゆき"})["subject"]["name"];
  Ask("npo", {"subject", "get", subject});
  const std::string section = DraftAndConfirm(subject);
  const std::string consent = GrantConsent(subject);
  Ask("npo", {"consent", "get", consent});
  WorkOnVersions(DraftAndConfirm(subject));
  WorkOnMessage(Ask("npo", {"message", "send", "--kind", "INFORMATION", "--to",
                            kMaternalHealth, "--subject", subject, "--section",
                            section})["message"]);
  SendBack(subject, section);
  AskAndRefuse(subject);
  WorkOnCase(subject);
  WorkOnSubject();
  Ask("npo", {"consent", "acknowledge", consent});
  Ask("npo", {"consent", "list", "--subject", subject});
  Ask("npo", {"consent", "narrow", consent, "--words", "only this month"});
  Ask("npo", {"consent", "withdraw", consent, "--category", "C16", "--told"});
  Ask("npo", {"consent", "withdraw", consent});
  WorkOnReport();
  EXPECT_FALSE(Ask("officer", {"audit", "affected", "--subject", subject,
                               "--need", "封筒"})["seen"]
                   .empty());
  WorkInOffice();
  WorkOnChanges();
  WorkOnLog();
  WorkOffline();
  EXPECT_EQ(asked_, VerbsOfTheHelp());
}

TEST_F(CommandTest, FailuresEndWithTheCodesOfTheManual) {
  const std::string subject =
      Ask("npo", {"subject", "register", "--alias", "ゆき"})["subject"]["name"];
  ExpectEnds(Run("npo", {"subject", "get", "subjects/x"}), 2, "name");
  const std::string section = DraftAndConfirm(subject);
  ExpectEnds(
      Run("npo", {"message", "send", "--kind", "INFORMATION", "--to",
                  kMaternalHealth, "--subject", subject, "--section", section}),
      3, "本人の同意がありません");
  ExpectEnds(Run("mh", {"audit", "search"}), 3, "officers");
  ExpectEnds(Run("former", {"case", "list"}), 3, "証明書");
  ExpectEnds(Run("mh", {"subject", "get", subject}), 4,
             "共有されていないか、存在しません");
  const std::string receipt = deployment_.Path("receipt.tlog-proof");
  AwaitReceipt("npo", AnyEvidence("npo"), receipt);
  std::string bytes = ReadFile(receipt);
  bytes[bytes.size() / 2] ^= 1;
  WriteFile(receipt, bytes);
  ExpectEnds(Run("npo", {"audit", "verify", receipt}), 6, "内容を使わず");
  deployment_.StopGateway();
  ExpectEnds(Run("npo", {"subject", "get", subject}), 5, "いま応じられません");
}

// An operator who gave a proof and does not have it in the log.
TEST_F(CommandTest, EvidenceThatTheLogDoesNotHoldIsCaught) {
  Ask("npo", {"subject", "register", "--alias", "ゆき"});
  const auto store =
      client::EvidenceStore::Open(deployment_.Path("partners/npo/evidence"));
  ASSERT_THAT(store, IsOk());
  v1::KeptEvidence kept = (*store->List()).front();
  kept.mutable_evidence()->set_leaf_hash(crypto::Sha256("never logged"));
  ASSERT_THAT(client::EvidenceStore(*store).Keep(kept), IsOk());
  Outcome outcome;
  EXPECT_TRUE(WaitUntil([&] {
    outcome = Run("npo", {"audit", "reconcile"});
    return outcome.exit_code != 5;
  }));
  ExpectEnds(outcome, 6, "does not hold");
}

}  // namespace
}  // namespace tasuki::scenario
