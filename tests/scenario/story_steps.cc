// The steps that many scenes take.

#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {

void Story::Confirm(absl::string_view actor, const NewSection& section,
                    v1::ConfirmSectionRequest approval) {
  v1::DraftSectionRequest draft;
  draft.set_subject(subject());
  if (section.bound) draft.set_case_(a_case());
  *draft.mutable_record() = section.full;
  const std::string name =
      Do(actor, draft, absl::StrCat("drafts ", section.nick)).section();

  v1::PreviewReducedRequest preview;
  preview.set_name(name);
  const auto previewed =
      Do(actor, preview, absl::StrCat("previews ", section.nick));
  v1::Section expected;
  expected.set_name(name);
  expected.set_subject(subject());
  if (section.bound) expected.set_case_(a_case());
  expected.set_kind(static_cast<v1::SectionKind>(section.full.group_case()));
  expected.set_holder(At(actor).actor().party);
  expected.set_onward_rule(v1::ONWARD_RULE_FREE);
  expected.set_state(v1::SECTION_STATE_DRAFT);
  *expected.mutable_record() = section.reduced;
  ExpectSame(previewed.reduced(), expected,
             absl::StrCat("the reduced edition of ", section.nick));

  approval.set_name(name);
  approval.set_reduced_hash(std::string(32, 'x'));
  Expect(absl::IsAborted(At(actor).Call(approval).status),
         "what was not previewed is not confirmed");
  approval.set_reduced_hash(previewed.reduced_hash());
  Do(actor, approval, absl::StrCat("confirms ", section.nick));
  expected.clear_record();
  expected.set_state(v1::SECTION_STATE_CONFIRMED);
  expected_.Place(section.nick, expected);
}

std::string Story::NewestMessage(absl::string_view actor) {
  const size_t known = expected_.For(At(actor).actor()).inbox.size();
  v1::ListMessagesRequest request;
  request.set_page_size(100);
  const auto inbox = Do(actor, request, "lists messages");
  Expect(inbox.messages_size() == static_cast<int>(known) + 1,
         absl::StrCat(actor, " has one message more"));
  return inbox.messages_size() == 0
             ? ""
             : inbox.messages(inbox.messages_size() - 1).name();
}

Expectations::Letter Story::Send(absl::string_view actor,
                                 v1::SendMessageRequest request) {
  request.set_subject(subject());
  Expectations::Letter letter;
  v1::MessageHeader& header = letter.header;
  header.set_name(Do(actor, request, "sends").message());
  header.set_kind(request.kind());
  header.set_sender(At(actor).actor().party);
  header.set_recipient(request.recipient());
  header.set_subject(request.subject());
  header.set_state(v1::MESSAGE_STATE_SENT);
  header.set_basis(request.basis());
  *header.mutable_requested() = request.requested();
  header.set_requested_milestone(request.requested_milestone());
  header.set_need(request.access().need());
  header.set_in_reply_to(request.in_reply_to());
  return letter;
}

}  // namespace tasuki::scenario
