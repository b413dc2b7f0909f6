#ifndef TESTS_PROPERTY_HISTORY_CHECKER_H_
#define TESTS_PROPERTY_HISTORY_CHECKER_H_

#include <map>
#include <string>
#include <vector>

#include "gateway/exchange/ports.h"
#include "tests/property/history/history.h"

namespace tasuki::history {

// What can be wrong with a history.
enum class Wrong {
  kShownAfterwards,   // begun after the acknowledgement of what forbids it
  kShownInLogOrder,   // committed after what forbids it
  kHiddenInLogOrder,  // not shown, with nothing at its commit that forbids it
  kHiddenThroughout,  // the same, seen from outside
  kNotLogged,         // no entry, or not when the answer left
  kLoggedAmiss,       // the entry is another answer's, or says something else
  kAbovePolicy,       // more than the rules give for the entry's situation
};
std::string NameOf(Wrong wrong);

struct Finding {
  Wrong wrong;
  std::string what;
};
std::map<Wrong, int> Counted(const std::vector<Finding>& findings);

// Everything in the log, in its order.
std::vector<exchange::OpenedLeaf> WholeLog(exchange::LogReader& log);

// Decides, after the fact and without the gateway: by the instants at which
// operations were invoked and answered; by the order of the log; and by the
// rules of the packs, read one by one.
std::vector<Finding> Check(const std::vector<Operation>& history,
                           const std::vector<exchange::OpenedLeaf>& log);

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_CHECKER_H_
