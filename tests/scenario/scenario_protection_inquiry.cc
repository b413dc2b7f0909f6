// S2, 3 and 4: what the city asks for, and what it passes on.

#include "tests/scenario/scenario_protection.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

v1::SendMessageRequest InTheMayorsName(Story& story) {
  v1::SendMessageRequest request =
      RequestFor(story, kClinic, {v1::CATEGORY_C09, v1::CATEGORY_C12},
                 "背部の傷の経過を確かめるため");
  request.set_basis(v1::BASIS_CODE_CAPA_13_4);
  request.set_office(v1::REQUESTER_OFFICE_MAYOR);
  request.mutable_access()->set_purpose(v1::PURPOSE_PROTECTION);
  return request;
}

v1::SendMessageRequest AnswerOfTheClinic(
    Story& story, const std::string& request,
    const std::vector<std::string>& sections) {
  v1::SendMessageRequest answer =
      MessageOf(story, v1::MESSAGE_KIND_ANSWER, kFamilySupport, sections,
                v1::BASIS_CODE_CAPA_13_4);
  answer.set_in_reply_to(request);
  return answer;
}

// What a clinic writes of its patient is of no case.
std::string OfTheClinic(Story& story, const v1::Record& record) {
  return ConfirmRecord(story, "clinic", {story.subject(), "", record});
}

}  // namespace

void CheckUpHistory(Story& story) {
  story.tell().Step("3", "家庭支援 → 母子保健。健診の経過を尋ねる。",
                    "Family support asks maternal health for the check-ups.");
  Expectations& expected = story.expected();
  AddMember(story, "fs", kMaternalHealth, "p-phn-1");
  const std::string request =
      Sent(story, "fs",
           RequestFor(story, kMaternalHealth, {v1::CATEGORY_C09},
                      "これまでの健診と訪問の経過"));
  const std::string check_ups = ConfirmRecord(
      story, "mh", {story.subject(), story.a_case(), CheckUpsOfB()});
  v1::SendMessageRequest answer =
      MessageOf(story, v1::MESSAGE_KIND_ANSWER, kFamilySupport, {check_ups});
  answer.set_in_reply_to(request);
  const std::string answered = Sent(story, "mh", answer);
  ExpectShown(story, "fs", answered,
              {"C01● C09● | CENTRE_ONLY", "CENTER_INTEGRATED: C01 C09"});
  const std::vector<std::string> copies =
      TakenOver(story, "fs", answered, story.a_case());
  story.Expect(copies.size() == 1, "a copy of the check-ups");
  if (copies.size() != 1) return;
  story.Named("check-ups") = copies[0];
  expected.Levels({"mh"},
                  "C01● C02● C03● C09● C12● C17◐ C24● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"fs"},
                  "C01● C02● C03● C09● C12● C13● C17● C24● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"coord"},
                  "C01● C02● C03● C09● C17● C24● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Gain("sup", "C09●");
  story.tell().Say(
      "同じセンターの中なので、根拠は統合（CENTER_INTEGRATED）。指名された"
      "保健師は評価をそのまま見る。通告者は見えない。",
      "Inside the centre the ground is its integration. The nurse who is named "
      "as co-worker sees the assessment in full and nothing of the reporter.");
  story.ShowEverybody();
}

void ClinicAnswersInPart(Story& story) {
  story.tell().Step("3", "家庭支援 → 小児科。市長名の照会（法13条の4）。",
                    "Family support asks the clinic in the mayor's name.");
  v1::SendMessageRequest request = InTheMayorsName(story);
  story.ExpectRefused(
      {"mh"}, {"母子保健が同じ照会をする", "maternal health asks the same"},
      request, Open(v1::REFUSAL_CODE_JURISDICTION));
  v1::SendMessageRequest director = request;
  director.set_office(v1::REQUESTER_OFFICE_CGC_DIRECTOR);
  story.ExpectRefused({"fs"},
                      {"児相所長の名で照会する",
                       "ask in the name of the guidance centre's director"},
                      director, Open(v1::REFUSAL_CODE_JURISDICTION));
  const std::string asked = Sent(story, "fs", request);

  const std::string sibling = OfTheClinic(story, IllnessOfTheSibling());
  story.ExpectRefused(
      {"clinic"}, {"きょうだいの持病も送る", "send the sibling's illness, too"},
      AnswerOfTheClinic(story, asked, {sibling}),
      Open(v1::REFUSAL_CODE_MINIMISED));
  v1::SendMessageRequest answer = AnswerOfTheClinic(
      story, asked,
      {OfTheClinic(story, InjuriesOfB()), OfTheClinic(story, OpinionOnB())});
  answer.set_part_refused(v1::REFUSAL_CODE_MINIMISED);
  const std::string answered = Sent(story, "clinic", answer);
  const auto shown = ExpectShown(
      story, "fs", answered, {"C09● C12● | CENTRE_ONLY", "CAPA_13_4: C09 C12"});
  story.Expect(shown.header().in_part() &&
                   shown.header().refusal() == v1::REFUSAL_CODE_MINIMISED,
               "family support reads that a part was not needed");
  const std::vector<std::string> copies =
      TakenOver(story, "fs", answered, story.a_case());
  story.Expect(copies.size() == 2, "copies of injuries and opinion");
  if (copies.size() != 2) return;
  story.Named("injuries") = copies[0];
  story.Named("opinion") = copies[1];
  story.tell().Say(
      "小児科は傷の所見だけを返し、要らない部分は MINIMISED と記した。",
      "The clinic answers with the injuries, and says that the rest is not "
      "needed (MINIMISED).");
  story.ShowEverybody();
}

void CityNotifies(Story& story) {
  story.tell().Step(
      "4", "緊急度A。家庭支援 → 児相。一時保護が要るとの通知と記録一式。",
      "Urgency A: the city notifies the guidance centre that "
      "custody is proper, with the file.");
  story.Named("sheet") = ConfirmRecord(
      story, "fs", {story.subject(), story.a_case(), UrgencySheetOfB()});
  v1::SendMessageRequest notice = MessageOf(
      story, v1::MESSAGE_KIND_NOTICE, kCgc,
      {story.Named("intake"), story.Named("check-ups"), story.Named("injuries"),
       story.Named("opinion"), story.Named("sheet")},
      v1::BASIS_CODE_CWA_25_7_NOTICE);
  notice.set_urgent(true);
  story.Named("notice") = Sent(story, "fs", notice);
  for (const char* actor : {"cgc", "director"}) {
    ExpectShown(story, actor, story.Named("notice"),
                {"C01● C02● C09● C12● C17● C33● | OBEY_SAFE_CONTACT",
                 "CWA_25_7_NOTICE: C01 C02 C09 C12 C17 C33"});
  }
  v1::GetMessageRequest read;
  read.set_name(story.Named("notice"));
  story.ExpectRefused({"mh", "dev", "clinic", "nursery"},
                      {"通知を読む", "read the notice"}, read,
                      Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.tell().Say(
      "児相には、小児科の所見も含めて届く。通告者だけは入っていない。",
      "The guidance centre gets all of it, the clinic's findings included; "
      "only the reporter is not in it.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
