// Her state of mind, and who lets family support see it: #32, continued.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

v1::Record HerStateOfMind() {
  return FromText<v1::Record>(R"pb(
    pregnancy {
      mental_screenings { taken_on: "2026-10-16" epds_score: 14 }
      mental_health {
        text: "眠れない。前に心療内科に通っていた。"
        reviewed_summary: "心の状態に注意がいる。"
      }
    }
  )pb");
}

void ExpectSeesNow(Story& story, const char* before, const char* now) {
  story.expected().Drop({"fs"}, before);
  story.expected().Gain("fs", now);
  story.ShowEverybody();
}

}  // namespace

void HealthIsReleased(Story& story) {
  story.tell().Step(
      "#32",
      "心の状態（EPDS）を記録する。家庭支援は、あることだけを知る。"
      "統括支援員が認める間だけ、中身が見える。",
      "Her state of mind is recorded. Family support knows that there is "
      "something, and sees what while the supervising worker lets it.");
  ConfirmRecord(story, "mh",
                {story.subject(), story.a_case(), HerStateOfMind()});
  for (const char* actor : {"mh", "mh-clerk", "midwife", "sup"}) {
    story.expected().Gain(actor, "C08●");
  }
  story.expected().Gain("fs", "C08○");
  story.ShowEverybody();
  v1::ReleaseHealthRequest release;
  release.set_case_(story.a_case());
  release.set_released(true);
  release.set_reason("産後の支援を組み立てるため");
  story.ExpectRefused(
      {"mh", "fs"},
      {"自分で認める", "let family support see it without the supervisor"},
      release, Hidden(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED));
  story.Do("sup", release, "the supervising worker releases it");
  ExpectSeesNow(story, "C08○", "C08●");
  release.set_released(false);
  release.set_reason("支援の組み立てが済んだ");
  story.Do("sup", release, "and takes it back");
  ExpectSeesNow(story, "C08●", "C08○");
}

}  // namespace tasuki::scenario
