#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/break_glass.h"
#include "gateway/exchange/policy_change.h"
#include "gateway/exchange/vectors.h"
#include "gateway/model/id.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {
namespace {

constexpr int kLeavesAtOnce = 200;
// What was decided waits for its commit no longer than this, so that entries
// are in the order of their times but for so much.
constexpr int64_t kSlackMs = int64_t{60} * 60 * 1000;
constexpr char kReadOfCase[] = "/tasuki.v1.CaseService/GetCase";

absl::StatusOr<v1::ExchangeGroup> ExchangeOf(const OpenedLeaf& leaf) {
  v1::ExchangeGroup group;
  if (!group.ParseFromString(leaf.exchange_group)) {
    return absl::DataLossError("a stored leaf does not parse");
  }
  return group;
}

// The first index from which on entries may be of this time or later: found by
// halving, for the log is long and an opening short.
absl::StatusOr<uint64_t> FirstSince(LogReader& log, int64_t time_ms) {
  // Is everything up to the first entry from `index` on older?
  const auto is_older = [&](uint64_t index) -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(const std::vector<OpenedLeaf> next, log.List(index, 1));
    if (next.empty()) return false;
    ASSIGN_OR_RETURN(const v1::ExchangeGroup group, ExchangeOf(next.front()));
    return group.time_ms() < time_ms;
  };
  uint64_t low = 0, high = 1;
  while (true) {
    ASSIGN_OR_RETURN(const bool older, is_older(high));
    if (!older) break;
    low = high;
    high *= 2;
  }
  while (low < high) {
    const uint64_t middle = low + (high - low) / 2;
    ASSIGN_OR_RETURN(const bool older, is_older(middle));
    older ? low = middle + 1 : high = middle;
  }
  return low;
}

LevelSet LevelsOf(const v1::ExchangeGroup& group) {
  LevelSet levels;
  for (const v1::DisclosedCategory& one : group.disclosed()) {
    levels =
        levels.Join(LevelSet::Of(CategorySet::Of(one.category()), one.level()));
  }
  return levels;
}

void FillLevels(
    const LevelSet& levels,
    google::protobuf::RepeatedPtrField<v1::CategoryDisclosure>& out) {
  for (const v1::Category category : levels.existence().members()) {
    v1::CategoryDisclosure& entry = *out.Add();
    entry.set_category(category);
    entry.set_level(levels.At(category));
  }
}

bool OnVitalInterest(const v1::VectorGroup::Unit& unit) {
  return absl::c_any_of(unit.grounds(), [](const v1::GroundMask& ground) {
    return ground.basis() == v1::BASIS_CODE_VITAL_INTEREST;
  });
}

bool RestsOn(const v1::VectorGroup& vectors, const v1::ExchangeGroup& group,
             const std::string& source) {
  const auto is_it = [&](const auto& one) { return one.source() == source; };
  return absl::c_any_of(group.disclosed(), is_it) ||
         absl::c_any_of(vectors.units(), [&](const auto& unit) {
           return absl::c_any_of(unit.grounds(), is_it);
         });
}

// One answer, of whose leaves each is about one subject.
struct Answered {
  std::string decision;
  std::string operation;
  int64_t time_ms = 0;
  std::string person;
  LevelSet shown, ordinary;
};

// Collects what was read under one opening.
class Reads {
 public:
  Reads(Context& context, std::string source)
      : context_(context), source_(std::move(source)) {}

  absl::Status Add(const OpenedLeaf& leaf, const v1::ExchangeGroup& group) {
    v1::VectorGroup vectors;
    // Of an erased leaf it is no longer known what else there was.
    if (!leaf.erased && !vectors.ParseFromString(leaf.vector_group)) {
      return absl::DataLossError("a stored leaf does not parse");
    }
    if (!RestsOn(vectors, group, source_)) return absl::OkStatus();
    if (answers_.empty() || answers_.back().decision != group.decision_id()) {
      answers_.push_back({.decision = group.decision_id(),
                          .operation = group.operation(),
                          .time_ms = group.time_ms(),
                          .person = group.person(),
                          .shown = {},
                          .ordinary = {}});
    }
    Answered& answer = answers_.back();
    answer.shown = answer.shown.Join(LevelsOf(group));
    ASSIGN_OR_RETURN(const policy::Policy* const policy, PolicyOf(group));
    for (const v1::VectorGroup::Unit& unit : vectors.units()) {
      if (OnVitalInterest(unit)) continue;
      answer.ordinary =
          answer.ordinary.Join(policy->Evaluate(SituationOf(unit)));
    }
    return absl::OkStatus();
  }

  std::vector<v1::OpenedRead> Take() const {
    std::vector<v1::OpenedRead> reads;
    for (const Answered& answer : answers_) {
      v1::OpenedRead& read = reads.emplace_back();
      read.set_time_ms(answer.time_ms);
      read.set_person(answer.person);
      FillLevels(answer.shown, *read.mutable_shown());
      LevelSet ordinary = answer.ordinary.Meet(answer.shown);
      // A case that is not shown to exist is not found, whatever else of it
      // might have been told.
      if (answer.operation == kReadOfCase &&
          !ordinary.existence().Contains(v1::CATEGORY_C01)) {
        ordinary = LevelSet();
      }
      FillLevels(ordinary, *read.mutable_without_it());
    }
    return reads;
  }

 private:
  // The policy under which it was decided, as it was then.
  absl::StatusOr<const policy::Policy*> PolicyOf(
      const v1::ExchangeGroup& group) {
    if (group.policy_hash() == context_.policy.hash()) return &context_.policy;
    CompiledPolicy& known = earlier_[group.policy_version()];
    if (known != nullptr) return known.get();
    ASSIGN_OR_RETURN(const std::optional<StoredPolicy> stored,
                     PolicyOfVersion(context_.state, group.policy_version()));
    if (!stored.has_value()) {
      return absl::DataLossError("a policy that decided is not stored");
    }
    const auto& packs = stored->bundle.packs();
    ASSIGN_OR_RETURN(known,
                     policy::Policy::Compile({packs.begin(), packs.end()}));
    return known.get();
  }

  Context& context_;
  const std::string source_;
  std::vector<Answered> answers_;
  std::map<int64_t, CompiledPolicy> earlier_;
};

}  // namespace

absl::StatusOr<std::vector<v1::OpenedRead>> ReadsUnder(
    Context& context, const std::string& id, const v1::OpeningRow& row) {
  Reads reads(context, ResourceName("openings", id));
  ASSIGN_OR_RETURN(uint64_t next,
                   FirstSince(context.log, row.opened_at() * 1000 - kSlackMs));
  const int64_t last_ms = row.ends_at() * 1000 + kSlackMs;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<OpenedLeaf> leaves,
                     context.log.List(next, kLeavesAtOnce));
    if (leaves.empty()) return reads.Take();
    for (const OpenedLeaf& leaf : leaves) {
      ASSIGN_OR_RETURN(const v1::ExchangeGroup group, ExchangeOf(leaf));
      if (group.time_ms() > last_ms) return reads.Take();
      next = leaf.index + 1;
      if (group.party() != row.party() || group.person() != row.person()) {
        continue;
      }
      RETURN_IF_ERROR(reads.Add(leaf, group));
    }
  }
}

}  // namespace tasuki::exchange
