#ifndef GATEWAY_SERVER_FLAT_JSON_H_
#define GATEWAY_SERVER_FLAT_JSON_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::server {

// A JSON object as JWTs use it: texts, whole numbers, and objects of texts.
struct FlatJson {
  std::map<std::string, std::string> texts;
  std::map<std::string, int64_t> numbers;  // 0 to 2^40
  std::map<std::string, std::map<std::string, std::string>> objects;
};

// Reads exactly that. INVALID_ARGUMENT: not JSON in UTF-8, a repeated name, or
// anything else inside (null, true, fractions, arrays, deeper objects).
absl::StatusOr<FlatJson> ParseFlatJson(absl::string_view text);

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_FLAT_JSON_H_
