#ifndef TESTS_BENCH_WIRE_LOAD_H_
#define TESTS_BENCH_WIRE_LOAD_H_

#include <grpcpp/security/credentials.h>
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace tasuki::bench {

// The same call, over and over: whenever one is answered, the next goes out.
struct Load {
  std::string target;  // host:port
  grpc::SslCredentialsOptions identity;
  std::string method;     // "/tasuki.v1.CaseService/GetCase"
  std::string request;    // serialized
  std::string assertion;  // empty: none is sent
  int connections = 4;
  int in_flight = 128;  // over all connections
  absl::Duration warm_up = absl::Seconds(1);
  absl::Duration measured = absl::Seconds(3);
  // No sooner than this after the one before; 0: at once. With it, the load is
  // that of somebody who asks now and then.
  absl::Duration pause = absl::ZeroDuration();
};

// What was measured after the warm-up.
struct Measure {
  int64_t calls = 0;    // answered OK
  int64_t refused = 0;  // answered otherwise
  absl::Duration took;
  absl::Duration processor;   // of the processes that serve
  absl::Duration p50, p99;    // of calls answered OK
  size_t response_bytes = 0;  // of the last one

  double calls_per_second() const {
    return static_cast<double>(calls) / absl::ToDoubleSeconds(took);
  }
  double processor_us() const {
    return calls == 0 ? 0
                      : absl::ToDoubleMicroseconds(processor) /
                            static_cast<double>(calls);
  }
};

// Runs the load on the calling thread. `servers`: whose processor time counts.
Measure Run(const Load& load, const std::vector<pid_t>& servers);

// Processor time that the process and its ended threads have used.
absl::Duration ProcessorTimeOf(pid_t process);

// Memory of the process that is not in a file, bytes.
int64_t ResidentBytesOf(pid_t process);

// Ties the calling thread and what it starts to one processor.
void StayOnProcessor(int processor);

}  // namespace tasuki::bench

#endif  // TESTS_BENCH_WIRE_LOAD_H_
