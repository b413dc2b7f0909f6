// S2, 9 to 11: home again, and back to the city.

#include <set>
#include <string>

#include "tests/scenario/scenario_protection.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

v1::DeclineLeadRequest SeesItOtherwise(const std::string& proposal) {
  v1::DeclineLeadRequest decline;
  decline.set_name(proposal);
  v1::LeadTerms& view = *decline.mutable_other_view();
  view.set_lead(kFamilySupport);
  view.set_rank(v1::RANK_TWO);
  view.set_urgency(v1::URGENCY_B);
  view.set_severity(v1::SEVERITY_MODERATE);
  decline.set_reason("父の様子が変わっていない");
  return decline;
}

void ExpectStillOnRecord(Story& story) {
  v1::ListAffectedRequest affected;
  affected.mutable_access()->set_need("年度末の点検");
  affected.set_subject(story.subject());
  std::set<std::string> saw;
  const auto told = story.Do("officer", affected, "who saw it");
  for (const v1::DisclosedTo& one : told.seen()) {
    saw.insert(one.party());
  }
  story.Expect(saw.count(kCgc) == 1 && saw.count(kFamilySupport) == 1 &&
                   saw.count(kNursery) == 0 && saw.count(kHospital) == 0,
               "the log still tells who saw what");
  v1::ListSectionVersionsRequest own;
  own.set_name(story.Named("visit"));
  story.Expect(story.Do("cgc", own, "its own record").versions_size() == 1,
               "the guidance centre keeps what it wrote");
}

}  // namespace

void BodiesDisagree(Story& story) {
  story.tell().Step("9",
                    "家庭復帰。児相はC、主担当は市、と提案。市はBと考える。",
                    "Home again: the guidance centre proposes C and the "
                    "city's lead; the city holds that it is B.");
  v1::ConfirmSectionRequest in_summary;
  in_summary.set_grasp_level(v1::GRASP_LEVEL_SUMMARY);
  story.Named("return") = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), HomeReturnOfB()},
      in_summary);
  const std::string proposal =
      Proposed(story, "cgc",
               {kFamilySupport, v1::URGENCY_C, v1::RANK_THREE, "家庭に復帰"});
  story.Do("fs", SeesItOtherwise(proposal), "the city sees it otherwise");
  const auto lead = ExpectLead(story, {"cgc", "fs"}, {kCgc, v1::URGENCY_A});
  const v1::LeadProposal disputed =
      lead.proposals().empty() ? v1::LeadProposal() : lead.proposals(0);
  story.Expect(disputed.state() == v1::LEAD_PROPOSAL_STATE_DISPUTED &&
                   disputed.proposed().urgency() == v1::URGENCY_C &&
                   disputed.other_view().urgency() == v1::URGENCY_B,
               "both views are kept");
  for (const char* actor : {"cgc", "fs"}) {
    story.Expect(
        NewestHeader(story, actor).kind() == v1::MESSAGE_KIND_LEAD_NOTICE,
        absl::StrCat(actor, " is told of the dispute"));
  }
  story.tell().Say(
      "意見の違いは両方とも残る。決まるまで、高いほうの緊急度のまま。",
      "Both views stay on record; until it is settled the higher urgency "
      "applies.");
  story.ShowEverybody();
}

void PractitionersAgree(Story& story) {
  story.tell().Step("10", "実務者会議。B、主担当は市。児童福祉司指導は続ける。",
                    "The practitioners' meeting: B, the city leads, guidance "
                    "by the centre's officer goes on.");
  Expectations& expected = story.expected();
  v1::ConfirmSectionRequest together;
  together.add_parties_concerned(kCgc);
  ConfirmRecord(story, "fs", {story.subject(), story.a_case(), MeetingOnB()},
                together);
  const std::string proposal =
      Proposed(story, "cgc",
               {kFamilySupport, v1::URGENCY_B, v1::RANK_TWO, "実務者会議"});
  v1::AgreeLeadRequest agree;
  agree.set_name(proposal);
  story.Do("fs", agree, "the city agrees");
  ExpectLead(story, {"cgc", "fs", "sup"}, {kFamilySupport, v1::URGENCY_B});
  expected.Gain("mh", "C24●");
  expected.Levels({"sup"},
                  "C01● C02● C03● C09● C12● C13◐ C17● C20◐ C24● C25● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  story.Named("guidance") = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), GuidanceOfB()});
  for (const char* actor : {"cgc", "director", "fs", "coord", "sup"}) {
    expected.Gain(actor, "C22●");
  }
  expected.Gain("mh", "C22◐");
  story.ShowEverybody();
}

void HandedBack(Story& story) {
  story.tell().Step("11",
                    "三か月後。児相 → 市、送致（法26条）。区分は要支援に。",
                    "Three months later the centre hands it back (CWA 26), "
                    "and it becomes a support case.");
  Expectations& expected = story.expected();
  const std::string transfer =
      Sent(story, "cgc",
           MessageOf(story, v1::MESSAGE_KIND_TRANSFER, kFamilySupport,
                     {story.Named("visit"), story.Named("return"),
                      story.Named("guidance")},
                     v1::BASIS_CODE_CWA_26_TRANSFER_BACK));
  // The council shows the rest in full anyway. Of the measure the centre kept
  // all but a summary until now (CE-44, which yields to a transfer).
  ExpectShown(story, "fs", transfer,
              {"C01● C20● C22● C25● | CENTRE_ONLY",
               "COUNCIL_EXCHANGE: C01 C22 C25; CWA_26_TRANSFER_BACK: C20"});
  TakenOver(story, "fs", transfer, story.a_case());
  for (const char* actor : {"fs", "coord"}) {
    expected.Drop({actor}, "C20◐");
    expected.Gain(actor, "C20●");
  }
  expected.Gain("mh", "C20◐");
  v1::ReclassifyCaseRequest support;
  support.set_case_(story.a_case());
  support.set_class_(v1::CASE_CLASS_SUPPORT);
  story.Do("fs", support, "it is a support case now");
  // Of the city's support case the centre sees that there is a family (CE-04),
  // and its management no more.
  for (const char* actor : {"cgc", "director"}) {
    expected.Drop({actor}, "C24●");
    expected.Drop({actor}, "C03●");
    expected.Gain(actor, "C03○");
  }
  story.ShowEverybody();

  v1::EndTeamEntryRequest leaves;
  leaves.set_case_(story.a_case());
  leaves.set_party(kCgc);
  story.Do("fs", leaves, "the guidance centre leaves the team");
  expected.Levels({"cgc", "director"}, "");
  story.ShowEverybody();
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  story.ExpectRefused({"cgc", "director"}, {"ケースを見る", "look at the case"},
                      read, Hidden(v1::REFUSAL_CODE_CITY_ONLY_CASE));
  ExpectStillOnRecord(story);
  story.tell().Say(
      "要支援は市のケース。児相の日々の画面は閉じ、ログには残る。",
      "A support case is the city's: the centre's daily view closes, and the "
      "log keeps what was.");
}

}  // namespace tasuki::scenario
