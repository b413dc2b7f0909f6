#ifndef TESTS_RANDOM_SEED_H_
#define TESTS_RANDOM_SEED_H_

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

// What tests draw from. TASUKI_RANDOM_SEED says it for all of them, so that a
// run that failed can be repeated.
namespace tasuki {

// What is said, or `usual`.
inline uint64_t SeedOr(uint64_t usual) {
  const char* const said = std::getenv("TASUKI_RANDOM_SEED");
  return said != nullptr ? std::stoull(said) : usual;
}

// What is said, or a new one for each run of a program; printed.
inline uint64_t RandomSeed() {
  static const uint64_t seed = [] {
    const uint64_t drawn = SeedOr(std::random_device()());
    std::cout << "seed TASUKI_RANDOM_SEED=" << drawn << std::endl;
    return drawn;
  }();
  return seed;
}

}  // namespace tasuki

#endif  // TESTS_RANDOM_SEED_H_
