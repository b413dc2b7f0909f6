// One officer closes at once; opening takes two.

#include "tasuki/v1/case_service.pb.h"
#include "tests/scenario/four_eyes.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

// The guidance centre sees no more of the pregnancy.
v1::PolicyBundle Tightened(v1::PolicyBundle policy) {
  v1::PolicyPack& local = *policy.add_packs();
  local.set_name("local/story");
  v1::Ceiling& ceiling = *local.add_ceilings();
  ceiling.set_id("CE-STORY");
  ceiling.mutable_scope()->add_readers("CGC");
  ceiling.add_categories("C07");
  ceiling.set_at_most("WITHHELD");
  ceiling.set_local(true);
  ceiling.set_sentence_ja("当面、児童相談所には妊娠の経過を見せない。");
  ceiling.set_sentence_en(
      "For the time being the guidance centre sees no course of pregnancy.");
  ceiling.set_citation("story");
  return policy;
}

bool DisclosesPregnancy(Story& story, absl::string_view actor) {
  v1::GetCaseRequest get;
  get.set_name(story.a_case());
  const auto seen = story.Do(actor, get, "the case is read");
  for (const auto& category : seen.disclosure().categories()) {
    if (category.category() == v1::CATEGORY_C07) return true;
  }
  return false;
}

absl::StatusCode CodeOf(Story& story, absl::string_view actor,
                        const v1::SubmitChangeRequest& request) {
  return story.At(actor).Call(request).status.code();
}

void OneCloses(Story& story, const v1::GetPolicyResponse& before) {
  const auto closing =
      SubmissionOf(story.deployment(), "officer", before,
                   Tightened(before.policy()), /*at_once=*/true);
  const auto closed = story.Do("officer", closing, "one officer tightens");
  story.Expect(closed.state() == v1::CHANGE_STATE_ACTIVE, "it is in force");
  story.Expect(!DisclosesPregnancy(story, "cgc"),
               "the next read of the guidance centre has no C07");
}

void TwoOpen(Story& story, const v1::GetPolicyResponse& before) {
  const auto base =
      story.Do("officer", v1::GetPolicyRequest(), "the policy in force");
  const auto alone = SubmissionOf(story.deployment(), "officer", base,
                                  before.policy(), /*at_once=*/true);
  story.Expect(
      CodeOf(story, "officer", alone) == absl::StatusCode::kFailedPrecondition,
      "one officer alone does not open");
  const auto opening = SubmissionOf(story.deployment(), "officer", base,
                                    before.policy(), /*at_once=*/false);
  const std::string change =
      story.Do("officer", opening, "the first signature").name();
  const auto by_herself =
      ApprovalOf(story.deployment(), "officer", change, opening.digest());
  story.Expect(story.At("officer").Call(by_herself).status.code() ==
                   absl::StatusCode::kFailedPrecondition,
               "the same person is not the second");
  story.Do(
      "officer-2",
      ApprovalOf(story.deployment(), "officer-2", change, opening.digest()),
      "the second signature");
  v1::ActivateChangeRequest activate;
  activate.set_name(change);
  const auto active = story.Do("officer-2", activate, "it comes into force");
  story.Expect(active.version() == base.version() + 1,
               "rolling back is a new version");
}

}  // namespace

void FourEyes(Story& story) {
  story.tell().Step(
      "四つの目",
      "情報管理責任者が一人で方針を狭める。戻すには二人目の署名が要る。",
      "One security officer tightens the policy at once; opening it again "
      "takes a second person's signature.");
  const auto before =
      story.Do("officer", v1::GetPolicyRequest(), "the policy in force");
  story.Expect(DisclosesPregnancy(story, "cgc"),
               "the guidance centre sees C07 so far");
  OneCloses(story, before);
  story.tell().Say(
      "児童相談所の次の読み出しから、妊娠の経過が消えた。一人で元に戻すことは"
      "できない。",
      "From its next read on, the guidance centre sees no course of pregnancy. "
      "Nobody alone can put it back.");
  TwoOpen(story, before);
  story.Expect(DisclosesPregnancy(story, "cgc"), "C07 is disclosed again");
  story.CheckEverybody();
  story.tell().Say(
      "二人が同じ差分に署名し、以前の内容が新しい版として適用された。",
      "Two persons signed the same difference; what was before is in force "
      "again, as a new version.");
}

}  // namespace tasuki::scenario
