#ifndef TESTS_PROPERTY_HISTORY_TIMELINE_H_
#define TESTS_PROPERTY_HISTORY_TIMELINE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "gateway/exchange/ports.h"
#include "tests/property/history/history.h"

namespace tasuki::history {

// Where each entry of the log stands, and when time passed in it.
class LogOrder {
 public:
  explicit LogOrder(const std::vector<exchange::OpenedLeaf>& log);

  // The entry's place in `log`; -1: not there.
  int64_t PlaceOf(const std::string& leaf_hash) const;
  // The place of the first entry of the same call, which may have come to more
  // than one commit and names the last.
  int64_t FirstPlaceOf(const std::string& leaf_hash) const;
  // The first place at which the log's clock is known to show this or more.
  int64_t PlaceAfter(int64_t clock_ms) const;

 private:
  std::map<std::string, int64_t> places_;
  std::map<std::string, int64_t> first_places_;
  std::vector<int64_t> latest_ms_;  // up to each place
};

// When each switch was turned, in both orders: as the callers saw it, and as it
// stands in the log. All begin switched on.
class Timeline {
 public:
  Timeline(const std::vector<Operation>& history, const LogOrder& order);

  // Known from outside, for all of the time from `begin` to `end`.
  bool OffThroughout(const std::string& what, int64_t begin, int64_t end) const;
  bool OnThroughout(const std::string& what, int64_t begin, int64_t end) const;
  // At this place of the log.
  bool OnAt(const std::string& what, int64_t place) const;

 private:
  struct Turned {
    int64_t invoked, answered;
    int64_t from;  // the first place in the log where it holds
    bool on;
  };
  // Whether it was so, and nobody was turning it.
  bool Throughout(const std::string& what, int64_t begin, int64_t end,
                  bool on) const;

  std::map<std::string, std::vector<Turned>> turned_;
};

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_TIMELINE_H_
