#include "tests/scenario/branch_steps.h"

namespace tasuki::scenario {

std::string ConfirmRecord(Story& story, absl::string_view actor,
                          const ToConfirm& what,
                          v1::ConfirmSectionRequest approval) {
  v1::DraftSectionRequest draft;
  draft.set_subject(what.subject);
  draft.set_case_(what.a_case);
  *draft.mutable_record() = what.record;
  const std::string name = story.Do(actor, draft, "drafts").section();
  v1::PreviewReducedRequest preview;
  preview.set_name(name);
  approval.set_name(name);
  approval.set_reduced_hash(
      story.Do(actor, preview, "previews").reduced_hash());
  story.Do(actor, approval, "confirms");
  return name;
}

std::string AgreeTo(Story& story, absl::string_view actor,
                    const v1::ConsentTerms& terms) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() = terms;
  v1::GrantConsentRequest grant;
  *grant.mutable_terms() = terms;
  grant.set_preview_hash(
      story.Do(actor, preview, "what would be seen").preview_hash());
  return story.Do(actor, grant, "she agrees").consent();
}

void AddMember(Story& story, const char* party, const char* person) {
  AddMember(story, "mh", party, person);
}

void AddMember(Story& story, absl::string_view lead, const char* party,
               const char* person) {
  v1::AddTeamEntryRequest request;
  request.set_case_(story.a_case());
  request.set_party(party);
  request.set_relation(v1::RELATION_MEMBER);
  request.add_persons(person);
  story.Do(lead, request, absl::StrCat("the lead adds ", party));
}

v1::MessageHeader NewestHeader(Story& story, absl::string_view actor) {
  v1::ListMessagesRequest list;
  list.set_page_size(100);
  const auto inbox = story.Do(actor, list, "lists messages");
  return inbox.messages().empty() ? v1::MessageHeader()
                                  : *inbox.messages().rbegin();
}

v1::GetMessageResponse ExpectMessage(Story& story, absl::string_view actor,
                                     const std::string& message,
                                     v1::Purpose purpose,
                                     const std::string& levels) {
  v1::GetMessageRequest get;
  get.mutable_access()->set_purpose(purpose);
  get.set_name(message);
  auto found = story.Do(actor, get, absl::StrCat(actor, " opens a message"));
  const std::string shown = LevelsText(found.disclosure());
  story.Expect(shown == levels,
               absl::StrCat(actor, " is shown ", shown, ", not ", levels));
  return found;
}

}  // namespace tasuki::scenario
