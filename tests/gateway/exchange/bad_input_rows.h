#ifndef TESTS_GATEWAY_EXCHANGE_BAD_INPUT_ROWS_H_
#define TESTS_GATEWAY_EXCHANGE_BAD_INPUT_ROWS_H_

#include <vector>

#include "tests/gateway/exchange/world.h"

namespace tasuki::exchange {

// What no error may repeat.
inline constexpr char kBadValue[] = "VALUE-MARK";

// One request that is wrong in one field.
struct BadInput {
  const char* method;  // "CaseService/GetCase"
  const char* field;   // as the error begins
  // Protobuf text: $BAD is kBadValue, $ID an id of nothing, $HER a subject whom
  // maternal health knows.
  const char* text;
  World::Person person = World::Nurse();  // without an id: the intake
};

const std::vector<BadInput>& BadInputs();

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_BAD_INPUT_ROWS_H_
