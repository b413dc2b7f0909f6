// Somebody asks about her and is told nothing.

#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {

void SomebodyAsks(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#15", "「母親」から母子保健の窓口に電話。「娘が相談していませんか」",
      "\"Her mother\" phones the desk: is my daughter with you?");
  v1::RecordInquiryRequest request;
  *request.mutable_inquiry() = InquiryOfTheMother();
  auto at_desk = story.Do("mh-clerk", request, "the desk records it");
  // At the women's centre nobody of that kind is known.
  auto elsewhere = story.Do("wco", request, "another desk records it");
  story.Expect(at_desk.ByteSizeLong() == elsewhere.ByteSizeLong(),
               "the answers have the same length");
  at_desk.mutable_disclosure()->clear_evidence();
  elsewhere.mutable_disclosure()->clear_evidence();
  story.ExpectSame(at_desk, elsewhere,
                   "the answer is the same where nobody knows her");
  story.tell().Say(
      absl::StrCat("どの窓口でも同じ答え:「", at_desk.answer_ja(), "」"),
      at_desk.answer_en());

  v1::MessageHeader header;
  header.set_name(story.NewestMessage("mh"));
  header.set_kind(v1::MESSAGE_KIND_INQUIRY_ALERT);
  header.set_recipient(kMaternalHealth);
  header.set_subject(story.subject());
  header.set_case_(story.a_case());
  header.set_state(v1::MESSAGE_STATE_SENT);
  v1::GetMessageRequest get;
  get.set_name(header.name());
  const auto alert = story.Do("mh", get, "the lead is alerted");
  story.Expect(alert.sections_size() == 1, "with the inquiry");
  if (alert.sections_size() != 1) return;
  v1::Section section = expected.SectionOf("management");
  section.set_name(alert.sections(0).name());
  section.set_kind(v1::SECTION_KIND_INQUIRY);
  expected.Place("inquiry", section);
  v1::Record record;
  *record.mutable_inquiry() = InquiryOfTheMother();
  expected.Deliver(
      "alert", {header, {{"inquiry", record}}, "C01● C25●", "OWN: C01 C25"});
  expected.See(MaternalHealth(), "inquiry", record);
  expected.See({"sup", "fs"}, "inquiry", record);
  expected.See({"cgc", "hospital"}, "inquiry", InquiryInSummary());
  story.tell().Say(
      "主担当には知らせが届く。窓口も相手も、ケースの有無は分からない。",
      "The lead is alerted; the caller learns nothing.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
