#ifndef TESTS_SCENARIO_BRANCH_STEPS_H_
#define TESTS_SCENARIO_BRANCH_STEPS_H_

#include <string>
#include <vector>

#include "tests/scenario/story_scenes.h"

// Steps that the branches take after #18. The trunk compares every edition and
// every message; here it is who sees how much, and what is refused.
namespace tasuki::scenario {

// Drafts, previews and confirms it; its name.
struct ToConfirm {
  std::string subject, a_case;  // a_case empty: none
  v1::Record record;
};
std::string ConfirmRecord(Story& story, absl::string_view actor,
                          const ToConfirm& what,
                          v1::ConfirmSectionRequest approval = {});

// Previews the terms and records the consent; its name.
std::string AgreeTo(Story& story, absl::string_view actor,
                    const v1::ConsentTerms& terms);

// The lead, maternal health if none is named, puts the party on the case as a
// member with this person.
void AddMember(Story& story, const char* party, const char* person);
void AddMember(Story& story, absl::string_view lead, const char* party,
               const char* person);

// The header of the newest message in an inbox; empty if there is none.
v1::MessageHeader NewestHeader(Story& story, absl::string_view actor);

// A message, as it is shown for this purpose; what its
// disclosure says is compared.
v1::GetMessageResponse ExpectMessage(Story& story, absl::string_view actor,
                                     const std::string& message,
                                     v1::Purpose purpose,
                                     const std::string& levels);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_BRANCH_STEPS_H_
