// The requests of every RPC, as bytes off the wire. The first byte chooses the
// RPC, by its place among the sorted names.
#include <algorithm>
#include <string>
#include <vector>

#include "gateway/base/check.h"
#include "gateway/exchange/method.h"
#include "tests/fuzz/fuzz.h"

namespace tasuki::fuzz {
namespace {

const std::vector<const exchange::Method*>& SortedMethods() {
  static const auto* const sorted = [] {
    std::vector<std::string> names;
    for (const auto& [name, method] : exchange::Methods()) {
      names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    auto* methods = new std::vector<const exchange::Method*>();
    for (const std::string& name : names) {
      methods->push_back(&exchange::Methods().at(name));
    }
    return methods;
  }();
  return *sorted;
}

void Try(absl::string_view bytes) {
  if (bytes.empty()) return;
  const auto& methods = SortedMethods();
  const exchange::Method& method =
      *methods[static_cast<unsigned char>(bytes[0]) % methods.size()];
  const std::string request(bytes.substr(1));
  const auto parsed = method.parse(request);
  if (!parsed.ok()) {
    // A peer's fault, and never a value of the peer's in the message.
    CHECK(absl::IsInvalidArgument(parsed.status()));
    CHECK(parsed.status().message().size() < 300);
    return;
  }
  CHECK(parsed->use_case != nullptr);
  CHECK(parsed->request_id.empty() != method.writes);
  // What is hashed is what was understood: it comes out the same again.
  const auto again = method.parse(request);
  CHECK(again.ok());
  CHECK(again->request_hash == parsed->request_hash);
}

}  // namespace
}  // namespace tasuki::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tasuki::fuzz::Try(tasuki::fuzz::Bytes(data, size));
  return 0;
}
