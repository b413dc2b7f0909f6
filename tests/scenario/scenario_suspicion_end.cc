// S8, 7 and 8: the mother is told, and it was a disease.

#include "tests/scenario/scenario_suspicion.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

// What replaces a section of the actor's.
std::string Corrected(Story& story, absl::string_view actor,
                      const std::string& section, const v1::Record& record) {
  v1::CorrectSectionRequest correct;
  correct.set_name(section);
  *correct.mutable_record() = record;
  correct.set_reason("検査の結果");
  const std::string draft =
      story.Do(actor, correct, "drafts the correction").section();
  v1::PreviewReducedRequest preview;
  preview.set_name(draft);
  v1::ConfirmSectionRequest confirm;
  confirm.set_name(draft);
  confirm.set_reduced_hash(
      story.Do(actor, preview, "previews it").reduced_hash());
  story.Do(actor, confirm, "confirms it");
  return draft;
}

// The newest message of the actor is notice of a correction; its name.
std::string CorrectionTold(Story& story, const std::string& actor) {
  const v1::MessageHeader notice = NewestHeader(story, actor);
  story.Expect(notice.kind() == v1::MESSAGE_KIND_CORRECTION_NOTICE,
               absl::StrCat(actor, " is told of a correction"));
  return notice.name();
}

}  // namespace

void MotherIsTold(Story& story) {
  story.tell().Step("7", "安全になってから、母Jに説明する。",
                    "When it is safe, J is told.");
  v1::ListAffectedRequest affected;
  affected.mutable_access()->set_need("本人への説明");
  affected.set_subject(story.subject());
  const auto told = story.Do("officer", affected, "who was told what");
  for (const v1::DisclosedTo& one : told.seen()) {
    for (const v1::DisclosedCategory& category : one.disclosed()) {
      story.Expect(category.basis() != v1::BASIS_CODE_CONSENT,
                   "nothing was shared on her consent");
    }
  }
  ConfirmRecord(story, "cgc",
                {story.subject(), story.a_case(), TalkWithTheMother()});
  for (const char* actor : {"cgc", "director", "fs", "coord"}) {
    story.expected().Gain(actor, "C25●");
  }
  story.tell().Say(
      "どこから何を、どの法律で得たか。ログから一覧にして説明し、記録した。",
      "What was got from whom on which law: listed from the log, explained to "
      "her, and noted.");
  story.ShowEverybody();
}

void ItWasABoneDisease(Story& story) {
  story.tell().Step("8", "検査の結果、骨の病気。虐待ではなかった。",
                    "It was a bone disease, and no abuse.");
  Corrected(story, "clinic", story.Named("x-ray"), BoneDiseaseOfK());
  const std::string to_centre = CorrectionTold(story, "cgc");
  TakenOver(story, "cgc", to_centre);
  CorrectionTold(story, "fs");
  Corrected(story, "cgc", story.Named("sheet"), ConclusionOnK());
  CorrectionTold(story, "fs");
  story.ShowEverybody();
  ExpectInCaseOnlyFor(story, {}, "肋骨に骨折");
  ExpectInCaseOnlyFor(story, {"cgc", "fs", "coord"}, "虐待ではない");

  v1::AgreeLeadRequest agree;
  agree.set_name(
      Proposed(story, "cgc",
               {kFamilySupport, v1::URGENCY_D, v1::RANK_FOUR, "虐待ではない"}));
  story.Do("fs", agree, "the city takes the lead");
  Expectations& expected = story.expected();
  expected.Levels({"sup"}, "C01● C02● C03● C12● C20● C24● C25● | CENTRE_ONLY");
  v1::ReclassifyCaseRequest support;
  support.set_case_(story.a_case());
  support.set_class_(v1::CASE_CLASS_SUPPORT);
  story.Do("fs", support, "a family that needs support");
  // The case's own section is the city's now. Of a support case the guidance
  // centre sees its own records, and that there is a family (CE-04).
  expected.Levels({"cgc"},
                  "C01● C02● C03○ C09● C12● C17● C20● C25● | "
                  "NO_ONWARD_SHARING");
  expected.Levels({"director"},
                  "C01● C02● C03○ C09● C17● C20● C25● | NO_ONWARD_SHARING");
  story.ShowEverybody();
  v1::CloseCaseRequest close;
  close.set_case_(story.a_case());
  close.set_reason(v1::CLOSING_REASON_NOT_ELIGIBLE);
  story.Do("fs", close, "concluded: not abuse");
  story.tell().Say(
      "受け取った全員に訂正が届き、区分は変わり、記録は「虐待ではない」と結ん"
      "で残る。",
      "Everybody who received it gets the correction; the class changes, and "
      "the file is kept as concluded: not abuse.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
