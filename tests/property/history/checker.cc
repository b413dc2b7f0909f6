#include "tests/property/history/checker.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/exchange/vectors.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/property/history/needs.h"
#include "tests/property/history/policies.h"
#include "tests/property/history/timeline.h"

namespace tasuki::history {
namespace {

using exchange::OpenedLeaf;
using exchange::SituationOf;

// The rules, walked one by one; each situation once.
class Rules {
 public:
  // The most that the units of the entry give.
  policy::Levels Most(const std::string& policy_hash,
                      const v1::VectorGroup& vector) {
    policy::Levels most = {};
    for (const v1::VectorGroup::Unit& unit : vector.units()) {
      const policy::Levels& levels = Of(policy_hash, unit);
      for (size_t i = 0; i < most.size(); ++i) {
        most[i] = std::max(most[i], levels[i]);
      }
    }
    return most;
  }

 private:
  const policy::Levels& Of(const std::string& policy_hash,
                           const v1::VectorGroup::Unit& unit) {
    v1::VectorGroup::Unit key = unit;
    for (v1::GroundMask& mask : *key.mutable_grounds()) mask.clear_source();
    policy::Levels fresh = {};
    const auto [found, is_new] = known_.emplace(
        absl::StrCat(policy_hash, key.SerializeAsString()), fresh);
    if (is_new) {
      const bool tight = policy_hash == PolicyOf(true).hash;
      CHECK(tight || policy_hash == PolicyOf(false).hash);
      found->second = PolicyOf(tight).rules->Evaluate(SituationOf(unit));
    }
    return found->second;
  }

  std::map<std::string, policy::Levels> known_;
};

std::string Described(const Operation& read, const std::string& about) {
  return absl::StrCat(read.method, " by ", read.reader, ": ", about);
}

class Checker {
 public:
  Checker(const std::vector<Operation>& history,
          const std::vector<OpenedLeaf>& log)
      : history_(history), log_(log), order_(log), timeline_(history, order_) {}

  std::vector<Finding> Run() {
    for (const Operation& operation : history_) {
      CheckEntries(operation);
      for (const std::string& fact : operation.asked) {
        CheckFromOutside(operation, fact);
        CheckInLogOrder(operation, fact);
      }
    }
    return std::move(findings_);
  }

 private:
  void Report(Wrong wrong, const Operation& operation,
              const std::string& about) {
    findings_.push_back({wrong, Described(operation, about)});
  }

  void CheckFromOutside(const Operation& read, const std::string& fact) {
    bool on = true;
    for (const std::string& need : Needs(ReaderNamed(read.reader), fact)) {
      on = on && timeline_.OnThroughout(need, read.invoked, read.answered);
      if (read.shown.count(fact) != 0 &&
          timeline_.OffThroughout(need, read.invoked, read.answered)) {
        Report(Wrong::kShownAfterwards, read, absl::StrCat(fact, ", ", need));
      }
    }
    if (on && read.shown.count(fact) == 0) {
      Report(Wrong::kHiddenThroughout, read, fact);
    }
  }

  void CheckInLogOrder(const Operation& read, const std::string& fact) {
    if (read.leaves.empty()) return;  // refused before anything was decided
    const int64_t place = order_.PlaceOf(read.leaves[0]);
    if (place < 0) return;  // reported as not logged
    const bool shown = read.shown.count(fact) != 0;
    std::string off;
    for (const std::string& need : Needs(ReaderNamed(read.reader), fact)) {
      if (!timeline_.OnAt(need, place)) absl::StrAppend(&off, ", ", need);
    }
    if (shown && !off.empty()) {
      Report(Wrong::kShownInLogOrder, read, absl::StrCat(fact, off));
    } else if (!shown && off.empty()) {
      Report(Wrong::kHiddenInLogOrder, read, fact);
    }
  }

