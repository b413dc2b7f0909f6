#ifndef GATEWAY_ANALYSIS_DIFF_H_
#define GATEWAY_ANALYSIS_DIFF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "gateway/analysis/deviations.h"
#include "gateway/analysis/places.h"
#include "gateway/analysis/words.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tasuki/v1/policy_pack.pb.h"

// What a new version of a policy changes, for everybody and in every situation,
// in sentences. Pure; safe from several threads.
namespace tasuki::analysis {

// One side of a comparison. The inventory is that of the gateway that decides
// by these packs (disclosure::InventoryText), or empty on both sides; so are
// the cases, each as it can be read alone (policy::CasesOf).
struct Version {
  std::vector<v1::PolicyPack> packs;
  std::string field_inventory;
  std::vector<v1::PolicyCase> cases = {};
};

enum class ChangeKind {
  kDisclosure,
  kGuarantee,
  kObligation,
  kAction,
  kAcceptedFlow,
  kField,
  kWording,
};

// What counts as widening, and why, is in docs/policy-analysis.md: whatever is
// not shown to close something.
enum class Effect { kNeutral, kNarrows, kWidens };

// Categories that go from one level to another. In a limit that is lifted
// `after` is the most that the other rules allow.
struct LevelChange {
  CategorySet categories;
  v1::Level before = v1::LEVEL_WITHHELD;
  v1::Level after = v1::LEVEL_WITHHELD;
  bool operator==(const LevelChange&) const = default;
};

// Where, when and how levels change. Not at every place of `where` something
// changes, but wherever the rules behind it change something, one of the
// sentences has the place, the ground, the category and the circumstances; and
// what it says of the time after is true at all its places.
struct DisclosureChange {
  Box where;
  Circumstances when;    // what deviates from the ordinary case
  Circumstances unless;  // but nothing changes where all of these hold too
  bool as_others_allow = false;  // a limit was lifted
  std::vector<LevelChange> levels;
  // One situation of one ground in which a level changes, and how.
  policy::Situation witness;
  LevelChange at_witness;
  uint64_t places = 0;  // at which something changes
  // Changes of one category at one place on one ground under one assignment of
  // the facts that the rules mention there.
  absl::uint128 situations = 0;
};

// A situation in which something other than a level changes, and in how many
// places it does.
struct Example {
  policy::Situation situation;
  uint64_t places = 0;
};

struct Change {
  ChangeKind kind;
  Effect effect;
  Text sentence;
  std::vector<std::string> rules;  // ids of the rules behind it
  std::optional<DisclosureChange> disclosure;
  std::optional<Example> example;  // of an obligation, which has no id
};

struct Diff {
  std::string before, after;                      // Policy::hash of each
  std::string inventory_before, inventory_after;  // SHA-256
  std::vector<Change> changes;                    // widening ones first
};

// INVALID_ARGUMENT: one of the versions does not compile; the message says
// which, and names the rule.
absl::StatusOr<Diff> Compare(const Version& before, const Version& after);

// True if nothing in it widens: what one officer alone may put into force.
bool OnlyNarrows(const Diff& diff);

// The same bytes for the same two versions, on every machine
// (docs/formats/policy-diff.md), and SHA-256 (32 bytes) over them: what
// officers sign.
std::string CanonicalBytes(const Diff& diff);
std::string Hash(const Diff& diff);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_DIFF_H_
