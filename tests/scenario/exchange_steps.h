#ifndef TESTS_SCENARIO_EXCHANGE_STEPS_H_
#define TESTS_SCENARIO_EXCHANGE_STEPS_H_

#include <string>
#include <vector>

#include "tests/scenario/scenario_steps.h"

// Steps between two parties: what one sends or asks, and what the other reads.
namespace tasuki::scenario {

// A person, registered by the actor's party under an alias; its name.
std::string Register(Story& story, absl::string_view actor,
                     const std::string& alias);

// The actor opens a case and leads it; its name.
struct ToOpen {
  std::string subject, alias;
  v1::CaseClass a_class;
  v1::Branch branch;
  std::vector<std::string> sections = {};  // to be bound to it
};
std::string OpenCaseOf(Story& story, absl::string_view actor,
                       const ToOpen& what);
// The actor, who leads the case, takes a party in with these persons.
struct ToTakeIn {
  std::string a_case, party;
  std::vector<std::string> persons;
};
void TakeIn(Story& story, absl::string_view actor, const ToTakeIn& what);

// Terms of a consent that is given today for sixty days; `text` has the rest.
v1::ConsentTerms TermsFor(const std::string& subject, absl::string_view text);

// Sections of the sender's about somebody, on a basis that it states or (none)
// on what holds anyway.
struct ToSend {
  std::string recipient, subject;
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  std::vector<std::string> sections = {};
  v1::MessageKind kind = v1::MESSAGE_KIND_INFORMATION;
};
v1::SendMessageRequest MessageOf(const ToSend& what);
// Sends them; the message's name.
std::string SendSections(Story& story, absl::string_view actor,
                         const ToSend& what);

// The message as it is shown for this purpose, and on which grounds; nothing
// that is `hidden` is anywhere in it.
struct ToRead {
  v1::Purpose purpose;
  Shown shown;
  std::vector<std::string> hidden = {};
};
void ExpectRead(Story& story, absl::string_view actor,
                const std::string& message, const ToRead& read);
// None of these words is in an answer.
void ExpectWithout(Story& story, absl::string_view actor,
                   const google::protobuf::Message& answer,
                   const std::vector<std::string>& hidden);

// Takes it over for this purpose, into a case if one is named; the copies.
std::vector<std::string> TakeOver(Story& story, absl::string_view actor,
                                  const std::string& message,
                                  v1::Purpose purpose,
                                  const std::string& a_case = "");

// A question to another party.
struct ToAsk {
  std::string recipient, subject;
  std::vector<v1::Category> categories;
  std::string need;
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  v1::Purpose purpose = v1::PURPOSE_UNSPECIFIED;  // the actor's
  v1::RequesterOffice office = v1::REQUESTER_OFFICE_UNSPECIFIED;
};
v1::SendMessageRequest QuestionOf(const ToAsk& what);
// Asks; the question's name.
std::string Ask(Story& story, absl::string_view actor, const ToAsk& what);

// It is asked and refused by this actor. The true code is in the log; the other
// code is what the one who asked reads.
struct RefusedBy {
  std::string actor;
  v1::RefusalCode truly, told;
};
void ExpectQuestionRefused(Story& story, absl::string_view asker,
                           const ToAsk& what, const RefusedBy& refused);

// May she be reached like this, asks the actor; and how else.
void ExpectChannel(Story& story, absl::string_view actor,
                   v1::ContactChannel channel, bool allowed,
                   const std::vector<v1::ContactChannel>& ways);

// May her mother or somebody else close to her be told of this on the channel,
// asks the actor. There is no other way, and none at all if not.
struct ToTell {
  v1::PersonLabel person;
  v1::FamilyTopic topic;
};
void ExpectTelling(Story& story, absl::string_view actor, const ToTell& what,
                   v1::ContactChannel channel, bool allowed);

// Somebody asks the actor's desk about a person, and hears what anybody hears.
void ExpectNeutralAnswer(Story& story, absl::string_view actor,
                         const v1::Inquiry& inquiry);

// So many days before today, in Japan, `YYYY-MM-DD`.
std::string DaysAgo(int days);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_EXCHANGE_STEPS_H_
