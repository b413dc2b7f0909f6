#ifndef GATEWAY_EXCHANGE_SUBJECT_LOG_H_
#define GATEWAY_EXCHANGE_SUBJECT_LOG_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// The log, and where the chain of each subject's leaves ends: from there on
// each leaf names the one before (SubjectGroup.previous_leaf). Thread-safe.
class SubjectLog : public LogReader {
 public:
  // The hash of the newest leaf that names the subject; empty: there is none.
  virtual absl::StatusOr<std::string> NewestOf(const std::string& subject) = 0;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SUBJECT_LOG_H_
