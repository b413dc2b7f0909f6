#ifndef TESTS_SCENARIO_PARTNER_LINE_H_
#define TESTS_SCENARIO_PARTNER_LINE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adapters/client/connection.h"

// The lines between a scenario and its partner processes: words separated by
// spaces, bytes in base64 with "=" before them.
//   call METHOD REQUEST      -> answer CODE MESSAGE RESPONSE DETAILS INITIAL
//                               TRAILING
//   receipts                 -> verified COUNT | later | failed MESSAGE
namespace tasuki::scenario {

std::string EncodeCall(absl::string_view method, absl::string_view request);
std::string EncodeAnswer(const client::WireAnswer& answer);
// INVALID_ARGUMENT: not such a line.
absl::StatusOr<client::WireAnswer> DecodeAnswer(absl::string_view line);

// The bytes of one word. INVALID_ARGUMENT: not such a word.
absl::StatusOr<std::string> DecodeWord(absl::string_view word);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_PARTNER_LINE_H_
