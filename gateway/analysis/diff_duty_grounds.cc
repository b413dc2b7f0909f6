#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/analysis/duty_places.h"
#include "gateway/analysis/words.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::analysis {
namespace {

Region Either(const Region& one, const Region& other) {
  std::vector<Cube> cubes = one.cubes();
  cubes.insert(cubes.end(), other.cubes().begin(), other.cubes().end());
  return Region(std::move(cubes));
}

// Whether under some facts the one ground reached what the other opens, and no
// longer does. Only grounds that reach what is disclosed bring their duties
// (Policy::Obligations).
bool FallsBehind(const Cell& before, const Cell& after, const Cell& other) {
  for (const v1::Level level : kOpenLevels) {
    const Region in = before.AtLeast(level).And(other.AtLeast(level));
    if (in.empty()) continue;
    const Region above = level == v1::LEVEL_FULL
                             ? Region()
                             : other.AtLeast(static_cast<v1::Level>(level + 1));
    if (!Nearest(in, Either(after.AtLeast(level), above)).empty()) return true;
  }
  return false;
}

class Finder {
 public:
  explicit Finder(const RowPairs& pairs) : pairs_(pairs), places_(pairs) {}

  std::vector<Change> Find() {
    absl::flat_hash_set<std::pair<uint32_t, uint32_t>> seen;
    for (uint32_t place = 0; place < PlaceCount(); ++place) {
      const uint32_t pair = pairs_.PairAt(place), here = places_.ClassAt(place);
      if (here == 0 || pairs_.ChangesOf(pair).empty()) continue;
      if (!seen.insert({pair, here}).second) continue;
      for (const PairChange& change : pairs_.ChangesOf(pair)) {
        LookAt(place, change);
      }
    }
    return Written();
  }

 private:
  void LookAt(uint32_t place, const PairChange& change) {
    for (const auto& [key, categories] : places_.Before(place)) {
      const auto& [basis, duty] = key;
      // To stop when the ground ends is a duty that cannot outlive it.
      if (duty == v1::OBLIGATION_STOP_AT_EXPIRY) continue;
      if (basis != change.basis || Knows(change, duty)) continue;
      if (GoesAt(place, change, duty, categories & change.categories)) {
        Note(change, duty);
      }
    }
  }

  // Whether another ground still opens some of these without the duty.
  bool GoesAt(uint32_t place, const PairChange& change, v1::Obligation duty,
              CategorySet categories) {
    for (int b = 1; b < policy::kBases; ++b) {
      const auto other = static_cast<v1::BasisCode>(b);
      if (other == change.basis) continue;
      const CategorySet free =
          categories & ~CategoriesOf(places_.After(place), other, duty);
      if (free.empty()) continue;
      for (const AlikeCell& alike : places_.CellsAfter(place, other)) {
        if (!(alike.categories & free).empty() && Falls(change, alike)) {
          return true;
        }
      }
    }
    return false;
  }

  bool Falls(const PairChange& change, const AlikeCell& other) {
    const auto [found, is_new] = falls_.try_emplace({&change, &other});
    if (is_new) {
      found->second = FallsBehind(change.before, change.after, other.cell);
    }
    return found->second;
  }

  // What is told already need not be looked for again.
  bool Knows(const PairChange& change, v1::Obligation duty) const {
    const auto found = grounds_.find(duty);
    return found != grounds_.end() && found->second.contains(change.basis) &&
           std::all_of(change.causes.begin(), change.causes.end(),
                       [&](const Cause& cause) {
                         return rules_.contains(cause.rule->id);
                       });
  }

  void Note(const PairChange& change, v1::Obligation duty) {
    grounds_[duty].insert(change.basis);
    for (const Cause& cause : change.causes) rules_.insert(cause.rule->id);
  }

  std::vector<Change> Written() const {
    if (grounds_.empty()) return {};
    std::vector<std::string> duties_ja, duties_en, grounds_ja, grounds_en;
    std::set<v1::BasisCode> all;
    for (const auto& [duty, grounds] : grounds_) {
      duties_ja.push_back(
          absl::StrCat("「", Words(duty, Language::kJapanese), "」"));
      duties_en.push_back(
          absl::StrCat("\"", Words(duty, Language::kEnglish), "\""));
      all.insert(grounds.begin(), grounds.end());
    }
    for (const v1::BasisCode basis : all) {
      grounds_ja.push_back(Words(basis, Language::kJapanese));
      grounds_en.push_back(Words(basis, Language::kEnglish));
    }
    Change change;
    change.kind = ChangeKind::kObligation;
    change.effect = Effect::kNeutral;
    change.rules = {rules_.begin(), rules_.end()};
    change.sentence = {
        absl::StrCat("狭まる根拠（", absl::StrJoin(grounds_ja, "・"),
                     "）に付く義務", absl::StrJoin(duties_ja, ""),
                     "は、同じものをほかの根拠で受け取る相手には残りません。"),
        absl::StrCat("what narrows (on ", absl::StrJoin(grounds_en, ", "),
                     ") takes its obligations along: whoever receives the same "
                     "on another ground is no longer under ",
                     absl::StrJoin(duties_en, ", "), ".")};
    return {std::move(change)};
  }

  const RowPairs& pairs_;
  DutyPlaces places_;
  absl::flat_hash_map<std::pair<const PairChange*, const AlikeCell*>, bool>
      falls_;
  std::map<v1::Obligation, std::set<v1::BasisCode>> grounds_;
  std::set<std::string> rules_;
};

bool HasChanges(const RowPairs& pairs) {
  for (uint32_t pair = 1; pair < pairs.count(); ++pair) {
    if (!pairs.ChangesOf(pair).empty()) return true;
  }
  return false;
}

}  // namespace

std::vector<Change> DutiesThatGo(const RowPairs& pairs) {
  return HasChanges(pairs) ? Finder(pairs).Find() : std::vector<Change>();
}

}  // namespace tasuki::analysis
