// Registration in the regional council.

#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {

void Council(Story& story) {
  story.tell().Step("#13", "家庭支援の調整担当が、要対協に特定妊婦として登録。",
                    "The coordinator registers the case in the council.");
  v1::RegisterInCouncilRequest request;
  request.set_case_(story.a_case());
  const auto add = [&request](const char* party, const char* person) {
    v1::CouncilMember& member = *request.add_members();
    member.set_party(party);
    member.add_persons(person);
  };
  add(kCgc, "p-cwo-1");
  add(kHospital, "p-msw-1");
  add(kService, "p-npo-1");
  story.ExpectRefused({"coord"},
                      {"妊娠SOSも構成員として登録する",
                       "register with the service as a member"},
                      request, Open(v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER));
  story.CheckEverybody();
  request.mutable_members()->RemoveLast();
  story.Do("coord", request, "the coordinator registers the case");
  story.Named("registered on") = TodayInJapan();
  ShowManagement(story,
                 {kMaternalHealth, kFamilySupport, kHospital, kService, kCgc});
  ShowCouncilSights(story);
  story.expected().KnowConsent({"cgc"}, "conference", v1::CONSENT_STATE_ACTIVE);
  story.tell().Say(
      "児相と病院に、要対協の枠組みで開く。妊娠SOSに見えるものは何も変わらない"
      "。",
      "It opens for the centre and the hospital. For the service nothing "
      "changes at all.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