  void CheckEntries(const Operation& operation) {
    const bool must = operation.status == absl::StatusCode::kOk &&
                      !operation.clock_ms.has_value();
    if ((must && operation.leaves.empty()) || !operation.logged) {
      Report(Wrong::kNotLogged, operation, "no entry when it was answered");
    }
    std::map<v1::Category, v1::Level> logged;
    for (const std::string& leaf : operation.leaves) {
      const int64_t place = order_.PlaceOf(leaf);
      if (place < 0) {
        Report(Wrong::kNotLogged, operation, "no such entry");
        continue;
      }
      if (!named_.insert(leaf).second) {
        Report(Wrong::kLoggedAmiss, operation, "the entry is another answer's");
      }
      CheckEntry(operation, log_[static_cast<size_t>(place)], logged);
    }
    const std::map<v1::Category, v1::Level> said(operation.disclosed.begin(),
                                                 operation.disclosed.end());
    if (!operation.reader.empty() && !operation.leaves.empty() &&
        said != logged) {
      Report(Wrong::kLoggedAmiss, operation, "other categories");
    }
  }

  void CheckEntry(const Operation& operation, const OpenedLeaf& leaf,
                  std::map<v1::Category, v1::Level>& logged) {
    v1::ExchangeGroup exchange;
    v1::VectorGroup vector;
    CHECK(exchange.ParseFromString(leaf.exchange_group));
    CHECK(vector.ParseFromString(leaf.vector_group));
    if (operation.reader.empty()) return;  // a change by other means
    if (exchange.operation() != absl::StrCat("/tasuki.v1.", operation.method) ||
        exchange.person() != operation.reader ||
        exchange.disclosed_hash() != operation.answer_hash) {
      Report(Wrong::kLoggedAmiss, operation, "the entry is of something else");
    }
    const policy::Levels most = rules_.Most(exchange.policy_hash(), vector);
    for (const v1::DisclosedCategory& one : exchange.disclosed()) {
      v1::Level& level = logged[one.category()];
      level = std::max(level, one.level());
      if (one.level() > most[static_cast<size_t>(one.category())]) {
        Report(Wrong::kAbovePolicy, operation,
               v1::Category_Name(one.category()));
      }
    }
  }

  const std::vector<Operation>& history_;
  const std::vector<OpenedLeaf>& log_;
  const LogOrder order_;
  const Timeline timeline_;
  Rules rules_;
  std::set<std::string> named_;
  std::vector<Finding> findings_;
};

}  // namespace

std::string NameOf(Wrong wrong) {
  switch (wrong) {
    case Wrong::kShownAfterwards:
      return "shown after the acknowledgement of what forbids it";
    case Wrong::kShownInLogOrder:
      return "shown after what forbids it in the log";
    case Wrong::kHiddenInLogOrder:
      return "hidden though nothing in the log forbids it";
    case Wrong::kHiddenThroughout:
      return "hidden though nothing forbade it meanwhile";
    case Wrong::kNotLogged:
      return "not in the log when it was answered";
    case Wrong::kLoggedAmiss:
      return "not in the log as it was answered";
    case Wrong::kAbovePolicy:
      return "more than the rules give";
  }
  CHECK(false);
}

std::map<Wrong, int> Counted(const std::vector<Finding>& findings) {
  std::map<Wrong, int> counts;
  for (const Finding& finding : findings) ++counts[finding.wrong];
  return counts;
}

std::vector<OpenedLeaf> WholeLog(exchange::LogReader& log) {
  constexpr int kAtOnce = 500;
  std::vector<OpenedLeaf> all;
  while (true) {
    auto some = log.List(all.empty() ? 0 : all.back().index + 1, kAtOnce);
    CHECK(some.ok());
    if (some->empty()) return all;
    std::move(some->begin(), some->end(), std::back_inserter(all));
  }
}

std::vector<Finding> Check(const std::vector<Operation>& history,
                           const std::vector<OpenedLeaf>& log) {
  return Checker(history, log).Run();
}

}  // namespace tasuki::history
