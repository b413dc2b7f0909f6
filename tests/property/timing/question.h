#ifndef TESTS_PROPERTY_TIMING_QUESTION_H_
#define TESTS_PROPERTY_TIMING_QUESTION_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/scenario/deployment.h"
#include "tests/scenario/hidden_world.h"

namespace tasuki::timing {

// Two requests that are answered alike although they are about different
// things, and who asks. Is the time the same, too?
struct Question {
  std::string what;
  std::string asker;  // such as "cgc"
  std::shared_ptr<google::protobuf::Message> one, other;
  bool keeps = false;  // what is asked is kept: better not too often
};

// What is not there, and what is there and hidden: one or more of every RPC
// that names something.
std::vector<Question> AbsentAndHidden(const scenario::World& of,
                                      const std::string& outsider,
                                      const std::string& party);

// A consent that never was, and one that was withdrawn; a case without hidden
// sections, and one with them. Plays these cases.
std::vector<Question> DeniedAndWithdrawn(scenario::Deployment& deployment);

}  // namespace tasuki::timing

#endif  // TESTS_PROPERTY_TIMING_QUESTION_H_
