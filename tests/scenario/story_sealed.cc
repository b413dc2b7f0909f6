// SR-01: a name beside a confidential birth, in the story of another woman.

#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {

void SealedName(Story& story) {
  story.tell().Step(
      "SR-01", "別の人の記録。内密出産の希望に、うっかり実名が書いてある。",
      "Another woman's record: a wish for a confidential birth, "
      "and by mistake her real name.");
  v1::RegisterSubjectRequest subject;
  subject.set_alias("はな");
  v1::DraftSectionRequest draft;
  draft.set_subject(story.Do("mh", subject, "another woman").subject().name());
  *draft.mutable_record() = FromText<v1::Record>(R"pb(
    intention {
      birth_mode: BIRTH_MODE_CONFIDENTIAL
      words { text: "だれにも言わずに産みたい。本名は見本花子。" }
    }
  )pb");
  story.ExpectRefused(
      {"mh"},
      {"実名の入った記録を書く", "write a record that holds the real name"},
      draft, Open(v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY));
  story.tell().Say(
      "書いた人には知らせ、どこにも保存しない。監査ログに残るのは一枚、名前は"
      "ない。見つけるのは最善の努力で、保証ではない。",
      "The writer is told and nothing is stored: one leaf in the log, without "
      "the name. Detection is best effort, not a promise.");
  draft.mutable_record()->mutable_intention()->mutable_words()->set_text(
      "だれにも言わずに産みたい。");
  story.Do("mh", draft, "without the name it is taken");
  story.CheckEverybody();
}

}  // namespace tasuki::scenario
