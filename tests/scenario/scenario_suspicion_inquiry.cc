// S8, 3 to 6: what is asked for, and what is not given.

#include "tests/scenario/scenario_suspicion.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

v1::SendMessageRequest InTheDirectorsName(Story& story, const char* recipient,
                                          v1::Category category,
                                          const char* need) {
  v1::SendMessageRequest request =
      RequestFor(story, recipient, {category}, need);
  request.set_basis(v1::BASIS_CODE_CAPA_13_4);
  request.set_office(v1::REQUESTER_OFFICE_CGC_DIRECTOR);
  return request;
}

v1::SendMessageRequest AnswerTo(Story& story, const std::string& request,
                                const std::vector<std::string>& sections,
                                v1::BasisCode basis) {
  v1::SendMessageRequest answer =
      MessageOf(story, v1::MESSAGE_KIND_ANSWER, kCgc, sections, basis);
  answer.set_in_reply_to(request);
  return answer;
}

// Asks a listed body, which writes down what it answers.
void AskAndAnswer(Story& story, const std::string& holder,
                  const char* recipient, const v1::Record& record) {
  const std::string request =
      Sent(story, "director",
           InTheDirectorsName(story, recipient, v1::CATEGORY_C09,
                              "受傷前の発育と受診の経過"));
  const std::string section =
      ConfirmRecord(story, holder, {story.subject(), "", record});
  const std::string answer =
      Sent(story, holder,
           AnswerTo(story, request, {section}, v1::BASIS_CODE_CAPA_13_4));
  ExpectShown(story, "cgc", answer,
              {"C09● | NO_ONWARD_SHARING", "CAPA_13_4: C09"});
  TakenOver(story, "cgc", answer, story.a_case());
}

v1::SendMessageRequest AnswerOfTheService(Story& story,
                                          const std::string& request,
                                          const std::string& section) {
  v1::SendMessageRequest answer =
      AnswerTo(story, request, {section}, v1::BASIS_CODE_COOPERATE_PUBLIC_DUTY);
  answer.set_attempt(v1::CONSENT_ATTEMPT_REFUSED);
  answer.set_attempt_reason("提供を断っている。尋ね直すと調査の妨げになる");
  return answer;
}

}  // namespace

void CentreAsksTheListed(Story& story) {
  story.tell().Step(
      "3", "児相所長名の照会（13条の4）。市の母子保健と、出産した病院へ。",
      "In the director's name, to the city and to the hospital "
      "of birth.");
  AskAndAnswer(story, "mh", kMaternalHealth, CheckUpsOfK());
  AskAndAnswer(story, "hospital", kHospital, BirthOfK());
  story.ExpectRefused(
      {"director"}, {"妊娠SOSに 13条の4 で照会する", "ask the service on 13-4"},
      InTheDirectorsName(story, kService, v1::CATEGORY_C06, "妊娠中の相談"),
      Open(v1::REFUSAL_CODE_NO_BASIS));
  story.tell().Say(
      "妊娠SOSは 13条の4 の機関ではない。協力を求める形で尋ね直す。",
      "The service is not on the list of 13-4: it is asked to cooperate.");
  story.ShowEverybody();
}

void ServiceGivesTheMinimum(Story& story) {
  story.tell().Step("4", "児相 → 妊娠SOS。公務への協力として尋ねる。",
                    "The service is asked to cooperate with a public duty.");
  v1::SendMessageRequest request = RequestFor(
      story, kService, {v1::CATEGORY_C06}, "妊娠中の相談の有無と経過");
  request.set_basis(v1::BASIS_CODE_COOPERATE_PUBLIC_DUTY);
  const std::string asked = Sent(story, "cgc", request);
  // Another file of the service's, even the mother's own, is not this child's.
  story.ExpectRefused(
      {"npo"},
      {"相談者の記録をそのまま付ける", "attach the client's record as it is"},
      AnswerOfTheService(story, asked, story.Named("contact")),
      Hidden(v1::REFUSAL_CODE_NO_SUCH_OBJECT));
  const std::string extract =
      ConfirmRecord(story, "npo", {story.subject(), "", ExtractOfTheService()});
  const std::string answer =
      Sent(story, "npo", AnswerOfTheService(story, asked, extract));
  ExpectShown(story, "cgc", answer,
              {"C06◐ | NO_ONWARD_SHARING", "COOPERATE_PUBLIC_DUTY: C06"});
  story.tell().Say(
      "届くのは、二度の相談があったという要約だけ。ほかの相談者のことは出ない"
      "。",
      "What arrives is a summary: that there were two calls. Nothing of other "
      "clients leaves.");
  story.ShowEverybody();
}

void CustodyAtTheHospital(Story& story) {
  story.tell().Step("5", "病院に委託して一時保護。一時保護状を請求。",
                    "Custody, entrusted to the hospital; a warrant is asked "
                    "for.");
  Expectations& expected = story.expected();
  const std::string custody = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), EntrustedCustodyOfK()});
  const std::string entrusted =
      Sent(story, "cgc",
           MessageOf(story, v1::MESSAGE_KIND_INFORMATION, kHospital, {custody},
                     v1::BASIS_CODE_MEASURE_EXECUTION));
  ExpectShown(story, "hospital", entrusted,
              {"C20◐ | NO_ONWARD_SHARING", "MEASURE_EXECUTION: C20"});
  for (const char* actor : {"cgc", "director", "fs", "coord"}) {
    expected.Gain(actor, "C20●");
  }
  story.ShowEverybody();
  const auto bundle =
      ExpectCase(story, "director", story.a_case(),
                 {expected.For(story.At("director").actor()).case_levels,
                  "OWN: C01 C02 C03 C09 C17 C20 C24"});
  for (const v1::Section& section : bundle.case_().sections()) {
    story.Expect(
        section.holder() == kCgc &&
            (section.origin().empty() || section.origin() == kNightClinic ||
             section.origin() == kMaternalHealth ||
             section.origin() == kHospital),
        "each record of the bundle says whose it is");
  }
  const absl::StatusOr<int> receipts = story.At("director").VerifyReceipts();
  story.Expect(receipts.ok() && *receipts > 0,
               "the receipts that go with the bundle verify");
  story.tell().Say(
      "家庭裁判所に出す一式は、どの記録も出所を言い、受領証で確かめられる。",
      "Of the bundle for the court every record says where it is from, and "
      "receipts prove it.");
}

void OldHistoryIsRefused(Story& story) {
  story.tell().Step("6", "児相 → 母子保健。母の昔の中絶歴を尋ねる。",
                    "The centre asks for the mother's old abortion history.");
  const std::string asked = Sent(
      story, "director",
      InTheDirectorsName(story, kMaternalHealth, v1::CATEGORY_C08, "母の既往"));
  const std::string history =
      ConfirmRecord(story, "mh", {story.subject(), "", HistoryOfTheMother()});
  story.ExpectRefused(
      {"mh"}, {"中絶歴を返す", "answer with the history"},
      AnswerTo(story, asked, {history}, v1::BASIS_CODE_CAPA_13_4),
      Open(v1::REFUSAL_CODE_MINIMISED));
  ExpectRequestRefused(story, asked,
                       {"mh", "director", v1::REFUSAL_CODE_THIRD_PARTY_HARM,
                        v1::REFUSAL_CODE_NO_BASIS});
  story.tell().Say(
      "子に要らないので、ゲートウェイが通さない。市は断り、理由はログに残る。",
      "The child does not need it: the gateway does not let it pass, the city "
      "refuses, and the reason is in the log.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
