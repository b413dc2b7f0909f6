#ifndef GATEWAY_EXCHANGE_READING_H_
#define GATEWAY_EXCHANGE_READING_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gateway/base/status_macros.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

struct UnitGrounds;  // unit.cc

// A row that was looked for, as long-lived as the reading; a copy of it, to be
// changed, where a std::optional is asked for.
template <typename Message>
class Found {
 public:
  explicit Found(const Message* message) : message_(message) {}
  bool has_value() const { return message_ != nullptr; }
  const Message& operator*() const { return *message_; }
  const Message* operator->() const { return message_; }
  operator std::optional<Message>() const {  // NOLINT: see above
    return has_value() ? std::optional<Message>(*message_) : std::nullopt;
  }

 private:
  const Message* message_;
};

// One decision's view of the state. Whatever is read becomes a dependency of
// the decision, and every comparison with the clock a limit of its validity, so
// that neither can be forgotten. Not thread-safe; lives for one decision.
class Reading {
 public:
  Reading(const Snapshot& snapshot, absl::Time now)
      : snapshot_(snapshot), now_(now) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  // The row, if there is one. DATA_LOSS: its bytes do not parse.
  template <typename Message>
  absl::StatusOr<Found<Message>> Find(Table table, const std::string& id) {
    ASSIGN_OR_RETURN(const Row* const row, Noted(table, id));
    if (row->version == 0) return Found<Message>(nullptr);
    const Message* const message = row->As<Message>();
    if (message == nullptr) return Unreadable();
    return Found<Message>(message);
  }
  // DATA_LOSS: no such row; for references that the state itself holds. Bound
  // to a reference, the row is not copied.
  template <typename Message>
  absl::StatusOr<std::reference_wrapper<const Message>> Get(
      Table table, const std::string& id) {
    ASSIGN_OR_RETURN(const Found<Message> found, Find<Message>(table, id));
    if (!found.has_value()) return Dangling();
    return std::cref(*found);
  }
  absl::StatusOr<bool> Exists(Table table, const std::string& id);
  // The version of a row that was read before; 0 if there was none.
  int64_t VersionOf(Table table, const std::string& id) const;

  // At most `limit` entries after `after`, in order. Asked of the snapshot once
  // for each decision, as rows are, and as long-lived.
  absl::StatusOr<absl::Span<const IndexEntry>> List(Index index,
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
  // What the decision rests on; nothing that was read is used after that.
  Dependencies TakeDependencies();

  // What unit.cc has made of rows that were read: once for each decision.
  std::vector<std::shared_ptr<const UnitGrounds>>& units() { return units_; }

 private:
  // What was read, in that order, and where it is found.
  template <typename Key, typename Value>
  class Notes {
   public:
    // Null: it was not read yet.
    template <typename Matches>
    const Value* Find(size_t hash, const Matches& matches) const {
      for (auto at = places_.find(hash); at != places_.end();
           at = places_.find(++hash)) {
        const auto& [key, value] = notes_[at->second];
        if (matches(key)) return &value;
      }
      return nullptr;
    }
    const Value& Add(size_t hash, Key key, Value value) {
      if (notes_.empty()) {
        notes_.reserve(kUsual);
        places_.reserve(kUsual);
      }
      while (!places_.emplace(hash, notes_.size()).second) ++hash;
      return notes_.emplace_back(std::move(key), std::move(value)).second;
    }
    std::vector<std::pair<Key, Value>>& all() { return notes_; }

   private:
    static constexpr size_t kUsual = 32;
    std::vector<std::pair<Key, Value>> notes_;
    absl::flat_hash_map<size_t, size_t> places_;
  };
  struct Stretch {  // of a list, as asked for
    IndexKey key;
    int64_t after;
    int limit;
  };

  // The row, read from the snapshot once for each decision.
  absl::StatusOr<const Row*> Noted(Table table, const std::string& id);
  static absl::Status Unreadable();
  static absl::Status Dangling();

  const Snapshot& snapshot_;
  const absl::Time now_;
  absl::Time valid_until_ = absl::InfiniteFuture();
  Notes<RowKey, std::shared_ptr<const Row>> rows_;
  Notes<Stretch, std::shared_ptr<const IndexPage>> lists_;
  std::vector<std::shared_ptr<const UnitGrounds>> units_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_READING_H_
