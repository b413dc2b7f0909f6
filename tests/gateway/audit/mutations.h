#ifndef TESTS_GATEWAY_AUDIT_MUTATIONS_H_
#define TESTS_GATEWAY_AUDIT_MUTATIONS_H_

#include <string>

#include "absl/status/status.h"
#include "tests/status_matchers.h"

namespace tasuki::audit {

// Demands that `verify` accepts `bytes` and refuses whatever else one small
// change makes of it: each bit flipped, each byte raised by one, removed,
// doubled, or followed by an LF; each shorter beginning and end.
template <typename Verify>
void ExpectEveryMutationRefused(const std::string& bytes, Verify verify) {
  ASSERT_THAT(verify(bytes), IsOk());
  int accepted = 0;
  const auto try_one = [&](const std::string& mutated, size_t place) {
    if (mutated == bytes) return;
    const absl::Status status = verify(mutated);
    if (status.code() == absl::StatusCode::kInvalidArgument) return;
    ++accepted;
    ADD_FAILURE() << "a change at byte " << place << " gives "
                  << status.ToString();
  };
  for (size_t i = 0; i < bytes.size() && accepted < 5; ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = bytes;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      try_one(flipped, i);
    }
    std::string raised = bytes;
    raised[i] = static_cast<char>(raised[i] + 1);
    try_one(raised, i);
    try_one(std::string(bytes).erase(i, 1), i);
    try_one(std::string(bytes).insert(i, 1, bytes[i]), i);
    try_one(std::string(bytes).insert(i, 1, '\n'), i);
    try_one(bytes.substr(0, i), i);
    try_one(bytes.substr(i), i);
  }
  try_one(bytes + '\n', bytes.size());
  try_one(bytes + '\0', bytes.size());
  try_one(bytes + bytes, bytes.size());
}

}  // namespace tasuki::audit

#endif  // TESTS_GATEWAY_AUDIT_MUTATIONS_H_
