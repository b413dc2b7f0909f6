#ifndef TESTS_PROPERTY_LIFE_PLAY_H_
#define TESTS_PROPERTY_LIFE_PLAY_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/gateway/exchange/life.h"
#include "tests/property/life/model.h"

namespace tasuki::life {

// What happened in histories, so that a test can say that something did.
struct Tally {
  std::map<Act, int> done, refused;
  // How often a status followed another, and could not, of an open case.
  std::map<std::pair<v1::CaseStatus, v1::CaseStatus>, int> followed, stood;
  int led_by_others = 0;  // steps after which maternal health did not lead
  int disputed = 0;       // steps after which a proposal was disputed
  int past_access = 0;    // steps at which access had ended
};

// Plays a history of `steps` drawn from `seed` on a new case, and the same in a
// model with these rules; where the two differ first, or empty.
std::string Play(exchange::World& world, uint64_t seed, int steps,
                 const Rules& rules, Tally& tally);

}  // namespace tasuki::life

#endif  // TESTS_PROPERTY_LIFE_PLAY_H_
