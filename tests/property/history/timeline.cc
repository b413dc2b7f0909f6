#include "tests/property/history/timeline.h"

#include <algorithm>

#include "gateway/base/check.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::history {

namespace {

// The first one of the log at which what was turned holds.
int64_t FirstPlace(const Operation& operation, const Turn& turn,
                   const LogOrder& order) {
  if (operation.clock_ms.has_value()) {
    return order.PlaceAfter(*operation.clock_ms);
  }
  const std::string& leaf = operation.leaves.at(0);
  return 1 + (turn.at_once ? order.FirstPlaceOf(leaf) : order.PlaceOf(leaf));
}

}  // namespace

LogOrder::LogOrder(const std::vector<exchange::OpenedLeaf>& log) {
  int64_t latest = 0;
  std::map<std::string, int64_t> calls;  // by request id: no two have the same
  for (const exchange::OpenedLeaf& leaf : log) {
    const auto place = static_cast<int64_t>(latest_ms_.size());
    places_[leaf.leaf_hash] = place;
    v1::ExchangeGroup group;
    CHECK(group.ParseFromString(leaf.exchange_group));
    first_places_[leaf.leaf_hash] =
        group.request_id().empty()
            ? place
            : calls.emplace(group.request_id(), place).first->second;
    latest = std::max(latest, group.time_ms());
    latest_ms_.push_back(latest);
  }
}

int64_t LogOrder::PlaceOf(const std::string& leaf_hash) const {
  const auto found = places_.find(leaf_hash);
  return found == places_.end() ? -1 : found->second;
}

int64_t LogOrder::FirstPlaceOf(const std::string& leaf_hash) const {
  return first_places_.at(leaf_hash);
}

int64_t LogOrder::PlaceAfter(int64_t clock_ms) const {
  return std::lower_bound(latest_ms_.begin(), latest_ms_.end(), clock_ms) -
         latest_ms_.begin();
}

Timeline::Timeline(const std::vector<Operation>& history,
                   const LogOrder& order) {
  for (const Operation& operation : history) {
    for (const Turn& turn : operation.turns) {
      turned_[turn.what].push_back({operation.invoked, operation.answered,
                                    FirstPlace(operation, turn, order),
                                    turn.on});
    }
  }
  for (auto& [what, turns] : turned_) {
    std::sort(turns.begin(), turns.end(), [](const Turned& a, const Turned& b) {
      return a.invoked < b.invoked;
    });
    for (size_t i = 1; i < turns.size(); ++i) {
      CHECK(turns[i - 1].answered < turns[i].invoked);  // one thread's
    }
  }
}

bool Timeline::Throughout(const std::string& what, int64_t begin, int64_t end,
                          bool on) const {
  bool state = true;
  const auto found = turned_.find(what);
  if (found == turned_.end()) return state == on;
  for (const Turned& turn : found->second) {
    if (turn.invoked >= end) break;
    if (turn.answered > begin) return false;  // meanwhile
    state = turn.on;
  }
  return state == on;
}

bool Timeline::OffThroughout(const std::string& what, int64_t begin,
                             int64_t end) const {
  return Throughout(what, begin, end, false);
}

bool Timeline::OnThroughout(const std::string& what, int64_t begin,
                            int64_t end) const {
  return Throughout(what, begin, end, true);
}

bool Timeline::OnAt(const std::string& what, int64_t place) const {
  bool state = true;
  const auto found = turned_.find(what);
  if (found == turned_.end()) return state;
  for (const Turned& turn : found->second) {
    if (turn.from <= place) state = turn.on;
  }
  return state;
}

}  // namespace tasuki::history
