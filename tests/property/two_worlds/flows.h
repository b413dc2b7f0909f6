#ifndef TESTS_PROPERTY_TWO_WORLDS_FLOWS_H_
#define TESTS_PROPERTY_TWO_WORLDS_FLOWS_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "tests/property/two_worlds/census.h"
#include "tests/property/two_worlds/people.h"

// What a reader may infer although it is withheld, by decision. This is the one
// list; whatever is not on it must not tell.
namespace tasuki::two_worlds {

// Facts that steer the levels of other things. `steers`: a fact, a ground, or
// "relation" or "class" of a situation.
struct AcceptedFlow {
  std::string steers;
  std::string reason;
};
const std::vector<AcceptedFlow>& AcceptedFlows();
bool IsAccepted(const std::string& steers);

// Answers that tell by being given or refused.
enum class Flow {
  kNone,
  kSealedName,     // words that name somebody, about a subject
  kNamedInquiry,   // an inquiry by name
  kWithdrawal,     // of a consent, by its name
  kRecipientSees,  // sections sent to somebody
};
std::string NameOf(Flow flow);
std::string ReasonOf(Flow flow);

// A request to one of two worlds.
struct Put {
  World& world;
  const google::protobuf::Message& request;
};
// Whether the two worlds differ in what the flow tells by this request.
bool Tells(Flow flow, const Person& reader, const Census& census,
           const Put& first, const Put& second);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_FLOWS_H_
