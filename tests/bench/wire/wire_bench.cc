// A case as disclosed, over the wire: mutual TLS, staff assertion, grounds,
// policy, construction, and the durable log entry before the answer. Against a
// bare server that sends the same bytes and nginx before it, in turns, so that
// a machine that slows down slows all of them. What counts are the ratios.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/wire/setting.h"

namespace tasuki::bench {
namespace {

struct Options {
  int rounds = 5;
  double seconds = 2;
};

// The measures of one competitor, one per round.
using Rounds = std::vector<Measure>;

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double MedianOf(const Rounds& rounds,
                const std::function<double(const Measure&)>& value) {
  std::vector<double> values;
  for (const Measure& measure : rounds) values.push_back(value(measure));
  return Median(values);
}

// Round by round, and of these ratios the one in the middle.
double RatioOf(const Rounds& rounds, const Rounds& yardstick,
               double (Measure::*value)() const) {
  std::vector<double> ratios;
  for (size_t i = 0; i < rounds.size(); ++i) {
    ratios.push_back((rounds[i].*value)() / (yardstick[i].*value)());
  }
  return Median(ratios);
}

void PrintRow(const char* name, const Rounds& rounds, const Rounds& bare) {
  const auto micros = [&](absl::Duration Measure::*part) {
    return MedianOf(rounds, [&](const Measure& measure) {
      return absl::ToDoubleMicroseconds(measure.*part);
    });
  };
  int64_t refused = 0;
  for (const Measure& measure : rounds) refused += measure.refused;
  std::printf("| %-26s | %8.0f | %5.2f | %7.1f | %5.2f | %7.0f | %7.0f |%s\n",
              name, MedianOf(rounds, &Measure::calls_per_second),
              RatioOf(rounds, bare, &Measure::calls_per_second),
              MedianOf(rounds, &Measure::processor_us),
              RatioOf(rounds, bare, &Measure::processor_us),
              micros(&Measure::p50), micros(&Measure::p99),
              refused == 0 ? "" : " refused some");
  std::fflush(stdout);
}

void PrintHead(int in_flight, size_t bytes) {
  std::printf(
      "\n%d in flight on %d connections, answers of %zu bytes; `of bare` per "
      "round, medians\n\n"
      "| what                       |  calls/s | of    | CPU us  | of    |"
      " p50     | p99     |\n"
      "|                            |          | bare  | a call  | bare  |"
      " us      | us      |\n"
      "|----------------------------|---------:|------:|--------:|------:|"
      "--------:|--------:|\n",
      in_flight, std::min(in_flight, 4), bytes);
}

void Compare(const Setting& setting, const Options& options, int in_flight) {
  const auto run = [&](Load load, const std::vector<pid_t>& servers) {
    load.in_flight = in_flight;
    load.connections = std::min(in_flight, 4);
    load.warm_up = absl::Seconds(options.seconds / 4);
    load.measured = absl::Seconds(options.seconds);
    return Run(load, servers);
  };
  const bool with_nginx = !setting.AtNginx().target.empty();
  Rounds bare, gateway, nginx;
  for (int i = 0; i < options.rounds; ++i) {
    bare.push_back(run(setting.AtBare(), setting.bare()));
    gateway.push_back(run(setting.AtGateway(), setting.gateway()));
    if (with_nginx) nginx.push_back(run(setting.AtNginx(), setting.nginx()));
  }
  PrintHead(in_flight, gateway.back().response_bytes);
  PrintRow("bare server", bare, bare);
  PrintRow("gateway, durable log", gateway, bare);
  if (with_nginx) {
    PrintRow("nginx grpc_pass, no policy", nginx, bare);
    std::printf("\ngateway : nginx, calls/s      %5.2f\n",
                RatioOf(gateway, nginx, &Measure::calls_per_second));
  } else {
    std::printf("\nnginx is not installed\n");
  }
}

int Main(int count, char** arguments) {
  CLI::App app("The gateway against a bare server and nginx, over the wire.");
  Options options;
  app.add_option("--rounds", options.rounds, "of each")
      ->check(CLI::PositiveNumber);
  app.add_option("--seconds", options.seconds, "of each round")
      ->check(CLI::PositiveNumber);
  app.allow_extras();  // those of the other programs of `./run bench`
  CLI11_PARSE(app, count, arguments);
  Setting setting(Setting::Limits::kLifted);
  Compare(setting, options, 128);
  Compare(setting, options, 1);
  return 0;
}

}  // namespace
}  // namespace tasuki::bench

int main(int count, char** arguments) {
  return tasuki::bench::Main(count, arguments);
}
