// The hospital: the request, the first visit, the form of signs.

#include "absl/strings/match.h"
#include "tests/scenario/branch_steps.h"
#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

v1::SendMessageRequest Form(Story& story) {
  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_INFORMATION);
  request.set_recipient(kMaternalHealth);
  request.set_subject(story.subject());
  request.set_basis(v1::BASIS_CODE_CWA_21_10_5);
  request.add_sections(story.expected().NameOf("signs"));
  return request;
}

}  // namespace

void RequestToHospital(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#9", "母子保健 → 産科病院。初回受診の依頼。",
                    "Maternal health to the hospital: a first visit, please.");
  AddMember(story, kHospital, "p-msw-1");
  AddMember(story, kService, "p-npo-1");
  ShowManagement(story, {kMaternalHealth, kFamilySupport, kHospital, kService});
  // Members by her consent: what she agreed to, and nothing of the money.
  expected.See({"hospital", "npo"}, "management", ManagementByName());
  expected.See({"hospital"}, "visit", JointVisit().reduced);
  expected.See({"hospital"}, "told", ToldForHospital());
  expected.See({"hospital"}, "intention", HerIntention().reduced);
  expected.See({"hospital"}, "family", FamilyForHospital());
  expected.See({"hospital"}, "livelihood", PaymentRouteOnly());
  const v1::Record met = MilestoneReached(v1::MILESTONE_MET_CITY_NURSE).full;
  expected.See({"hospital", "npo"}, "met-nurse", met);
  expected.See({"npo"}, "told", ToldForService());
  expected.See({"npo"}, "intention", HerIntention().reduced);
  expected.Levels({"hospital"},
                  "C01● C02● C03● C05● C17◐ C19◐ C25◐ C31◐ C32● | "
                  "OBEY_SAFE_CONTACT NO_ONWARD_SHARING STOP_AT_EXPIRY");
  expected.Levels({"npo"},
                  "C01○ C03● C05● C19◐ C24○ C25○ C32● | "
                  "OBEY_SAFE_CONTACT NO_ONWARD_SHARING STOP_AT_EXPIRY");
  expected.Grounds({"hospital"},
                   "CONSENT: C01 C02 C03 C05 C17 C19 C25 C31 C32");
  expected.Grounds({"npo"}, "CONSENT: C01 C03 C05 C19 C24 C25 C32");
  expected.KnowConsent({"npo"}, "conference", v1::CONSENT_STATE_ACTIVE);
  story.CheckEverybody();

  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_REQUEST);
  request.set_recipient(kHospital);
  request.add_requested(v1::CATEGORY_C07);
  request.mutable_access()->set_need("初回受診を受け入れてほしい");
  for (const char* nick : {"told", "family", "livelihood"}) {
    request.add_sections(expected.NameOf(nick));
  }
  Expectations::Letter letter = story.Send("mh", request);
  letter.sections = {{"told", ToldForHospital()},
                     {"family", FamilyForHospital()},
                     {"livelihood", PaymentRouteOnly()}};
  letter.levels =
      "C01● C02● C05● C17◐ C31◐ | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
      "STOP_AT_EXPIRY";
  letter.grounds = "CONSENT: C01 C02 C05 C17 C31";
  expected.Deliver("first-visit", letter);
  story.tell().Say(
      "病院に届くのは、連絡方法の全部、家族の要約（親に知られてはならない）、"
      "支払の方法だけ。収入や借金は届かない。",
      "The hospital gets how to reach her, the family in summary (her parents "
      "must not know), and the way of payment; nothing of income or debts.");
  story.ShowEverybody();
}

