// Supervision by a physician who must not know who she is.

#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

void RefuseHerName(Story& story) {
  const Written named = SheetWithHerName();
  v1::DraftSectionRequest draft;
  draft.set_subject(story.subject());
  draft.set_case_(story.a_case());
  *draft.mutable_record() = named.full;
  v1::PreviewReducedRequest preview;
  preview.set_name(story.Do("sup", draft, "drafts a sheet").section());
  v1::ConfirmSectionRequest confirm;
  confirm.set_name(preview.name());
  confirm.set_reduced_hash(
      story.Do("sup", preview, "previews it").reduced_hash());
  confirm.set_deidentified(true);
  story.ExpectRefused({"sup"},
                      {"氏名の残ったシートを確定する",
                       "confirm a sheet that still has her name"},
                      confirm, Open(v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED));
}

void AddPhysician(Story& story) {
  v1::AddTeamEntryRequest request;
  request.set_case_(story.a_case());
  request.set_party(kPhysicians);
  request.set_relation(v1::RELATION_OBSERVER);
  request.add_persons("p-psychiatrist-1");
  story.Do("mh", request, "the lead adds the physician as an observer");
}

constexpr char kOfTheSheet[] = "ENTRUSTMENT: C01 C03 C07 C12 C17 C19";

// The physician is told of the sheet and reads it; of the case, nothing else.
void SendSheet(Story& story) {
  Expectations& expected = story.expected();
  const Written sheet = SupervisionSheet();
  v1::ConfirmSectionRequest approval;
  approval.set_deidentified(true);
  story.Confirm("sup", {"sheet", sheet.full, sheet.reduced}, approval);
  AddPhysician(story);
  ShowManagement(story, {kMaternalHealth, kFamilySupport, kHospital, kService,
                         kCgc, kPhysicians});
  ShowSheetInside(story);
  expected.See({"doctor"}, "sheet", sheet.full);
  expected.Levels({"doctor"},
                  "C01○ C03● C07◐ C12● C17◐ C19◐ | NO_ONWARD_SHARING "
                  "ALIAS_ONLY STOP_AT_EXPIRY");
  expected.Grounds({"doctor"}, kOfTheSheet);
  v1::SendMessageRequest send;
  send.set_kind(v1::MESSAGE_KIND_CONSULTATION);
  send.set_recipient(kPhysicians);
  send.add_sections(expected.NameOf("sheet"));
  Expectations::Letter letter = story.Send("sup", send);
  letter.sections = {{"sheet", sheet.full}};
  letter.levels =
      "C01○ C03● C07◐ C12● C17◐ C19◐ | NO_ONWARD_SHARING ALIAS_ONLY "
      "STOP_AT_EXPIRY";
  letter.grounds = kOfTheSheet;
  expected.Deliver("sheet", letter);
  story.tell().Say(
      "嘱託医が見るのは、匿名化を人が確かめた一枚だけ。評価は全部、家族は要約。"
      "家庭支援の相談票は確かめていないので見えない。",
      "The physician sees the one sheet that a person checked: the assessment "
      "in full, the family in summary. Family support's sheet was not checked "
      "for this and stays hidden.");
  story.ShowEverybody();
}

void SendAdvice(Story& story) {
  Expectations& expected = story.expected();
  const Written advice = SupervisionAdvice();
  story.Confirm("doctor", {"advice", advice.full, advice.reduced});
  expected.See({"doctor", "mh", "fs", "sup"}, "advice", advice.full);
  expected.Levels({"doctor"},
                  "C01○ C03● C07◐ C12● C17◐ C19◐ C26● | NO_ONWARD_SHARING "
                  "ALIAS_ONLY STOP_AT_EXPIRY");
  expected.Levels({"mh"},
                  "C01● C02● C03● C05● C06● C07● C12● C16● C17● C18● C19● C24● "
                  "C25● C26● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY "
                  "ALIAS_ONLY STOP_AT_EXPIRY");
  expected.Levels({"fs"},
                  "C01● C02● C03● C05● C06◐ C07● C12● C16● C17● C18● C19● C24● "
                  "C25● C26● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY "
                  "ALIAS_ONLY");
  expected.Levels({"sup"},
                  "C01● C02● C03● C05● C06● C07● C12● C16● C17● C18● C19● C24● "
                  "C25● C26● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY "
                  "ALIAS_ONLY");
  expected.Grounds({"doctor"},
                   "ENTRUSTMENT: C01 C03 C07 C12 C17 C19; OWN: C26");
  expected.Grounds(
      {"mh"},
      "CENTER_INTEGRATED: C01 C03 C12 C19 C25; CONSENT: C07; ENTRUSTMENT: C26; "
      "OWN: C02 C05 C06 C16 C17 C18 C24 C31 C32 C33");
  expected.Grounds({"fs"},
                   "CENTER_INTEGRATED: C02 C05 C06 C12 C16 C17 C24 C31 C32 "
                   "C33; ENTRUSTMENT: C26; OWN: C01 C03 C07 C18 C19 C25");
  expected.Grounds({"sup"},
                   "CENTER_INTEGRATED: C01 C02 C03 C05 C06 C07 C16 C17 C18 C19 "
                   "C24 C25 C31 C32 C33; ENTRUSTMENT: C26; OWN: C12");
  v1::SendMessageRequest send;
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kSupervision);
  send.add_sections(expected.NameOf("advice"));
  Expectations::Letter letter = story.Send("doctor", send);
  letter.sections = {{"advice", advice.full}};
  letter.levels = "C26● | CENTRE_ONLY ALIAS_ONLY";
  letter.grounds = "ENTRUSTMENT: C26";
  expected.Deliver("advice", letter);
  story.CheckEverybody();
}

void TakeAdvice(Story& story) {
  Expectations& expected = story.expected();
  v1::MessageHeader& header = expected.LetterOf("advice").header;
  v1::AcceptMessageRequest accept;
  accept.set_name(header.name());
  accept.set_case_(story.a_case());
  const auto accepted = story.Do("sup", accept, "the chief takes it over");
  header.set_state(v1::MESSAGE_STATE_ACCEPTED);
  header.set_case_(story.a_case());
  expected.KnowSubject({"sup"});
  story.Expect(accepted.sections_size() == 1, "one copy");
  if (accepted.sections_size() != 1) return;
  v1::Section copy = expected.SectionOf("advice");
  copy.set_name(accepted.sections(0));
  copy.set_holder(kSupervision);
  copy.set_origin(kPhysicians);
  copy.set_onward_rule(v1::ONWARD_RULE_CENTRE);
  expected.Place("advice-copy", copy);
  expected.See({"mh", "fs", "sup"}, "advice-copy", SupervisionAdvice().full);
  story.tell().Say(
      "助言はチームに戻る。名前を挙げられた担当だけが読み、児相・病院・"
      "妊娠SOSには存在も見えない。",
      "The advice goes back to the team: the named workers read it; centre, "
      "hospital and service see nothing of it.");
  story.ShowEverybody();
}

}  // namespace

void Supervision(Story& story) {
  story.tell().Step("#18", "統括 → 嘱託医。だれだか分からないケースシート。",
                    "The chief to the physician: a sheet without a person.");
  RefuseHerName(story);
  SendSheet(story);
  SendAdvice(story);
  TakeAdvice(story);
}

}  // namespace tasuki::scenario
