#ifndef GATEWAY_EXCHANGE_READING_H_
#define GATEWAY_EXCHANGE_READING_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/base/status_macros.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// One decision's view of the state. Whatever is read becomes a dependency of
// the decision, and every comparison with the clock a limit of its validity, so
// that neither can be forgotten. Not thread-safe; lives for one decision.
class Reading {
 public:
  Reading(const Snapshot& snapshot, absl::Time now)
      : snapshot_(snapshot), now_(now) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  // The row, or nullopt if there is none. DATA_LOSS: its bytes do not parse.
  template <typename Message>
  absl::StatusOr<std::optional<Message>> Find(Table table,
                                              const std::string& id) {
    ASSIGN_OR_RETURN(const Row* const row, Noted({table, id}));
    if (row->version == 0) return std::optional<Message>();
    Message message;
    if (!message.ParseFromString(row->body)) return Unreadable();
    return std::optional<Message>(std::move(message));
  }
  // DATA_LOSS: no such row; for references that the state itself holds.
  template <typename Message>
  absl::StatusOr<Message> Get(Table table, const std::string& id) {
    ASSIGN_OR_RETURN(std::optional<Message> found, Find<Message>(table, id));
    if (!found.has_value()) return Dangling();
    return *std::move(found);
  }
  absl::StatusOr<bool> Exists(Table table, const std::string& id);
  // The version of a row that was read before; 0 if there was none.
  int64_t VersionOf(Table table, const std::string& id) const;

  // At most `limit` entries after `after`, in order. Asked of the snapshot once
  // for each decision, as rows are.
  absl::StatusOr<std::vector<IndexEntry>> List(Index index,
                                               const std::string& key,
                                               int64_t after = 0,
                                               int limit = 100000);

  absl::Time now() const { return now_; }
  int64_t now_seconds() const { return absl::ToUnixSeconds(now_); }
  // Is `now` before / in [from, until)? The decision then stands no longer than
  // the answer does.
  bool Before(absl::Time limit);
  bool Within(absl::Time from, absl::Time until);
  // The decision stands no longer than this.
  void Until(absl::Time limit);

  absl::Time valid_until() const { return valid_until_; }
  Dependencies TakeDependencies() { return std::move(dependencies_); }

 private:
  // The row, read from the snapshot once for each decision.
  absl::StatusOr<const Row*> Noted(const RowKey& key);
  static absl::Status Unreadable();
  static absl::Status Dangling();

  const Snapshot& snapshot_;
  const absl::Time now_;
  absl::Time valid_until_ = absl::InfiniteFuture();
  struct Stretch {  // of a list, as asked for
    IndexKey key;
    int64_t after;
    int limit;
    auto operator<=>(const Stretch&) const = default;
  };

  std::map<RowKey, Row> noted_;
  std::map<Stretch, std::vector<IndexEntry>> listed_;
  Dependencies dependencies_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_READING_H_
