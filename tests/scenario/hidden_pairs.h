#ifndef TESTS_SCENARIO_HIDDEN_PAIRS_H_
#define TESTS_SCENARIO_HIDDEN_PAIRS_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/scenario/case_setup.h"

namespace tasuki::scenario {

// A name or hash of the same form that nothing has.
std::string Absent(std::string name);

// The seed case, and what else there is to hide.
struct World : SetUpCase {
  std::string draft_hash;        // of the reduced edition of the draft
  std::string new_message;       // sent, and not looked at yet
  std::string certificate_hash;  // of somebody who is not needed here
  std::string crl;
};

// Two requests that differ only in naming what is hidden, or nothing. And the
// control: somebody for whom the same request finds the object, so that it is
// there and the request is good. (kAborted: found, and the approval compared.)
struct Pair {
  std::string hidden_object;
  std::shared_ptr<google::protobuf::Message> hidden, absent;
  std::string rightful;
  std::shared_ptr<google::protobuf::Message> control;
  absl::StatusCode found = absl::StatusCode::kOk;
  // What an outsider is answered: any other code would mean that it was refused
  // for something else, and the comparison would show nothing.
  absl::StatusCode answered = absl::StatusCode::kNotFound;
};

// One or more for each RPC that names something, as an outsider (a party, such
// as "bodies/hokusei-cgc") would ask. Those whose control undoes what the
// controls of others need come last.
std::vector<Pair> AllPairs(const World& of, const std::string& outsider);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_HIDDEN_PAIRS_H_
