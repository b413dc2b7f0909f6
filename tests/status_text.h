#ifndef TESTS_STATUS_TEXT_H_
#define TESTS_STATUS_TEXT_H_

#include <gmock/gmock.h>

#include <string>

#include "tests/status_matchers.h"

namespace tasuki {

// As StatusIs of a code alone, and the message matches too.
MATCHER_P2(StatusIs, code, message, "has the status code and message") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code &&
         ::testing::ExplainMatchResult(
             message, std::string(StatusOf(arg).message()), result_listener);
}

}  // namespace tasuki

#endif  // TESTS_STATUS_TEXT_H_
