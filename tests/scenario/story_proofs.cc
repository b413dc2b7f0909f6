// Every party checks the evidence that it was given.

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "adapters/client/evidence_store.h"
#include "tests/files.h"
#include "tests/scenario/story_scenes.h"
#include "tests/scenario/terminal.h"

namespace tasuki::scenario {
namespace {

// Whose access is not ended by the story; and whose is.
const Actors& WhoStay() {
  static const auto* const actors =
      new Actors{"npo",   "mh",  "mh-clerk", "midwife", "fs",
                 "coord", "sup", "wco",      "doctor",  "agency"};
  return *actors;
}
const Actors& WhoAreShutOut() {
  static const auto* const actors = new Actors{"dev", "cgc", "hospital"};
  return *actors;
}

void VerifyAll(Story& story, const Actors& actors) {
  std::vector<std::string> ja, en;
  for (const std::string& actor : actors) {
    const absl::StatusOr<int> verified = story.At(actor).VerifyReceipts();
    story.Expect(verified.ok() && *verified > 0,
                 absl::StrCat("the receipts of ", actor, ": ",
                              verified.status().ToString()));
    if (!verified.ok()) continue;
    ja.push_back(
        absl::StrCat(story.At(actor).actor().ja, " ", *verified, " 件"));
    en.push_back(absl::StrCat(story.At(actor).actor().en, " ", *verified));
  }
  story.tell().Say(absl::StrCat("すべてログにあり、変えられていない: ",
                                absl::StrJoin(ja, "、"), "。"),
                   absl::StrCat("All in the log and unchanged: ",
                                absl::StrJoin(en, ", "), "."));
}

// The same with the command, as a partner without a system would.
void VerifyWithCommand(Story& story) {
  const auto store = client::EvidenceStore::Open(
      story.deployment().Path("partners/npo/evidence"));
  const auto kept = store->List();
  story.Expect(kept.ok() && !kept->empty(), "the service keeps evidence");
  if (!kept.ok() || kept->empty()) return;
  const std::string leaf =
      absl::BytesToHexString(kept->front().evidence().leaf_hash());
  const std::string path =
      story.deployment().Path("partners/npo/receipt.tlog-proof");
  story.Expect(
      story.deployment()
              .Command("npo", {"audit", "receipt", leaf, "--out", path})
              .exit_code == 0,
      "`tasuki audit receipt` fetches one");
  const Outcome verified =
      story.deployment().Command("npo", {"audit", "verify", path});
  story.Expect(verified.exit_code == 0,
               absl::StrCat("`tasuki audit verify`: ", verified.errors));

  std::string receipt = ReadFile(path);
  receipt[receipt.size() / 2] ^= 1;
  const std::string forged =
      story.deployment().Path("partners/npo/forged.tlog-proof");
  WriteFile(forged, receipt);
  story.Expect(story.deployment()
                       .Command("npo", {"audit", "verify", forged})
                       .exit_code == 6,
               "a changed receipt does not verify");
  std::remove(forged.c_str());
  story.tell().Say(
      "コマンドでも確かめた。一文字でも変えた受領証は通らない。",
      "Checked with the command, too: a receipt with one byte changed fails.");
}

void ShowHeadOfLog(Story& story) {
  const std::vector<std::string> lines = absl::StrSplit(
      story.deployment().Command("npo", {"audit", "checkpoint"}).output, '\n');
  story.Expect(lines.size() >= 5, "the newest head of the log has five lines");
  if (lines.size() < 5) return;
  story.tell().Say(
      "監査ログの先端。だれでも取得して、ほかの人のものと見比べられる:",
      "The head of the log; anybody may fetch and compare it:");
  const auto line = [&story](absl::string_view text,
                             absl::string_view meaning) {
    story.tell().Line(absl::StrCat("     ", Padded(text, 46), meaning));
  };
  line(lines[0], "ログの名前 / name of the log");
  line(lines[1], "大きさ（詰め物を含む） / size, with padding");
  line(lines[2], "木の根 / root of the tree");
  line(absl::StrCat(lines[4].substr(0, 40), "…"), "署名 / signature");
}

}  // namespace

void ProofsOfTheShutOut(Story& story) {
  story.tell().Step("証明",
                    "あとで止められる三者が、いまのうちに証拠を確かめる。",
                    "The three that are shut out next check their evidence.");
  VerifyAll(story, WhoAreShutOut());
}

void ReceiptsOfAll(Story& story) {
  story.tell().Step("証明", "全員が、受け取った証拠を自分で確かめる。",
                    "Everybody checks, on their own, all evidence given.");
  Actors all;
  for (const Actor& actor : story.deployment().cast()) {
    all.push_back(actor.name);
  }
  VerifyAll(story, all);
}

void Proofs(Story& story) {
  story.tell().Step(
      "証明", "各機関が、受け取った証拠を自分で確かめる。",
      "Every party checks, on its own, all evidence it was given.");
  VerifyAll(story, WhoStay());
  VerifyWithCommand(story);
  ShowHeadOfLog(story);
}

}  // namespace tasuki::scenario
