// S2, 5 to 8: the guidance centre leads.

#include "tests/scenario/scenario_protection.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

void RegisterInCouncil(Story& story) {
  v1::RegisterInCouncilRequest request;
  request.set_case_(story.a_case());
  v1::CouncilMember& centre = *request.add_members();
  centre.set_party(kCgc);
  centre.add_persons("p-cwo-1");
  story.Do("coord", request, "the coordinator registers the case");
}

v1::RecordInquiryRequest WhoReported() {
  v1::RecordInquiryRequest request;
  *request.mutable_inquiry() = FromText<v1::Inquiry>(R"pb(
    channel: CONTACT_CHANNEL_MOBILE_PHONE
    claimed_relation: CLAIMED_RELATION_PARENT
    words {
      text: "父と名のる人。だれが通告したのか教えろ。"
      reviewed_summary: "父と名のる人が通告者を尋ねた。"
    }
  )pb");
  return request;
}

// The same words, whether or not there is anything.
void ExpectNeutralAnswer(Story& story) {
  const auto told = story.Do("cgc", WhoReported(), "the father asks");
  const auto nobody = story.Do("hospital", WhoReported(), "he asks elsewhere");
  story.Expect(!told.answer_ja().empty() &&
                   told.answer_ja() == nobody.answer_ja() &&
                   told.answer_en() == nobody.answer_en(),
               "he is told the same everywhere");
  story.Expect(TrueCodeOf(story, told.disclosure()) ==
                   v1::REFUSAL_CODE_NEITHER_CONFIRM_NOR_DENY,
               "nothing is confirmed and nothing denied");
  story.Expect(
      NewestHeader(story, "cgc").kind() == v1::MESSAGE_KIND_INQUIRY_ALERT,
      "the lead is alerted");
}

}  // namespace

void CentreTakesTheLead(Story& story) {
  story.tell().Step(
      "5",
      "児相が受理。要対協に登録。緊急度A、主担当は児相、と提案。市が"
      "同意して共同の第一版。",
      "The guidance centre takes it, and proposes urgency A and "
      "its own lead; the city agrees.");
  Expectations& expected = story.expected();
  TakenOver(story, "cgc", story.Named("notice"));
  RegisterInCouncil(story);
  for (const char* actor : {"cgc", "director"}) {
    expected.Levels({actor},
                    "C01● C02● C03● C09● C12● C17● C24● C33● | "
                    "OBEY_SAFE_CONTACT NO_ONWARD_SHARING");
  }
  story.ShowEverybody();

  const std::string proposal =
      Proposed(story, "cgc",
               {kCgc, v1::URGENCY_A, v1::RANK_ONE, "一時保護を検討するため"});
  ExpectLead(story, {"cgc", "fs", "sup"}, {kFamilySupport, v1::URGENCY_A});
  v1::AgreeLeadRequest agree;
  agree.set_name(proposal);
  story.ExpectRefused({"cgc"}, {"自分の提案に同意する", "agree to its own"},
                      agree, Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.ExpectRefused(
      {"mh"},
      {"母子保健が市として同意する", "maternal health agrees for the city"},
      agree, Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.Do("fs", agree, "the city agrees");
  ExpectLead(story, {"cgc", "fs"}, {kCgc, v1::URGENCY_A});
  // The case's own section is the lead's, and of the centre's management
  // maternal health is told nothing (GR-MH-COUNCIL-CGC). Supervision oversees
  // the cases that the city leads.
  expected.Drop({"mh"}, "C24●");
  expected.Levels({"sup"}, "");
  story.tell().Say(
      "主担当はいつも一つ。いまは児相。市は構成員として残る。市の統括は、市が"
      "主担当の事案だけを見る。",
      "There is one lead at every moment: now the guidance centre. The city "
      "stays as a member; its supervision oversees the cases that the city "
      "leads.");
  story.ShowEverybody();
}

void Visits(Story& story) {
  story.tell().Step("6", "児相だけの訪問、つぎに市と合同の訪問。",
                    "A visit of the guidance centre alone, then a joint one.");
  Expectations& expected = story.expected();
  story.Named("visit") = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), VisitTo(false)});
  for (const char* actor : {"cgc", "director", "fs", "coord"}) {
    expected.Gain(actor, "C25●");
  }
  story.ShowEverybody();
  v1::ConfirmSectionRequest together;
  together.add_parties_concerned(kCgc);
  ConfirmRecord(story, "fs", {story.subject(), story.a_case(), VisitTo(true)},
                together);
  expected.Gain("mh", "C25●");
  story.tell().Say(
      "要保護の事案では、訪問の記録を市と児相が互いにそのまま見る。",
      "In a protection case city and guidance centre see each other's visits "
      "in full.");
  story.ShowEverybody();
}

void FatherAsksWhoReported(Story& story) {
  story.tell().Step("7", "父 → 児相。「だれが通告したのか」。",
                    "The father asks the guidance centre who reported.");
  ExpectNeutralAnswer(story);
  const std::string asked =
      Sent(story, "cgc",
           RequestFor(story, kFamilySupport, {v1::CATEGORY_C13},
                      "保護者から通告者を尋ねられた"));
  ExpectRequestRefused(story, asked,
                       {"fs", "cgc", v1::REFUSAL_CODE_REPORTER_PROTECTED,
                        v1::REFUSAL_CODE_NO_BASIS});
  v1::GetCaseRequest for_him;
  for_him.set_name(story.a_case());
  for_him.mutable_access()->set_purpose(v1::PURPOSE_SELF_DISCLOSURE);
  story.ExpectRefused({"sup"},
                      {"父を法定代理人として記録を見せる",
                       "show him the record as a legal representative"},
                      for_him, Hidden(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
  ExpectInCaseOnlyFor(story, {"fs"}, kReporter);
  story.tell().Say(
      "通告者は受けた係だけが知る。児相も、父も、知らされない。",
      "Only the unit that was addressed knows; neither the centre nor he "
      "learns it.");
  story.ShowEverybody();
}

void Custody(Story& story) {
  story.tell().Step(
      "8", "12日間の一時保護。同意は母だけ。共同親権なので一時保護状。",
      "Custody for 12 days. Only the mother consents; of two "
      "holders of custody that is not enough: a warrant.");
  Expectations& expected = story.expected();
  v1::ConfirmSectionRequest in_summary;
  in_summary.set_grasp_level(v1::GRASP_LEVEL_SUMMARY);
  story.Named("custody") = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), CustodyOfB()},
      in_summary);
  for (const char* actor : {"cgc", "director"}) expected.Gain(actor, "C20●");
  for (const char* actor : {"fs", "coord"}) expected.Gain(actor, "C20◐");
  story.tell().Say(
      "児相は市に要約で示す。保護していること、期間、面会の制限。場所は示さない"
      "。",
      "The city is shown a summary: that there is custody, until when, and "
      "the limits of contact; not the place.");
  story.ShowEverybody();
  ExpectInCaseOnlyFor(story, {"cgc", "director"}, "ひばり一時保護所");
}

}  // namespace tasuki::scenario
