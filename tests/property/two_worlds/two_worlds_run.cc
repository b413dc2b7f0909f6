#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

#include "absl/time/clock.h"
#include "tests/property/two_worlds/report.h"

// ./run two-worlds [--pairs N] [--seed N] [--bases N] [--in-process]
// [--only SEED] [--leaks] [--from N]: many pairs of worlds, over sockets; then
// the leaks, from the Nth on.
namespace tasuki::two_worlds {
namespace {

struct Arguments {
  int pairs = 2000, bases = 12;
  uint64_t seed = std::random_device()();
  bool sockets = true, leaks = false;
  uint64_t only = 0;
  size_t from = 0;
};

Arguments Parsed(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const auto is = [&](const char* name) {
      return std::strcmp(argv[i], name) == 0;
    };
    const auto number = [&] {
      return i + 1 < argc ? std::strtoull(argv[++i], nullptr, 10) : 0;
    };
    if (is("--pairs")) arguments.pairs = static_cast<int>(number());
    if (is("--bases")) arguments.bases = static_cast<int>(number());
    if (is("--seed")) arguments.seed = number();
    if (is("--only")) arguments.only = number();
    if (is("--in-process")) arguments.sockets = false;
    if (is("--leaks")) arguments.leaks = true;
    if (is("--from")) arguments.from = number();
  }
  return arguments;
}

int PlayPairs(Pairs& pairs, const Arguments& arguments) {
  const absl::Time began = absl::Now();
  Tally tally;
  if (arguments.only != 0) {
    pairs.Play(arguments.only, {}, tally);
  } else {
    for (uint64_t i = 0; tally.agreeing < arguments.pairs; ++i) {
      pairs.Play(arguments.seed + i, {}, tally);
    }
  }
  for (const std::string& text : Texts(tally.findings)) {
    std::printf("%s", text.c_str());
  }
  std::printf("seed %llu, %s, %.0f s\n%s",
              static_cast<unsigned long long>(arguments.seed),
              arguments.sockets ? "over sockets" : "in process",
              absl::ToDoubleSeconds(absl::Now() - began),
              Summary(tally).c_str());
  std::fflush(stdout);
  return static_cast<int>(tally.findings.size());
}

int MissedLeaks(Pairs& pairs, const Arguments& arguments) {
  int missed = 0, tried = 0;
  for (size_t i = arguments.from; i < AllLeaks().size(); ++i, ++tried) {
    if (PairsUntilNoticed(pairs, AllLeaks()[i], arguments.seed, 250) == 0) {
      ++missed;
    }
  }
  std::printf("leaks noticed: %d of %d\n", tried - missed, tried);
  return missed;
}

int Run(const Arguments& arguments) {
  const auto identities = arguments.sockets ? OverSockets() : InProcess();
  // The bases are those of the seed 1: a pair is replayed with the same ones.
  Pairs pairs(*identities, arguments.bases, 1);
  int wrong = PlayPairs(pairs, arguments);
  if (arguments.leaks) wrong += MissedLeaks(pairs, arguments);
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tasuki::two_worlds

int main(int argc, char** argv) {
  return tasuki::two_worlds::Run(tasuki::two_worlds::Parsed(argc, argv));
}
