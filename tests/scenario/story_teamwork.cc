// Opening the case and the first team.

#include "adapters/client/method.h"
#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/hidden_pairs.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

// The section of the case's management, by maternal health's own answer.
v1::Section FindManagement(Story& story) {
  v1::GetCaseRequest get;
  get.set_name(story.a_case());
  const auto reply = story.Do("mh", get, "maternal health opens the case");
  for (v1::Section section : reply.case_().sections()) {
    if (section.kind() != v1::SECTION_KIND_CASE_MANAGEMENT) continue;
    section.clear_record();
    return section;
  }
  return {};
}

}  // namespace

void ShowManagement(Story& story, const std::vector<std::string>& team) {
  const v1::Record record =
      CaseManagementOf(team, story.Named("registered on"));
  story.expected().See(MaternalHealth(), "management", record);
  story.expected().See({"fs", "sup", "coord"}, "management", record);
}

void OpenTheCase(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#4", "母子保健がケース K-17 を開く（特定妊婦）。主担当になる。",
      "Maternal health opens case K-17, specified pregnancy; leads.");
  v1::OpenCaseRequest request;
  request.set_subject(story.subject());
  request.set_class_(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  request.add_branches(v1::BRANCH_CHILD_WELFARE);
  request.add_branches(v1::BRANCH_WOMEN);
  request.add_branches(v1::BRANCH_MATERNAL);
  request.set_alias("K-17");
  request.set_centre_notice_given(true);
  for (const char* copy : {"sos", "profile", "life"}) {
    request.add_bind_sections(expected.NameOf(copy));
  }
  expected.SetCase(
      story.Do("mh", request, "maternal health opens the case").case_());

  // The id of the management section is new; all that it says is expected.
  v1::Section management = FindManagement(story);
  expected.Place("management", management);
  ShowManagement(story, {kMaternalHealth});
  const std::vector<Fact> facts = FactsOfTheSeedCase();
  const char* const kCopies[] = {"sos", "profile", "life"};
  for (size_t i = 0; i < facts.size(); ++i) {
    expected.Bind(kCopies[i]);
    expected.See(MaternalHealth(), kCopies[i], facts[i].for_mh);
    expected.See({"sup"}, kCopies[i], facts[i].for_sup);
  }
  expected.Levels(MaternalHealth(),
                  "C01● C03● C05● C06● C07● C16● C19● C24● | "
                  "OBEY_SAFE_CONTACT");
  expected.Grounds(MaternalHealth(), "OWN: C01 C03 C05 C06 C07 C16 C19 C24");
  expected.Levels({"sup"},
                  "C01● C03● C05● C06● C07● C16◐ C19● C24● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Grounds({"sup"},
                   "CENTER_INTEGRATED: C01 C03 C05 C06 C07 C16 C19 C24");
  // The coordinator of the council: that there is a case, and who manages it.
  expected.See({"coord"}, "sos", ContactByName());
  expected.See({"coord"}, "profile", HandleOnly());
  expected.Levels({"coord"}, "C01● C03● C24● | CENTRE_ONLY");
  expected.Grounds({"coord"}, "CENTER_INTEGRATED: C01 C03 C24");
  story.tell().Say(
      "母子保健の「生活」は●に変わるが、増えてはいない。要約で受け取った写しの"
      "、"
      "いまは持ち主。",
      "\"life\" turns full for maternal health and nothing is added: it now "
      "holds the copy, which came in summary.");
  story.ShowEverybody();
}

