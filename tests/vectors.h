#ifndef TESTS_VECTORS_H_
#define TESTS_VECTORS_H_

#include <gtest/gtest.h>

#include <concepts>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace tasuki {

// The bytes of a file of the source tree, such as "docs/formats/editions.md".
inline std::string ReadSourceFile(absl::string_view path) {
  std::ifstream file(absl::StrCat(TASUKI_SOURCE_DIR, "/", path),
                     std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

// A file of tests/data/.
inline std::string ReadData(absl::string_view path) {
  return ReadSourceFile(absl::StrCat("tests/data/", path));
}
inline nlohmann::json ReadJson(absl::string_view path) {
  return nlohmann::json::parse(ReadData(path));
}

inline std::string Hex(absl::string_view hex) {
  return absl::HexStringToBytes(hex);
}
// A template, so that text does not turn into JSON on the way here.
template <std::same_as<nlohmann::json> Json>
std::string Hex(const Json& hex) {
  return absl::HexStringToBytes(hex.template get<std::string>());
}
inline std::string Base64(const nlohmann::json& text) {
  std::string bytes;
  EXPECT_TRUE(absl::Base64Unescape(text.get<std::string>(), &bytes));
  return bytes;
}

}  // namespace tasuki

#endif  // TESTS_VECTORS_H_
