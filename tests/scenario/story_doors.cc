#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "adapters/client/evidence_store.h"
#include "tests/certificates.h"
#include "tests/scenario/story.h"
#include "tests/scenario/terminal.h"

namespace tasuki::scenario {

void Story::Withdraw() {
  narrator_.Step("撤回", "本人 → 妊娠SOS。同意 c1 を取り消す。",
                 "She withdraws consent c1.");
  v1::WithdrawConsentRequest request;
  request.set_name(places_.consent);
  Expect(At("npo").Call(request).ok(), "the withdrawal is recorded");
  withdrawn_ = true;

  const auto inbox = At("mh").Call(v1::ListMessagesRequest());
  Expect(inbox.response.messages_size() == 3, "STOP_USE arrives, once");
  const std::string name =
      inbox.response.messages(inbox.response.messages_size() - 1).name();
  places_.messages.push_back(name);
  v1::GetMessageResponse stop;
  v1::MessageHeader& header = *stop.mutable_header();
  header.set_name(name);
  header.set_kind(v1::MESSAGE_KIND_STOP_USE);
  header.set_recipient("bodies/sample-city/units/maternal-health");
  header.set_subject(places_.subject);
  header.set_state(v1::MESSAGE_STATE_SENT);
  header.set_consent(places_.consent);
  for (const char* actor : {"npo", "mh", "mh-clerk", "midwife"}) {
    Expected(actor).consent = v1::CONSENT_STATE_WITHDRAWN;
  }
  for (const char* actor : {"mh", "mh-clerk", "midwife"}) {
    Expected(actor).inbox.push_back(header);
    Expected(actor).messages[name] = stop;
    Expected(actor).message_levels[name] = "";
    Expected(actor).messages[message_].clear_sections();
    Expected(actor).message_levels[message_] = "";
  }
  ExpectCaseEverywhere();
  narrator_.Say(
      "母子保健、家庭支援、統括から、同意で見えていたものがすぐに消える。",
      "What the consent had opened closes at once for all three.");
  ShowEverybody();

  const auto reply = At("npo").Call(Referral());
  ExpectRefusal(
      "npo", reply.status, reply.refusal, absl::StatusCode::kFailedPrecondition,
      v1::REFUSAL_CODE_CONSENT_WITHDRAWN, v1::REFUSAL_CODE_CONSENT_WITHDRAWN);
  narrator_.Refused(
      {{"npo"},
       {"もう一度、母子保健に送る", "send it to maternal health again"},
       v1::REFUSAL_CODE_CONSENT_WITHDRAWN,
       v1::REFUSAL_CODE_CONSENT_WITHDRAWN});
}

void Story::EndFamilySupport() {
  narrator_.Step("終了", "母子保健が家庭支援をチームから外す。",
                 "Maternal health takes family support off the team.");
  v1::EndTeamEntryRequest request;
  request.set_case_(places_.a_case);
  request.set_party("bodies/sample-city/units/family-support");
  Expect(At("mh").Call(request).ok(), "the lead ends the entry");
  team_.pop_back();
  family_support_on_team_ = false;
  ExpectCaseEverywhere();
  ShowEverybody();
  v1::GetCaseRequest get;
  get.set_name(places_.a_case);
  ExpectHidden({"fs"}, {"K-17 をもう一度開く", "open K-17 again"}, get,
               v1::REFUSAL_CODE_NOT_ON_CASE_TEAM);
}

// On connections that are open all the while.
void Story::ShutOut() {
  narrator_.Step(
      "停止", "情報管理責任者が職員、機関、証明書を止める。接続は開いたまま。",
      "The security officer disables a person, a party and a certificate; "
      "their connections are open all the while.");
  v1::DisablePersonRequest person;
  person.set_person("p-psy-1");
  Expect(At("officer").Call(person).ok(), "a person is disabled");
  Expected("dev").shut_out = true;
  CheckEverybody();

  v1::DisablePartyRequest party;
  party.set_name("bodies/ob-hospital");
  Expect(At("officer").Call(party).ok(), "a party is disabled");
  Expected("hospital").shut_out = true;
  CheckEverybody();

  v1::ImportCrlRequest crl;
  crl.set_crl_pem(deployment_.Revoke("cgc"));
  const auto imported = At("officer").Call(crl);
  Expect(imported.ok() && imported.response.newly_revoked() == 1,
         "a revocation list is imported");
  Expected("cgc").shut_out = true;
  narrator_.Say(
      "発達は職員を、産科病院は機関を、児相は証明書を止められた。次の呼び出しか"
      "ら何も答えがない。",
      "Child development's person, the hospital as a party and the guidance "
      "centre's certificate: refused from the next call on.");
  ShowEverybody();
}

void Story::VerifyEverybody(const std::vector<std::string>& actors) {
  narrator_.Step("証明", "各機関が、受け取った証拠を自分で確かめる。",
                 "Every party checks, on its own, all evidence it was given.");
  std::vector<std::string> ja, en;
  for (const std::string& actor : actors) {
    const absl::StatusOr<int> verified = At(actor).VerifyReceipts();
    Expect(verified.ok() && *verified > 0,
           absl::StrCat("the receipts of ", actor, ": ",
                        verified.status().ToString()));
    if (!verified.ok()) continue;
    ja.push_back(absl::StrCat(At(actor).actor().ja, " ", *verified, " 件"));
    en.push_back(absl::StrCat(At(actor).actor().en, " ", *verified));
  }
  narrator_.Say(absl::StrCat("すべてログにあり、変えられていない: ",
                             absl::StrJoin(ja, "、"), "。"),
                absl::StrCat("All in the log and unchanged: ",
                             absl::StrJoin(en, ", "), "."));
}

// The same with the command, as a partner without a system would.
void Story::VerifyWithCommand() {
  const auto store =
      client::EvidenceStore::Open(deployment_.Path("partners/npo/evidence"));
  const auto kept = store->List();
  Expect(kept.ok() && !kept->empty(), "the service keeps evidence");
  if (!kept.ok() || kept->empty()) return;
  const std::string leaf =
      absl::BytesToHexString(kept->front().evidence().leaf_hash());
  const std::string path = deployment_.Path("partners/npo/receipt.tlog-proof");
  Expect(deployment_.Command("npo", {"audit", "receipt", leaf, "--out", path})
                 .exit_code == 0,
         "`tasuki audit receipt` fetches one");
  const Outcome verified =
      deployment_.Command("npo", {"audit", "verify", path});
  Expect(verified.exit_code == 0,
         absl::StrCat("`tasuki audit verify`: ", verified.errors));

  std::string receipt = ReadFile(path);
  receipt[receipt.size() / 2] ^= 1;
  const std::string forged = deployment_.Path("partners/npo/forged.tlog-proof");
  WriteFile(forged, receipt);
  Expect(deployment_.Command("npo", {"audit", "verify", forged}).exit_code == 6,
         "a changed receipt does not verify");
  std::remove(forged.c_str());
  narrator_.Say(
      "コマンドでも確かめた。一文字でも変えた受領証は通らない。",
      "Checked with the command, too: a receipt with one byte changed fails.");
}

void Story::ShowHeadOfLog() {
  const std::vector<std::string> lines = absl::StrSplit(
      deployment_.Command("npo", {"audit", "checkpoint"}).output, '\n');
  Expect(lines.size() >= 5, "the newest head of the log has five lines");
  if (lines.size() < 5) return;
  narrator_.Say(
      "監査ログの先端。だれでも取得して、ほかの人のものと見比べられる:",
      "The head of the log; anybody may fetch and compare it:");
  const auto line = [this](absl::string_view text, absl::string_view meaning) {
    narrator_.Line(absl::StrCat("     ", Padded(text, 46), meaning));
  };
  line(lines[0], "ログの名前 / name of the log");
  line(lines[1], "大きさ（詰め物を含む） / size, with padding");
  line(lines[2], "木の根 / root of the tree");
  line(absl::StrCat(lines[4].substr(0, 40), "…"), "署名 / signature");
}

}  // namespace tasuki::scenario
