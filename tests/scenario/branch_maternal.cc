// She tells her mother and raises the child herself: #31 and #32.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

Written SheRaisesIt() {
  const auto record = [](const char* on, bool whole) {
    v1::Record intention = FromText<v1::Record>(R"pb(
      intention {
        birth_mode: BIRTH_MODE_NAMED
        raise: RAISE_WISH_WITH_FAMILY
        words { reviewed_summary: "自分の母に話し、家族と育てる。" }
        heard_by: ROLE_PHN
        source: INFORMATION_SOURCE_TOLD_BY_PERSON
      }
    )pb");
    intention.mutable_intention()->set_stated_on(on);
    if (whole) {
      intention.mutable_intention()->mutable_words()->set_text(
          "母に話しました。いっしょに育てます。養子の話はなかったことに。");
    }
    return intention;
  };
  return {record("2026-10-16", true), record("2026-10-12/week", false)};
}

Written HerPlan() {
  const v1::Record whole = FromText<v1::Record>(R"pb(
    support_plan {
      hope {
        text: "こわがらずに産みたい。母といっしょに育てたい。"
        reviewed_summary: "家族と育てたい。"
      }
      actions { actor: PLAN_ACTOR_PERSON service: "妊婦健診に行く" }
      actions {
        actor: PLAN_ACTOR_CITY
        service: "新生児訪問"
        frequency: "月1回"
      }
      actions { actor: PLAN_ACTOR_CITY service: "4か月児訪問" }
      review_on: "2027-01-20"
    }
  )pb");
  v1::Record reduced = whole;
  reduced.mutable_support_plan()->mutable_hope()->clear_text();
  return {whole, reduced};
}

// The units that work for her read of the new class and of the next review.
void ExpectReviewInThreeMonths(Story& story) {
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  for (const char* actor : {"mh", "fs", "sup"}) {
    const v1::GetCaseResponse seen = story.Do(actor, read, "reads the case");
    for (const v1::Section& section : seen.case_().sections()) {
      if (section.kind() != v1::SECTION_KIND_CASE_MANAGEMENT) continue;
      const v1::CaseManagement& now = section.record().case_management();
      story.Expect(now.class_() == v1::CASE_CLASS_SUPPORT &&
                       now.next_review_on() == FirstReviewOn(),
                   absl::StrCat(actor, " reads of the class and its review"));
    }
  }
}

}  // namespace

void SheRaisesTheChild(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#31",
      "本人 → 保健師。自分の母に話し、育てると決めた。縁組の同意を取り消す。",
      "She has told her mother and will raise the child; the consent to the "
      "adoption is withdrawn.");
  const Written wish = SheRaisesIt();
  story.Confirm("mh", {"intention-3", wish.full, wish.reduced});
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(story.NameOfConsent("stage1"));
  withdraw.set_told_consequences(true);
  story.Do("mh", withdraw, "the withdrawal is recorded");
  expected.Levels({"agency"}, "");

  v1::GetMessageRequest get;
  get.set_name(NewestHeader(story, "agency").name());
  const auto stop = story.Do("agency", get, "the agency is told to stop");
  story.Expect(stop.header().kind() == v1::MESSAGE_KIND_STOP_USE &&
                   stop.header().consent() == story.NameOfConsent("stage1"),
               "STOP_USE of the first stage");
  story.Expect(stop.header().still_allowed().empty(),
               "no law lets an agency go on");
  v1::AcknowledgeMessageRequest acknowledge;
  acknowledge.set_name(get.name());
  story.Do("agency", acknowledge, "the agency acknowledges");
  v1::GetConsentRequest consent;
  consent.set_name(story.NameOfConsent("stage1"));
  const auto after = story.Do("mh", consent, "what became of the consent");
  story.Expect(after.state() == v1::CONSENT_STATE_WITHDRAWN &&
                   after.stopped_size() == 1 && after.stopped(0) == kAgency,
               "withdrawn, and the agency has stopped");
  story.tell().Say(
      "機関には STOP_USE が届き、すぐに何も見えなくなる。",
      "The agency gets STOP_USE and sees nothing any more, at once.");
  story.ShowEverybody();
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  story.ExpectRefused({"agency"}, {"K-17 をもう一度見る", "look at K-17 again"},
                      read, Hidden(v1::REFUSAL_CODE_CONSENT_WITHDRAWN));

  v1::ReclassifyCaseRequest branch;
  branch.set_case_(story.a_case());
  branch.add_branches(v1::BRANCH_MATERNAL);
  story.Do("mh", branch, "only the maternal branch stays open");
  story.ShowEverybody();
}

void SupportPlanHanded(Story& story) {
  story.tell().Step("#32", "サポートプランを本人に渡す。区分を要支援に見直す。",
                    "The support plan is handed to her, and the case becomes "
                    "one of support.");
  const Written plan = HerPlan();
  v1::ConfirmSectionRequest parts;
  parts.add_parties_concerned(kFamilySupport);
  story.Confirm("mh", {"plan", plan.full, plan.reduced}, parts);
  // Who works for her inside the centre has the plan.
  for (const char* actor : {"mh", "mh-clerk", "midwife", "fs", "sup"}) {
    story.expected().Gain(actor, "C23●");
  }
  story.ShowEverybody();
  v1::ReclassifyCaseRequest support;
  support.set_case_(story.a_case());
  support.set_class_(v1::CASE_CLASS_SUPPORT);
  story.Do("mh", support, "it is a support case now");
  ExpectReviewInThreeMonths(story);
  // What #6 told it in a consultation stays with it.
  story.expected().Levels(
      {"cgc"},
      "C01○ C02○ C03● C05○ C07◐ C08○ C16○ C17○ C18◐ C19◐ C33○ | "
      "OBEY_SAFE_CONTACT NO_ONWARD_SHARING ALIAS_ONLY");
  story.tell().Say(
      "児相の枠は「存在」まで閉じる。残るのは、#6 の相談で伝えたことだけ。",
      "For the guidance centre it closes to existence, but for what it was "
      "told "
      "in the consultation of #6.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
