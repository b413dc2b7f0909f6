// A confidential birth, and the child: #19 to #23, and #25.

#include "absl/strings/match.h"
#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

v1::Record ConfidentialWish(const char* words) {
  v1::Record record = FromText<v1::Record>(R"pb(
    intention {
      birth_mode: BIRTH_MODE_CONFIDENTIAL
      raise: RAISE_WISH_UNDECIDED
    }
  )pb");
  v1::IntentionNarrative& text = *record.mutable_intention()->mutable_words();
  text.set_text(words);
  return record;
}

v1::Record BirthFacts() {
  return FromText<v1::Record>(R"pb(
    birth_registration {
      born_on: "2026-11-20"
      place: "見本市"
      sex: REGISTERED_SEX_FEMALE
    }
  )pb");
}

v1::Record ChildsHealth() {
  return FromText<v1::Record>(R"pb(
    child_health {
      growth { text: "体重 2,850 g。" reviewed_summary: "順調。" }
    }
  )pb");
}

}  // namespace

std::vector<std::string> WordsOfTheMother(Story& story) {
  return {story.subject(), story.a_case(), "K-17", "ゆき", "桜田", "由希"};
}

void IdentityIsSealed(Story& story) {
  story.tell().Step(
      "#19",
      "病院で説明を受け、内密出産の希望を変えない。身元は病院の中で封印。",
      "The hospital explains; she keeps her wish. Who she is is sealed there.");
  story.Named("wish") =
      ConfirmRecord(story, "hospital",
                    {story.subject(), story.a_case(),
                     ConfidentialWish("病院の人だけに名前を話します。")});
  Expectations& expected = story.expected();
  expected.Levels({"npo"}, "C01○ C03● C24○ | NO_ONWARD_SHARING STOP_AT_EXPIRY");
  expected.Levels({"mh"},
                  "C01● C02● C03● C05● C06● C07● C16● C17● C18● C19● C24● C25● "
                  "C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY "
                  "STOP_AT_EXPIRY");
  expected.Levels({"fs"}, "C01● C03● C07● C18● C19● C24● C25● | CENTRE_ONLY");
  expected.Levels({"coord"}, "C01● C03● C24● | CENTRE_ONLY");
  expected.Levels({"sup"},
                  "C01● C03● C07● C12● C17● C19● C24● C26● | CENTRE_ONLY");
  expected.Levels({"cgc"}, "C01○ C03● C24○ | NO_ONWARD_SHARING");
  expected.Levels({"hospital"},
                  "C01● C03● C07● C08● C12● C17● C18● C19● C24○ | "
                  "NO_ONWARD_SHARING STOP_AT_EXPIRY");
  expected.Levels({"doctor"}, "");
  story.tell().Say(
      "封印より前の記録は、持っている機関のほか、だれにも見えない。氏名も住所も"
      "家族も、どこからも出ない。",
      "What is older than the seal is seen by its holder alone; name, place "
      "and "
      "kin leave nobody.");
  story.ShowEverybody();
}

void NameByMistake(Story& story) {
  story.tell().Step("#20", "病院の記録に、うっかり本名。",
                    "By mistake a record of the hospital holds a name.");
  v1::DraftSectionRequest draft;
  draft.set_subject(story.subject());
  draft.set_case_(story.a_case());
  *draft.mutable_record() = ConfidentialWish("本名は見本花子です。");
  story.ExpectRefused(
      {"hospital"},
      {"本名の入った記録を書く", "write a record that holds the real name"},
      draft, Open(v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY));
}

void IdentityIsAskedFor(Story& story) {
  story.tell().Step("#21", "児相 → 病院。社会調査のため、身元を教えてほしい。",
                    "The guidance centre asks the hospital who she is.");
  // One who may not know of a seal is told: no basis.
  ExpectQuestionRefused(story, "cgc",
                        {.recipient = kHospital,
                         .subject = story.subject(),
                         .categories = {v1::CATEGORY_C02},
                         .need = "社会調査のため",
                         .basis = v1::BASIS_CODE_CAPA_13_4,
                         .purpose = v1::PURPOSE_PROTECTION,
                         .office = v1::REQUESTER_OFFICE_CGC_DIRECTOR},
                        {"hospital", v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY,
                         v1::REFUSAL_CODE_NO_BASIS});
  story.tell().Say("× 病院は断る。本当の理由は監査ログだけにある。",
                   "The hospital refuses; the true reason is in the log only.");
}

void ChildIsBorn(Story& story) {
  story.tell().Step(
      "#23",
      "出産。母は届け出ない。病院 → 児相・家庭支援。子の事実だけを渡す。",
      "A birth that the mother will not file: the facts of the child go to the "
      "guidance centre and to family support.");
  v1::RegisterSubjectRequest child;
  child.set_alias("児童C");
  child.set_sealed_origin(true);
  story.Named("child") =
      story.Do("hospital", child, "the child is registered").subject().name();
  const std::string birth = ConfirmRecord(
      story, "hospital", {story.Named("child"), "", BirthFacts()});
  const std::string health = ConfirmRecord(
      story, "hospital", {story.Named("child"), "", ChildsHealth()});
  for (const auto& [actor, party] :
       {std::pair("cgc", kCgc), std::pair("fs", kFamilySupport)}) {
    const std::string message = SendSections(story, "hospital",
                                             {party,
                                              story.Named("child"),
                                              v1::BASIS_CODE_CB_CHILD_FACTS,
                                              {birth, health}});
    ExpectRead(story, actor, message,
               {v1::PURPOSE_PROTECTION,
                {"C09● C34●", "CB_CHILD_FACTS: C09 C34"},
                WordsOfTheMother(story)});
    story.Named(absl::StrCat("facts to ", actor)) = message;
  }
  story.tell().Say(
      "子は自分だけの記録を持ち、母とつながるものはどこにもない。",
      "The child has records of its own; nothing ties it to its mother.");
}

void ChildIsRegistered(Story& story) {
  story.tell().Step(
      "#25", "児相 → 戸籍係。法定の事項だけ。母の欄は空白。",
      "The guidance centre to the register: statutory items only.");
  const ToSend birth = {kRegister,
                        story.Named("child"),
                        v1::BASIS_CODE_FAMILY_REGISTER,
                        {story.Named("birth of the child")},
                        v1::MESSAGE_KIND_NOTICE};
  ExpectRead(story, "register", SendSections(story, "cgc", birth),
             {v1::PURPOSE_PROTECTION,
              {"C34● | NO_ONWARD_SHARING", "FAMILY_REGISTER: C34"},
              WordsOfTheMother(story)});
  ToSend health = birth;
  health.sections = {story.Named("health of the child")};
  story.ExpectRefused(
      {"cgc"},
      {"戸籍係に子の健康も送る", "send the register the child's health, too"},
      MessageOf(health), Open(v1::REFUSAL_CODE_MINIMISED));

  // Whoever reads her case finds nothing of the child, and the other way round.
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  for (const char* actor : {"mh", "fs", "sup", "cgc", "hospital"}) {
    const auto seen = story.At(actor).Call(read);
    const std::string bytes = seen.response.SerializeAsString();
    story.Expect(!absl::StrContains(bytes, "児童C") &&
                     !absl::StrContains(bytes, story.Named("child")),
                 absl::StrCat(actor, " finds no child in her case"));
  }
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
