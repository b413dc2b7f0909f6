// The command `tasuki` against a gateway: a case by hand, verb by verb.

#include <filesystem>

#include "adapters/client/evidence_store.h"
#include "gateway/crypto/digest.h"
#include "tests/scenario/command_case_work.h"
#include "tests/status_matchers.h"

namespace tasuki::scenario {
namespace {

using ::testing::IsEmpty;

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

class CommandTest : public CaseWork {
 protected:
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
    // What an author wrote need not be text at all.
    const std::string broken = deployment_.Path("broken.txtpb");
    WriteFile(broken, "name: \"a\"\nname: \"\xff\"");
    const Outcome found =
        Run("officer", {"policy", "ask", "lint", "--pack", broken});
    EXPECT_EQ(found.exit_code, 2) << found.errors;
    EXPECT_THAT(found.errors,
                ::testing::HasSubstr("txtpb:2:8: UTF-8 ではない文字"));
    const Outcome said =
        Run("officer", {"policy", "ask", "diff", "--pack", kPack});
    EXPECT_THAT(said.output, ::testing::AllOf(::testing::HasSubstr("広がる"),
                                              ::testing::HasSubstr("－ ")));
    const nlohmann::json diff =
        Ask("officer", {"policy", "ask", "diff", "--pack", kPack});
    EXPECT_FALSE(diff["changes"].empty());
    EXPECT_FALSE(diff["statements"].empty());
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
    // Cases are read from a folder, as `policy test` does.
    const nlohmann::json tried =
        Ask("officer", {"change", "review", "--pack", kPack, "--cases",
                        TASUKI_SOURCE_DIR "/policies/cases"});
    EXPECT_THAT(tried["difference"]["changes"][0]["en"].get<std::string>(),
                ::testing::HasSubstr("new cases ("));
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
