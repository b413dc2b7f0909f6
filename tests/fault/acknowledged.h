#ifndef TESTS_FAULT_ACKNOWLEDGED_H_
#define TESTS_FAULT_ACKNOWLEDGED_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/store/store.h"

namespace tasuki::fault {

// What the writer (writer.cc) was promised, as it said line by line while it
// ran: kept where no fault of its disk reaches.
class Acknowledged {
 public:
  // Takes the output of one run. A line that a killed process did not finish
  // says nothing.
  void Add(absl::string_view output);

  int64_t writes() const { return writes_; }

  // Holds a store, opened again, to every promise so far: each row is as new as
  // was acknowledged, each evidence has a receipt that verifies, each
  // checkpoint is one past of the newest. DATA_LOSS: says what is not.
  absl::Status Check(store::Store& store) const;
  // The same for what was added since the last call of this.
  absl::Status CheckNew(store::Store& store);

 private:
  absl::Status CheckFrom(store::Store& store, size_t first_leaf,
                         size_t first_checkpoint) const;

  int64_t writes_ = 0;
  std::map<std::string, int64_t> newest_;  // by id of the row
  std::vector<std::string> leaves_;
  std::vector<std::string> checkpoints_;
  size_t checked_leaves_ = 0, checked_checkpoints_ = 0;
};

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_ACKNOWLEDGED_H_
