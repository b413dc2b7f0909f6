#ifndef TESTS_PROPERTY_HISTORY_PLAY_H_
#define TESTS_PROPERTY_HISTORY_PLAY_H_

#include <cstdint>
#include <vector>

#include "tests/property/history/setting.h"

namespace tasuki::history {

// What may be changed in a lane: off, and after a while on again; an opening
// for danger to life the other way round; a referral, what it is for and a seal
// once and for all. The class is changed in the lane of the council alone, and
// there is no seal there.
enum class LaneChange {
  kConsent,
  kNarrowing,
  kSuperseding,
  kWill,
  kCase,
  kClass,
  kRelease,
  kFamilyOnTeam,
  kHospitalOnTeam,
  kOpening,
  kHold,
  kRecord,
  kAddress,
  kCopy,
  kReferralPurpose,
  kReferral,
  kSeal,
};

// How a history is made. Four threads read; three change what they see: the
// consents and teams of the lanes, the directory and the policy, the clock.
struct Plan {
  uint64_t seed = 1;
  size_t operations = 1000;
  int activations = 4;  // of policies, at most: each costs compilations
  // One round of changes; each round in another order.
  std::vector<LaneChange> changes = {LaneChange::kConsent,
                                     LaneChange::kNarrowing,
                                     LaneChange::kSuperseding,
                                     LaneChange::kWill,
                                     LaneChange::kCase,
                                     LaneChange::kClass,
                                     LaneChange::kRelease,
                                     LaneChange::kFamilyOnTeam,
                                     LaneChange::kHospitalOnTeam,
                                     LaneChange::kOpening,
                                     LaneChange::kHold,
                                     LaneChange::kRecord,
                                     LaneChange::kAddress,
                                     LaneChange::kCopy,
                                     LaneChange::kReferralPurpose,
                                     LaneChange::kReferral,
                                     LaneChange::kSeal};
  // Once the clock goes so far that a closed case is read no more. No other
  // lane may have anything then that ends with time.
  bool past_access = false;

  static constexpr size_t kReaders = 4;
};

// Plays it to the end. The last lane is the clock's.
void Play(const Plan& plan, Setting& setting);

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_PLAY_H_
