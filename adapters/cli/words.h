#ifndef ADAPTERS_CLI_WORDS_H_
#define ADAPTERS_CLI_WORDS_H_

#include <string>

#include "absl/status/status.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::cli {

// The same in two languages, for people who work with the product.
struct Words {
  std::string ja, en;
};

// What is said of everything an answer does not hold, and never why.
Words NotSharedOrNotPresent();

// A refusal code in plain words.
Words WordsOf(v1::RefusalCode code);

// What an answer means, and what to do next.
struct Advice {
  Words meaning, next;
};
Advice AdviceOn(absl::StatusCode code);
// The same where the gateway had no part in it: a file, a profile, a disk.
Advice AdviceHere(absl::StatusCode code);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_WORDS_H_
