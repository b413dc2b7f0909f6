#ifndef TESTS_SCENARIO_HIDDEN_PAIR_H_
#define TESTS_SCENARIO_HIDDEN_PAIR_H_

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"

namespace tasuki::scenario {

// Two requests that differ only in naming what is hidden, or nothing. And the
// control: somebody for whom the same request finds the object, so that it is
// there and the request is good.
struct Pair {
  std::string hidden_object;
  std::shared_ptr<google::protobuf::Message> hidden, absent;
  std::string rightful;
  std::shared_ptr<google::protobuf::Message> control;
  // What the rightful is answered. kAborted: found, and the approval compared;
  // kFailedPrecondition: found, and in another state.
  absl::StatusCode found = absl::StatusCode::kOk;
  // What the others are answered: any other code would mean that they were
  // refused for something else, and the comparison would show nothing.
  absl::StatusCode answered = absl::StatusCode::kNotFound;
  // The one who asks; empty: each outsider.
  std::string asker = {};
};

// A name or hash of the same form that nothing has.
std::string Absent(std::string name);

// `name_it` writes a name into a request.
template <typename Request>
Pair PairOf(std::string object, const std::string& hidden,
            const std::string& absent, std::string rightful,
            const std::function<void(Request&, const std::string&)>& name_it) {
  const auto one = std::make_shared<Request>();
  const auto other = std::make_shared<Request>();
  name_it(*one, hidden);
  name_it(*other, absent);
  return {std::move(object), one, other, std::move(rightful), one};
}
template <typename Request>
Pair PairOf(std::string object, const std::string& hidden, std::string rightful,
            const std::function<void(Request&, const std::string&)>& name_it) {
  return PairOf<Request>(std::move(object), hidden, Absent(hidden),
                         std::move(rightful), name_it);
}
template <typename Request>
Pair Named(std::string object, const std::string& hidden,
           std::string rightful) {
  return PairOf<Request>(std::move(object), hidden, std::move(rightful),
                         [](Request& request, const std::string& name) {
                           request.set_name(name);
                         });
}

// The pair with a control of its own: what the rightful asks in the same form.
template <typename Request>
Pair ControlledBy(Pair pair, const Request& control) {
  pair.control = std::make_shared<Request>(control);
  return pair;
}

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_HIDDEN_PAIR_H_
