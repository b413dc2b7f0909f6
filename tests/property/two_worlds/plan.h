#ifndef TESTS_PROPERTY_TWO_WORLDS_PLAN_H_
#define TESTS_PROPERTY_TWO_WORLDS_PLAN_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/property/two_worlds/census.h"
#include "tests/property/two_worlds/flows.h"
#include "tests/property/two_worlds/people.h"

// What a reader asks, the same in both worlds.
namespace tasuki::two_worlds {

// A request. A text in it that begins with "$" stands for what the reader was
// given in that world before, such as "$case" (see Remember).
struct Step {
  std::shared_ptr<const google::protobuf::Message> request;
  // The flow by which the answer may tell, if it is an accepted one.
  Flow flow = Flow::kNone;

  std::string rpc() const;
};

// What things are called in the two worlds: in either, and in one of them
// alone.
struct Names {
  Census all, apart;
};

// Requests of every RPC, about what is there, in either world, what is not, and
// what the reader makes itself; reads again at the end. `share`: percent of the
// requests that are asked.
std::vector<Step> PlanFor(const Person& reader, const Names& names,
                          const std::set<std::string>& leaves,
                          const std::string& today, uint64_t seed, int share);
// Proofs, once everything is published.
std::vector<Step> ProofsFor(const std::set<std::string>& leaves, uint64_t seed);

// What a reader was given in one world.
using Memory = std::map<std::string, std::string>;
void Remember(const google::protobuf::Message& response, Memory& memory);
std::unique_ptr<google::protobuf::Message> Filled(
    const google::protobuf::Message& request, const Memory& memory);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_PLAN_H_
