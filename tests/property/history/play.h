#ifndef TESTS_PROPERTY_HISTORY_PLAY_H_
#define TESTS_PROPERTY_HISTORY_PLAY_H_

#include <cstdint>

#include "tests/property/history/setting.h"

namespace tasuki::history {

// How a history is made. Four threads read; three change what they see: the
// consents and teams of the lanes, the directory and the policy, the clock.
struct Plan {
  uint64_t seed = 1;
  size_t operations = 1000;
  int activations = 4;  // of policies, at most: each costs compilations

  static constexpr size_t kReaders = 4;
};

// Plays it to the end. The last lane is the clock's.
void Play(const Plan& plan, Setting& setting);

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_PLAY_H_