void FamilySupportJoins(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#5", "母子保健 ↔ 家庭支援、統括。家庭支援をチームに加える。",
      "Maternal health puts family support on the team; the chief oversees.");
  v1::AddTeamEntryRequest request;
  request.set_case_(story.a_case());
  request.set_party(kFamilySupport);
  request.set_relation(v1::RELATION_MEMBER);
  request.add_persons("p-cw-1");
  story.Do("mh", request, "the lead adds family support");
  ShowManagement(story, {kMaternalHealth, kFamilySupport});
  const std::vector<Fact> facts = FactsOfTheSeedCase();
  expected.See({"fs"}, "sos", facts[0].for_fs);
  expected.See({"fs"}, "profile", facts[1].for_fs);
  expected.See({"fs"}, "life", facts[2].for_fs);
  // A short meeting at once: everybody in the centre who works on the case sees
  // what was decided.
  const Written meeting = ShortMeeting();
  story.Confirm("fs", {"meeting", meeting.full, meeting.reduced});
  expected.See(MaternalHealth(), "meeting", meeting.full);
  expected.See({"sup", "fs"}, "meeting", meeting.full);
  expected.Levels(MaternalHealth(),
                  "C01● C03● C05● C06● C07● C16● C19● C24● C25● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"sup"},
                  "C01● C03● C05● C06● C07● C16◐ C19● C24● C25● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"fs"},
                  "C01● C03● C05● C06◐ C07◐ C16◐ C19● C24● C25● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Grounds(
      MaternalHealth(),
      "CENTER_INTEGRATED: C01 C25; OWN: C03 C05 C06 C07 C16 C19 C24");
  expected.Grounds({"sup"},
                   "CENTER_INTEGRATED: C01 C03 C05 C06 C07 C16 C19 C24 C25");
  expected.Grounds(
      {"fs"}, "CENTER_INTEGRATED: C03 C05 C06 C07 C16 C19 C24; OWN: C01 C25");
  story.tell().Say(
      "家庭支援には、相談と週数は要約（22-33w）、意向は全部が見える。",
      "Family support sees contact and weeks reduced (22-33w), wishes "
      "in full.");
  story.ShowEverybody();
}

// "Not yours" and "does not exist" differ in the officer's log only.
void HiddenLooksAbsent(Story& story) {
  v1::GetCaseRequest hidden, absent;
  hidden.set_name(story.a_case());
  absent.set_name(Absent(story.a_case()));
  story.At("dev").Fill(hidden);
  story.At("dev").Fill(absent);
  const auto* method = client::MethodOf(v1::GetCaseRequest::descriptor());
  const client::WireAnswer one =
      story.At("dev").CallWire(*method, hidden.SerializeAsString());
  const client::WireAnswer other =
      story.At("dev").CallWire(*method, absent.SerializeAsString());
  story.Expect(one.status == other.status && one.response == other.response &&
                   one.details.size() == other.details.size() &&
                   one.initial_metadata == other.initial_metadata,
               "hidden and absent look alike");
  story.ExpectRefused({"dev", "npo", "cgc", "hospital", "wco", "doctor"},
                      {"K-17 を開く", "open K-17"}, hidden,
                      Hidden(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
  story.ExpectRefused(
      {"dev"}, {"存在しないケースを開く", "open a case that does not exist"},
      absent, Hidden(v1::REFUSAL_CODE_NO_SUCH_OBJECT));
  story.tell().Say("二つの答えは、一バイトまで同じ。違いは監査ログにしかない。",
                   "The two answers are the same to the byte.");
}

// The certificate alone says who acts: no assertion is sent.
void PersonalCertificates(Story& story) {
  story.tell().Step(
      "個人", "システムのない助産師が、自分の証明書だけで K-17 を開く。",
      "A midwife without a system opens K-17 with a certificate of "
      "her own.");
  v1::GetCaseRequest get;
  get.set_name(story.a_case());
  const auto reply = story.At("midwife").Call(get);
  story.Expect(reply.ok(), "her one assignment says for whom she acts");
  if (!reply.ok()) return;
  story.ExpectSame(reply.response.case_(),
                   *story.expected().For(story.At("midwife").actor()).a_case,
                   "she sees the case as her unit does");
  const v1::ExchangeGroup logged =
      story.EntryOf(reply.response.disclosure().evidence(0).leaf_hash())
          .exchange();
  story.Expect(logged.peer() ==
                       "body/sample-city/unit/maternal-health/staff/"
                       "p-midwife-1" &&
                   logged.person() == "p-midwife-1" &&
                   logged.party() == kMaternalHealth,
               "the log says that she did, with her own certificate");
  story.tell().Say(
      "署名は要らない。担当が一つなら、証明書が本人を示す。係と同じものが"
      "見え、監査ログには本人として残る。",
      "No signature is needed: with one assignment the certificate "
      "says who acts. She sees what her unit sees, and the log names "
      "her.");
  const auto former = story.At("former").Call(get);
  story.Expect(absl::IsUnauthenticated(former.status),
               "a certificate of somebody without an assignment is refused");
  story.tell().Say(
      "× 元助産師: 証明書はまだ有効でも、いまの担当がないので何もできない。",
      "A former midwife: her certificate is still good, but with no "
      "assignment now she is refused.");
}

}  // namespace tasuki::scenario
