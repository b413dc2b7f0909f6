// The service asks the one thing that she agreed to.

#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {

void MilestoneAnswered(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#17", "妊娠SOS → 母子保健。「受診できましたか」",
                    "The service asks: did she see a doctor?");
  v1::SendMessageRequest question;
  question.set_kind(v1::MESSAGE_KIND_REQUEST);
  question.set_recipient(kMaternalHealth);
  question.add_requested(v1::CATEGORY_C32);
  question.set_requested_milestone(v1::MILESTONE_SEEN_BY_DOCTOR);
  question.mutable_access()->set_need("見守りを終えてよいか判断するため");
  expected.Deliver("seen?", story.Send("npo", question));
  story.CheckEverybody();

  const Written seen = MilestoneReached(v1::MILESTONE_SEEN_BY_DOCTOR);
  const Written handbook = MilestoneReached(v1::MILESTONE_HANDBOOK_ISSUED);
  story.Confirm("mh", {"seen", seen.full, seen.reduced});
  story.Confirm("mh", {"handbook", handbook.full, handbook.reduced});
  // Both for the centre and the council; the service sees what she agreed to.
  for (const char* actor : {"mh", "mh-clerk", "midwife", "fs", "sup", "cgc"}) {
    expected.See({actor}, "seen", seen.full);
    expected.See({actor}, "handbook", handbook.full);
  }
  expected.See({"npo", "hospital"}, "seen", seen.full);
  story.CheckEverybody();

  v1::MessageHeader& asked = expected.LetterOf("seen?").header;
  v1::SendMessageRequest answer;
  answer.set_kind(v1::MESSAGE_KIND_ANSWER);
  answer.set_recipient(kService);
  answer.set_in_reply_to(asked.name());
  answer.add_sections(expected.NameOf("seen"));
  Expectations::Letter letter = story.Send("mh", answer);
  asked.set_state(v1::MESSAGE_STATE_ANSWERED);
  letter.sections = {{"seen", seen.full}};
  letter.levels = "C01○ C32● | NO_ONWARD_SHARING STOP_AT_EXPIRY";
  letter.grounds = "CONSENT: C01 C32";
  expected.Deliver("seen", letter);
  story.tell().Say(
      "答えは「はい」だけ。病院の名前はない。約束していない「手帳の交付」は"
      "見えない。",
      "The answer is yes and nothing else: no clinic. The handbook, which she "
      "did not tick, stays hidden.");
  story.ShowEverybody();

  v1::SendMessageRequest handbook_too = answer;
  handbook_too.set_kind(v1::MESSAGE_KIND_INFORMATION);
  handbook_too.clear_in_reply_to();
  handbook_too.set_subject(story.subject());
  handbook_too.set_sections(0, expected.NameOf("handbook"));
  story.ExpectRefused(
      {"mh"},
      {"妊娠SOSに「手帳の交付」を送る", "tell the service of the handbook"},
      handbook_too, Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
}

}  // namespace tasuki::scenario
