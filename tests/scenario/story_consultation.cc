// The child guidance centre: asked without a name, asking too early, and asking
// again as a member of the council.

#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

v1::SendMessageRequest QuestionOf(Story& story, const char* recipient) {
  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_REQUEST);
  request.set_recipient(recipient);
  request.set_subject(story.subject());
  request.add_requested(v1::CATEGORY_C02);
  request.add_requested(v1::CATEGORY_C17);
  request.add_requested(v1::CATEGORY_C33);
  return request;
}

}  // namespace

void Consultation(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#6", "家庭支援 → 児相。名前を伏せた技術的な相談。",
                    "Family support to the guidance centre: a consultation "
                    "without a name.");
  const Written sheet = ConsultationSheet();
  story.Confirm("fs", {"consultation", sheet.full, sheet.reduced});
  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_CONSULTATION);
  request.set_recipient(kCgc);
  request.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
  request.add_sections(expected.NameOf("consultation"));
  Expectations::Letter letter = story.Send("fs", request);
  letter.sections = {{"consultation", sheet.reduced}};
  letter.levels = "C01○ C03● C07◐ C18◐ C19◐ | NO_ONWARD_SHARING ALIAS_ONLY";
  letter.grounds = "CWA_10_CONSULT: C01 C03 C07 C18 C19";
  expected.Deliver("consultation", letter);

  // Inside the centre it is one more section of the case.
  expected.See(MaternalHealth(), "consultation", sheet.full);
  expected.See({"fs", "sup"}, "consultation", sheet.full);
  expected.Levels(MaternalHealth(),
                  "C01● C03● C05● C06● C07● C16● C18◐ C19● C24● C25● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"fs"},
                  "C01● C03● C05● C06◐ C07● C16◐ C18● C19● C24● C25● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"sup"},
                  "C01● C03● C05● C06● C07● C16◐ C18● C19● C24● C25● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Grounds(
      MaternalHealth(),
      "CENTER_INTEGRATED: C01 C03 C07 C18 C19 C25; OWN: C05 C06 C16 C24");
  expected.Grounds(
      {"sup"}, "CENTER_INTEGRATED: C01 C03 C05 C06 C07 C16 C18 C19 C24 C25");
  expected.Grounds(
      {"fs"},
      "CENTER_INTEGRATED: C05 C06 C16 C24; OWN: C01 C03 C07 C18 C19 C25");
  story.tell().Say(
      "児相に届くのは呼び名と、週数・父親・意向の要約だけ。氏名も家族もない。",
      "The centre gets the alias, and weeks, father and wishes in summary. No "
      "name, no family.");
  story.ShowEverybody();
  v1::GetCaseRequest get;
  get.set_name(story.a_case());
  story.ExpectRefused({"cgc"}, {"K-17 を開く", "open K-17"}, get,
                      Hidden(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
}

void QuestionTooEarly(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#7", "児相 → 家庭支援。「氏名、住所、家族を教えてほしい」",
                    "The centre asks: her name, address and family, please.");
  v1::SendMessageRequest question = QuestionOf(story, kFamilySupport);
  story.ExpectRefused({"cgc"},
                      {"必要な理由を書かずに尋ねる", "ask without saying why"},
                      question, Open(v1::REFUSAL_CODE_NEED_NOT_STATED));
  question.mutable_access()->set_need("特別養子縁組の可能性を検討するため");
  expected.Deliver("question", story.Send("cgc", question));
  story.CheckEverybody();

  v1::RefuseRequestRequest refuse;
  v1::MessageHeader& asked = expected.LetterOf("question").header;
  refuse.set_name(asked.name());
  refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
  refuse.set_ask_again_on(v1::BASIS_CODE_COUNCIL_EXCHANGE);
  story.Do("fs", refuse, "family support refuses");
  asked.set_state(v1::MESSAGE_STATE_REFUSED);
  v1::MessageHeader answer;
  answer.set_name(story.NewestMessage("cgc"));
  answer.set_kind(v1::MESSAGE_KIND_ANSWER);
  answer.set_sender(kFamilySupport);
  answer.set_recipient(kCgc);
  answer.set_subject(story.subject());
  answer.set_state(v1::MESSAGE_STATE_SENT);
  answer.set_in_reply_to(asked.name());
  answer.set_refusal(refuse.code());
  answer.set_ask_again_on(refuse.ask_again_on());
  expected.Deliver("no", {answer, {}, ""});
  story.tell().Say(
      "家庭支援は断る: 渡す根拠がない。答えには、要対協に登録されればその"
      "枠組みで尋ねられる、と書いてある。",
      "Refused: no ground. The answer says how to ask again: once the case is "
      "registered in the council.");
  story.ShowEverybody();
}

void QuestionAgain(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#14", "児相が要対協の構成員として、母子保健にもう一度尋ねる。",
      "The centre asks maternal health again, as a member of the council.");
  v1::SendMessageRequest question = QuestionOf(story, kMaternalHealth);
  question.mutable_access()->set_need("特定妊婦としての支援方針を決めるため");
  expected.Deliver("question-again", story.Send("cgc", question));
  story.CheckEverybody();

  v1::MessageHeader& asked = expected.LetterOf("question-again").header;
  v1::SendMessageRequest answer;
  answer.set_kind(v1::MESSAGE_KIND_ANSWER);
  answer.set_recipient(kCgc);
  answer.set_in_reply_to(asked.name());
  answer.add_sections(expected.NameOf("told"));
  answer.add_sections(expected.NameOf("family"));
  Expectations::Letter letter = story.Send("mh", answer);
  asked.set_state(v1::MESSAGE_STATE_ANSWERED);
  letter.sections = {{"told", ToldForCgc()}, {"family", FamilyForCgc()}};
  letter.levels =
      "C01○ C02◐ C05● C17● C18◐ C33◐ | OBEY_SAFE_CONTACT "
      "NO_ONWARD_SHARING";
  letter.grounds = "COUNCIL_EXCHANGE: C01 C02 C05 C17 C18 C33";
  expected.Deliver("answer", letter);
  story.tell().Say(
      "届くのは生まれた年まで。氏名はない。児童の措置を検討する段になれば、"
      "法律上の根拠が変わる。",
      "The year of birth arrives, the name does not: that needs a measure for "
      "the child.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
