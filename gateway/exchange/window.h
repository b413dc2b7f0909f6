#ifndef GATEWAY_EXCHANGE_WINDOW_H_
#define GATEWAY_EXCHANGE_WINDOW_H_

#include <cstdint>
#include <memory>

#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// A stretch of time, seconds since 1970 UTC: [from, to).
struct Window {
  int64_t from = 0;
  int64_t to = 0;

  // Does [begin, end) reach into it? End 0: open.
  bool Meets(int64_t begin, int64_t end) const {
    return begin < to && (end == 0 || end > from);
  }
};

// The state as if all that held at any moment of a window held now: team
// entries, assignments, memberships, consents, what messages state, openings
// for danger, versions of sections, parties and persons since disabled, cases
// since closed, or closed before and still read. For saying who could have read
// something, and never less than that; no disclosure is decided on it. Where
// `lift_limits`, also as if nothing narrowed it that may be younger than the
// window: seals, protected addresses, a child's will, adoption, conflicts, an
// upgrade of the case, its being opened again, the taking back of what was
// released of it.
class WindowedSnapshot : public Snapshot {
 public:
  WindowedSnapshot(const Snapshot& base, Window window, int64_t now,
                   bool lift_limits)
      : base_(base), window_(window), now_(now), lift_limits_(lift_limits) {}

  absl::StatusOr<std::shared_ptr<const Row>> Read(
      const RowKey& key) const override;
  absl::StatusOr<std::shared_ptr<const IndexPage>> List(
      const IndexKey& key, int64_t after, int limit) const override {
    return base_.List(key, after, limit);
  }

 private:
  std::string WidenedBody(const RowKey& key, const Row& row) const;

  const Snapshot& base_;
  const Window window_;
  const int64_t now_;
  const bool lift_limits_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_WINDOW_H_
