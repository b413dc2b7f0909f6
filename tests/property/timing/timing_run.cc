#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <random>

#include "adapters/client/method.h"
#include "gateway/base/check.h"
#include "tests/property/timing/comparison.h"
#include "tests/property/timing/desk.h"
#include "tests/property/timing/question.h"
#include "tests/scenario/answer_text.h"
#include "tests/temporary_directory.h"

// ./run timing [--rounds N] [--seed N] [--outsider NAME] [--only TEXT]: asks in
// pairs what must be answered alike, at a gateway of its own, and compares how
// long it takes. Each request of a pair is asked twice in a round, the four in
// an order of chance: how the two that are the same differ is the noise.
namespace tasuki::timing {
namespace {

// What is above it is a difference (as in dudect), unless the noise is, too.
constexpr double kCertain = 4.5;
constexpr int kRoundsOfKept = 150;
constexpr int kWarmUp = 20;

struct Arguments {
  int rounds = 1500;
  uint64_t seed = std::random_device()();
  std::string outsider = "cgc", only;
};

Arguments Parsed(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i + 1 < argc; i += 2) {
    const auto is = [&](const char* name) {
      return std::strcmp(argv[i], name) == 0;
    };
    if (is("--rounds")) arguments.rounds = std::atoi(argv[i + 1]);
    if (is("--seed")) arguments.seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (is("--outsider")) arguments.outsider = argv[i + 1];
    if (is("--only")) arguments.only = argv[i + 1];
  }
  return arguments;
}

// In microseconds; 0 and 1 of the one request, 2 and 3 of the other.
using Samples = std::array<std::vector<double>, 4>;

Samples Measure(Desk& desk, const Question& question, int rounds,
                std::mt19937_64& random) {
  Samples samples;
  std::array<size_t, 4> order = {0, 1, 2, 3};
  for (int i = -kWarmUp; i < rounds; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    for (const size_t n : order) {
      const absl::Duration took =
          desk.TimeOf(n < 2 ? *question.one : *question.other);
      if (i < 0) continue;
      samples[n].push_back(absl::ToDoubleMicroseconds(took));
    }
  }
  return samples;
}

std::vector<double> Joined(std::vector<double> one,
                           const std::vector<double>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

double Strength(const Comparison& comparison) {
  return std::max(std::abs(comparison.rank_z), std::abs(comparison.cropped_t));
}

struct Result {
  double median;
  Comparison noise, difference;
};

Result ResultOf(const Samples& samples) {
  const auto& [one, one_again, other, other_again] = samples;
  return {.median = Median(one),
          .noise = Compare(Joined(one, other), Joined(one_again, other_again)),
          .difference =
              Compare(Joined(one, one_again), Joined(other, other_again))};
}

void Print(const Question& question, const Result& result) {
  const auto* method = client::MethodOf(question.one->GetDescriptor());
  std::printf("%-18s %-36s %7.0f %+8.1f %+7.1f %+7.1f %+8.1f %+7.1f %+7.1f%s\n",
              method->name().c_str(), question.what.c_str(), result.median,
              result.difference.shift, result.difference.rank_z,
              result.difference.cropped_t, result.noise.shift,
              result.noise.rank_z, result.noise.cropped_t,
              Strength(result.difference) > kCertain ? "  *" : "");
  std::fflush(stdout);
}

// What differs in more than time is for other tests.
bool AnsweredAlike(scenario::Deployment& deployment, const Question& question) {
  scenario::PartnerProcess& asker = deployment.partner(question.asker);
  const std::string one = scenario::Ask(asker, *question.one);
  const std::string other = scenario::Ask(asker, *question.other);
  if (one == other) return true;
  std::printf("%s: not answered alike\n%s\n%s\n", question.what.c_str(),
              one.c_str(), other.c_str());
  return false;
}

std::vector<Question> Questions(scenario::Deployment& deployment,
                                const std::string& outsider) {
  scenario::World world;
  // The hospital holds something that others are asked about.
  std::vector<std::string> outsiders = {"hospital"};
  if (outsider != outsiders[0]) outsiders.push_back(outsider);
  scenario::GiveOutsidersTheirOwn(deployment, outsiders, world);
  scenario::Hide(deployment, world);
  std::vector<Question> questions = DeniedAndWithdrawn(deployment);
  for (Question& one : AbsentAndHidden(
           world, outsider, deployment.partner(outsider).actor().party)) {
    questions.push_back(std::move(one));
  }
  return questions;
}

bool IsAsked(const Question& question, const std::string& only) {
  return question.what.find(only) != std::string::npos ||
         client::MethodOf(question.one->GetDescriptor())->name() == only;
}

int Run(const Arguments& arguments) {
  const TemporaryDirectory folder;
  scenario::Deployment deployment(folder.path().string());
  std::mt19937_64 random(arguments.seed);
  std::map<std::string, Desk> desks;
  int differences = 0, asked = 0, unlike = 0;
  double noise = 0, most = 0;
  std::printf(
      "seed %llu, %d rounds, asked by %s; times in us\n"
      "%-18s %-36s %7s %24s %24s\n%-55s %7s %8s %7s %7s %8s %7s %7s\n",
      static_cast<unsigned long long>(arguments.seed), arguments.rounds,
      arguments.outsider.c_str(), "", "", "", "the two", "the same twice", "",
      "median", "shift", "rank z", "t", "shift", "rank z", "t");
  for (const Question& question : Questions(deployment, arguments.outsider)) {
    if (!IsAsked(question, arguments.only)) continue;
    if (!AnsweredAlike(deployment, question)) {
      ++unlike;
      continue;
    }
    Desk& desk = desks.try_emplace(question.asker, deployment, question.asker)
                     .first->second;
    const int rounds = question.keeps
                           ? std::min(arguments.rounds, kRoundsOfKept)
                           : arguments.rounds;
    const Result result = ResultOf(Measure(desk, question, rounds, random));
    Print(question, result);
    ++asked;
    noise = std::max(noise, Strength(result.noise));
    most = std::max(most, Strength(result.difference));
    if (Strength(result.difference) > kCertain) ++differences;
  }
  std::printf(
      "%d questions, %d not answered alike; strongest statistic %.1f, of the "
      "same twice %.1f; above %.1f: %d\n",
      asked, unlike, most, noise, kCertain, differences);
  return differences == 0 && unlike == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tasuki::timing

int main(int argc, char** argv) {
  return tasuki::timing::Run(tasuki::timing::Parsed(argc, argv));
}