void FirstVisit(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#10", "産科病院 → 母子保健。初診の結果。",
                    "The hospital to maternal health: the first visit.");
  const Written findings = FirstVisitFindings();
  const Written syphilis = SyphilisPending();
  story.Confirm("hospital", {"pregnancy", findings.full, findings.reduced});
  story.Confirm("hospital", {"syphilis", syphilis.full, syphilis.reduced});
  expected.See({"hospital"}, "pregnancy", findings.full);
  expected.See({"hospital"}, "syphilis", syphilis.full);
  expected.Levels({"hospital"},
                  "C01● C02● C03● C05● C07● C08● C17◐ C19◐ C25◐ C31◐ C32● | "
                  "OBEY_SAFE_CONTACT NO_ONWARD_SHARING STOP_AT_EXPIRY");
  expected.Grounds(
      {"hospital"},
      "CONSENT: C01 C02 C03 C05 C17 C19 C25 C31 C32; OWN: C07 C08");
  v1::SendMessageRequest answer;
  answer.set_kind(v1::MESSAGE_KIND_ANSWER);
  answer.set_recipient(kMaternalHealth);
  answer.set_subject(story.subject());
  v1::MessageHeader& asked = expected.LetterOf("first-visit").header;
  answer.set_in_reply_to(asked.name());
  answer.add_sections(expected.NameOf("pregnancy"));
  story.ExpectRefused({"hospital"},
                      {"本人に確かめる前に結果を送る",
                       "send results before she confirmed her consent"},
                      answer, Open(v1::REFUSAL_CODE_CONSENT_ABSENT));
  // What the hospital wrote stays its own until she has said the same there.
  story.CheckEverybody();
  v1::AcknowledgeConsentRequest acknowledge;
  for (const char* consent : {"c2", "conference"}) {
    acknowledge.set_name(story.NameOfConsent(consent));
    story.Do("hospital", acknowledge, "she says the same at the hospital");
  }
  expected.See(MaternalHealth(), "pregnancy", findings.full);
  expected.Levels(MaternalHealth(),
                  "C01● C02● C03● C05● C06● C07● C16● C17● C18● C19● C24● C25● "
                  "C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY "
                  "STOP_AT_EXPIRY");
  // The service hears that there is something about the pregnancy.
  expected.Levels({"npo"},
                  "C01○ C03● C05● C07○ C19◐ C24○ C25○ C32● | "
                  "OBEY_SAFE_CONTACT NO_ONWARD_SHARING STOP_AT_EXPIRY");
  expected.Grounds(MaternalHealth(),
                   "CENTER_INTEGRATED: C01 C03 C19 C25; CONSENT: C07; OWN: C02 "
                   "C05 C06 C16 C17 C18 C24 C31 C32 C33");
  expected.Grounds({"npo"}, "CONSENT: C01 C03 C05 C07 C19 C24 C25 C32");
  Expectations::Letter letter = story.Send("hospital", answer);
  asked.set_state(v1::MESSAGE_STATE_ANSWERED);
  letter.sections = {{"pregnancy", findings.full}};
  letter.levels = "C07● | CENTRE_ONLY STOP_AT_EXPIRY";
  letter.grounds = "CONSENT: C07";
  expected.Deliver("findings", letter);
  story.tell().Say(
      "母子保健には、31週2日、貧血、血圧まで全部。治療は病院で、と書いてある。",
      "Maternal health sees all of it: 31w2d, anaemia, blood pressure, "
      "treatment at the hospital.");
  story.ShowEverybody();

  v1::SendMessageRequest result = answer;
  result.set_kind(v1::MESSAGE_KIND_INFORMATION);
  result.clear_in_reply_to();
  result.set_sections(0, expected.NameOf("syphilis"));
  story.ExpectRefused({"hospital"},
                      {"梅毒の検査を母子保健に送る",
                       "send the syphilis test to maternal health"},
                      result, Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
}

void FormOfSigns(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#11", "産科病院 → 母子保健。特定妊婦の情報提供票。",
                    "The hospital's form for a specified expectant mother.");
  const Written signs = SignsForm();
  story.Confirm("hospital", {"signs", signs.full, signs.reduced});
  expected.See({"hospital"}, "signs", SignsForHospital());
  expected.Levels({"hospital"},
                  "C01● C02● C03● C05● C07● C08● C12● C17● C18● C19● C25◐ C31◐ "
                  "C32● | OBEY_SAFE_CONTACT NO_ONWARD_SHARING STOP_AT_EXPIRY");
  expected.Grounds(
      {"hospital"},
      "CONSENT: C01 C02 C03 C05 C25 C31 C32; OWN: C07 C08 C12 C17 C18 C19");
  const auto bare = story.At("hospital").Call(Form(story));
  story.Expect(
      absl::IsInvalidArgument(bare.status) &&
          absl::StrContains(bare.status.message(), "attempt"),
      "what became of asking her must be said; the error names the field");
  story.tell().Say("× 産科病院: 本人に尋ねたかどうかを書かない票は送れない。",
                   "Hospital: a form that does not say whether she was asked "
                   "is not taken.");
  v1::SendMessageRequest form = Form(story);
  form.set_attempt(v1::CONSENT_ATTEMPT_GIVEN_IN_PART);
  Expectations::Letter letter = story.Send("hospital", form);
  letter.sections = {{"signs", SignsForCity()}};
  letter.levels = "C07● C16◐ C17◐ C18◐ C19◐ | CENTRE_ONLY STOP_AT_EXPIRY";
  letter.grounds = "CONSENT: C07 C19; CWA_21_10_5: C16 C17 C18";
  expected.Deliver("form", letter);
  expected.See(MaternalHealth(), "signs", SignsForCity());
  story.tell().Say(
      "児童福祉法 21条の10の5。生活・家族・父親・意向は要約、妊娠は全部。"
      "判断（C12）と機微な健康（C08）は渡らない。",
      "On CWA 21-10-5: life, family, father and wishes in summary, pregnancy "
      "in full. The judgement and sensitive health do not leave.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
