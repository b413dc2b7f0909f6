#ifndef TESTS_PROPERTY_TWO_WORLDS_PAIR_H_
#define TESTS_PROPERTY_TWO_WORLDS_PAIR_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/property/two_worlds/base.h"
#include "tests/property/two_worlds/difference.h"
#include "tests/property/two_worlds/plan.h"
#include "tests/temporary_directory.h"

namespace tasuki::two_worlds {

// Two worlds on copies of the same data, and what was drawn for them.
struct Finding {
  uint64_t seed;  // of the pair: replays it
  std::string difference, reader, rpc, what;
  std::string Text() const;
};

// What came of many pairs.
struct Tally {
  int agreeing = 0;  // pairs that were compared
  int shown = 0;     // the reader is shown the difference: nothing to compare
  int tried = 0;     // of these, those that were played all the same
  int told = 0;      // of these, those whose answers differed, as they should
  std::map<std::string, int> flows;    // excluded by an accepted flow
  std::map<std::string, int> skipped;  // single requests, by an accepted flow
  std::map<std::string, int> rpcs;     // requests compared
  std::map<std::string, int> differences;  // pairs compared, by kind
  std::vector<Finding> findings;
};

struct Options {
  int share = 60;         // percent of the requests that are asked
  bool try_shown = true;  // plays pairs whose reader is shown the difference
  std::string kind = {};  // of difference; empty: any
};

// The two worlds. Each pair: one difference, one reader, one plan.
class Pairs {
 public:
  // Plays bases into a folder of its own.
  Pairs(const Identities& identities, int bases, uint64_t seed);

  // Plays the pair of this seed: one difference, one reader who is not shown
  // it, one plan.
  void Play(uint64_t seed, const Options& options, Tally& tally);
  // From now on both worlds have this leak; null: none.
  void Spring(const Leak* leak);

 private:
  struct Fork;
  void Begin(Fork& fork);
  // True if requests were played.
  bool PlayReader(Fork& fork, bool is_last, const Options& options,
                  Tally& tally);
  // False at the first difference, which goes to `finding`.
  bool Compare(Fork& fork, const Options& options, Tally& tally,
               Finding& finding);

  TemporaryDirectory folder_;
  World first_, second_;
  std::vector<Base> bases_;
};

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_PAIR_H_
