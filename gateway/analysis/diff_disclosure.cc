#include "gateway/analysis/diff_disclosure.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "gateway/analysis/change_topics.h"
#include "gateway/analysis/cover.h"
#include "gateway/analysis/pair_places.h"

namespace tasuki::analysis {
namespace {

v1::Level Above(v1::Level level) { return static_cast<v1::Level>(level + 1); }

// Says of one topic all that there is to say.
class TopicWriter {
 public:
  TopicWriter(const RowPairs& pairs, const std::vector<PairPlaces>& places,
              const Topic& topic, const std::vector<TopicChange>& changes)
      : pairs_(pairs), places_(places), topic_(topic), at_(FactsOf(topic)) {
    for (const TopicChange& change : changes) {
      const PairPlaces& of_pair = places[change.pair];
      const auto say = [&](uint32_t place) {
        said_.push_back({place, static_cast<uint8_t>(change.change->basis),
                         KindOf(change), change.categories});
        behind_.push_back(&change);
      };
      if (IsTrueAnywhere()) {
        say(of_pair.best);
      } else {
        std::for_each(of_pair.places.begin(), of_pair.places.end(), say);
      }
    }
  }

  std::vector<Change> Write() {
    std::vector<Change> changes;
    std::vector<Sentence> sentences = Sentences();
    for (Sentence& sentence : sentences) {
      const bool whole = IsLimit() && sentences.size() == 1 &&
                         (!Stays() || !topic_.unless.empty());
      if (whole) Widen(sentence);
      changes.push_back(ChangeOf(sentence));
      if (topic_.form == Topic::Form::kLimitLifted && whole) {
        SayWhatWasLimited(*changes.back().disclosure);
      }
    }
    return changes;
  }

 private:
  // The limit is there in both versions. Without an `unless` it is a part of
  // its scope, grounds or categories that changes.
  bool Stays() const {
    return topic_.causes[0]->ceiling_before != nullptr &&
           topic_.causes[0]->ceiling_after != nullptr;
  }
  // Of a limit that is gone "what the others allow" is true at every place, so
  // that one sentence tells all, and one entry stands for all places of a pair.
  bool IsTrueAnywhere() const {
    return topic_.form == Topic::Form::kLimitLifted &&
           (!Stays() || !topic_.unless.empty());
  }
  bool IsLimit() const { return topic_.form != Topic::Form::kLevels; }

  std::vector<Sentence> Sentences() {
    if (!IsTrueAnywhere()) {
      const UntrueOf untrue = [this](uint32_t place, uint8_t basis,
                                     uint8_t kind) {
        return Untrue(pairs_.PairAt(place), basis, kind);
      };
      return Cover(said_, untrue,
                   [this](uint32_t place) { return pairs_.PairAt(place); });
    }
    Sentence all;
    CategorySet categories;
    for (size_t i = 0; i < said_.size(); ++i) {
      const Box& around = places_[behind_[i]->pair].around;
      for (const Dimension dimension : kDimensions) {
        all.where.Of(dimension) |= around.Of(dimension);
      }
      all.where.Of(Dimension::kBasis) |= uint64_t{1} << said_[i].basis;
      categories = categories | said_[i].categories;
      all.covers.push_back(i);
    }
    all.kinds = {{0, categories}};
    return {all};
  }

  uint8_t KindOf(const TopicChange& change) const {
    return IsLimit() ? 0 : static_cast<uint8_t>(change.after);
  }

  // The categories for which the sentence would be untrue of the time after.
  CategorySet Untrue(uint32_t pair, uint8_t basis, uint8_t kind) {
    if (topic_.form == Topic::Form::kLimitLifted) {
      return StillLimited(pair, basis);
    }
    const uint32_t opening = pairs_.after().index.OpeningOf(
        pairs_.RowAfter(pair), static_cast<v1::BasisCode>(basis));
    const auto [found, is_new] = untrue_.try_emplace(
        uint64_t{opening} << 16 | uint64_t{basis} << 8 | kind);
    if (is_new) {
      found->second = topic_.form == Topic::Form::kLimitSet
                          ? AboveLimit(opening, basis)
                          : OtherThan(opening, static_cast<v1::Level>(kind));
    }
    return found->second;
  }

  // What a limit that stays limits here as it did.
  CategorySet StillLimited(uint32_t pair, uint8_t basis) const {
    const policy::CeilingRule* const was = topic_.causes[0]->ceiling_before;
    const policy::CeilingRule* const is = topic_.causes[0]->ceiling_after;
    const policy::RowRules& rules =
        pairs_.after().index.rules(pairs_.RowAfter(pair));
    CategorySet still;
    for (const uint32_t number : rules.ceilings) {
      if (&pairs_.after().rules.ceilings[number] != is) continue;
      for (const v1::Category category : (~is->limit[basis].full()).members()) {
        if (is->limit[basis].At(category) <= was->limit[basis].At(category)) {
          still = still | CategorySet::Of(category);
        }
      }
    }
    return still;
  }

  CategorySet OtherThan(uint32_t opening, v1::Level level) const {
    const LevelSet after = pairs_.after().index.openings().Open(opening, at_);
    if (topic_.widens) return ~AtLeast(after, level);
    return level == v1::LEVEL_FULL ? CategorySet()
                                   : AtLeast(after, Above(level));
  }

  CategorySet AboveLimit(uint32_t number, uint8_t basis) const {
    const policy::CeilingRule& limit = LimitOf(topic_);
    const Opening opening = OpeningAt(pairs_.after().index, number);
    CategorySet above;
    for (const CategorySet part : AlikeIn({&opening})) {
      const Cell cell = CellOf(opening, part.members()[0]);
      for (const v1::Category category : part.members()) {
        // Elsewhere it says nothing, so nothing may be open there above it.
        const v1::Level at_most =
            std::min(limit.limit[basis].At(category), LowestLimit());
        if (at_most == v1::LEVEL_FULL) continue;
        if (ReachedWhileActing(cell.AtLeast(Above(at_most)), limit.condition)) {
          above = above | CategorySet::Of(category);
        }
      }
    }
    return above;
  }

  v1::Level LowestLimit() const {
    const policy::CeilingRule& limit = LimitOf(topic_);
    v1::Level lowest = v1::LEVEL_FULL;
    for (const LevelSet& levels : limit.limit) {
      if (levels.full() == CategorySet::All()) continue;
      lowest = std::min(lowest, levels.At((~levels.full()).members()[0]));
    }
    return lowest;
  }

  // A limit is told as it is written where nothing speaks against it: what it
  // meets today is less.
  void Widen(Sentence& sentence) {
    const policy::CeilingRule& limit = LimitOf(topic_);
    if (topic_.form == Topic::Form::kLimitLifted && limit.except.has_value()) {
      return;
    }
    CategorySet categories;
    for (const auto& [kind, of] : sentence.kinds) categories = categories | of;
    for (const Dimension dimension : kDimensions) {
      Box wider = sentence.where;
      wider.Of(dimension) |= ScopeAlong(limit, dimension, categories);
      if (IsTrueOf(wider, categories)) sentence.where = wider;
    }
  }

  // "As the others allow" is true of all that the limit spoke of.
  void SayWhatWasLimited(DisclosureChange& change) const {
    for (int basis = 1; basis < policy::kBases; ++basis) {
      if (!policy::Has(change.where.Of(Dimension::kBasis), basis)) continue;
      change.levels[0].categories =
          change.levels[0].categories | ~LimitOf(topic_).limit[basis].full();
    }
  }

  uint64_t ScopeAlong(const policy::CeilingRule& limit, Dimension dimension,
                      CategorySet categories) const {
    uint64_t values = 0;
    for (int value = 0; value < ValuesOf(dimension); ++value) {
      if (!policy::Has(AllOf(dimension), value)) continue;
      const uint64_t bit = uint64_t{1} << value;
      PlaceValues place = {};
      switch (dimension) {
        case Dimension::kBasis:
          // On grounds that it yielded to, the others allow what they allowed.
          if (topic_.form == Topic::Form::kLimitLifted) values |= bit;
          if (!(~limit.limit[value].full() & categories).empty()) values |= bit;
          continue;
        case Dimension::kHolder:
          if (value == kSelf) {
            const bool any = limit.scope.holders == ~uint64_t{0};
            if (any && !limit.reader_is_not_holder) values |= bit;
          } else if (policy::Has(limit.scope.holders, value)) {
            values |= bit;
          }
          continue;
        case Dimension::kReader:
        case Dimension::kRelation:
        case Dimension::kPurpose:
        case Dimension::kClass:
          break;
      }
      place[static_cast<size_t>(dimension)] = value;
      policy::ScopeMask along;
      if (dimension == Dimension::kReader) {
        along.readers = limit.scope.readers;
        along.roles = limit.scope.roles;
      } else if (dimension == Dimension::kRelation) {
        along.relations = limit.scope.relations;
      } else if (dimension == Dimension::kPurpose) {
        along.purposes = limit.scope.purposes;
      } else {
        along.classes = limit.scope.classes;
      }
      if (InScope(along, place)) values |= bit;
    }
    return values;
  }

  bool IsTrueOf(const Box& box, CategorySet categories) {
    if (IsTrueAnywhere()) return true;
    absl::flat_hash_set<uint32_t> seen;
    for (const uint32_t place : PlacesIn(box)) {
      const uint32_t pair = pairs_.PairAt(place);
      if (!seen.insert(pair).second) continue;
      for (int basis = 1; basis < policy::kBases; ++basis) {
        if (!policy::Has(box.Of(Dimension::kBasis), basis)) continue;
        if (!(Untrue(pair, basis, 0) & categories).empty()) return false;
      }
    }
    return true;
  }

  Change ChangeOf(const Sentence& sentence) const {
    Change change;
    change.kind = ChangeKind::kDisclosure;
    change.effect = topic_.widens ? Effect::kWidens : Effect::kNarrows;
    change.rules = RulesBehind(sentence);
    DisclosureChange& disclosure = change.disclosure.emplace();
    disclosure.where = sentence.where;
    disclosure.when = topic_.when;
    disclosure.unless = topic_.unless;
    disclosure.as_others_allow = topic_.form == Topic::Form::kLimitLifted;
    AddLevels(sentence, disclosure);
    AddWitness(sentence, disclosure);
    Count(sentence, disclosure);
    return change;
  }

  void Count(const Sentence& sentence, DisclosureChange& to) const {
    // Of places one by one, or of pairs with all their places.
    std::vector<std::pair<uint32_t, uint64_t>> counted;
    for (const size_t number : sentence.covers) {
      const uint64_t places =
          IsTrueAnywhere() ? places_[behind_[number]->pair].places.size() : 1;
      counted.emplace_back(said_[number].place, places);
      to.situations += behind_[number]->assignments *
                       said_[number].categories.size() * places;
    }
    std::sort(counted.begin(), counted.end());
    counted.erase(std::unique(counted.begin(), counted.end()), counted.end());
    for (const auto& [place, places] : counted) to.places += places;
  }

  std::vector<std::string> RulesBehind(const Sentence& sentence) const {
    std::set<std::string> ids;
    for (const ChangedRule* rule : topic_.causes) ids.insert(rule->id);
    const TopicChange* last = nullptr;
    for (const size_t number : sentence.covers) {
      if (behind_[number] == last) continue;  // of one change the places follow
      last = behind_[number];
      for (const ChangedRule* rule : last->also) ids.insert(rule->id);
    }
    return {ids.begin(), ids.end()};
  }

  // For each category the farthest change that it has anywhere.
  void AddLevels(const Sentence& sentence, DisclosureChange& to) const {
    std::map<v1::Category, std::map<uint8_t, std::pair<v1::Level, v1::Level>>>
        by_category;
    for (const size_t number : sentence.covers) {
      const TopicChange& change = *behind_[number];
      for (const v1::Category category : said_[number].categories.members()) {
        auto& [before, after] =
            by_category[category]
                .try_emplace(said_[number].kind, change.before, change.after)
                .first->second;
        before = topic_.widens ? std::min(before, change.before)
                               : std::max(before, change.before);
        after = topic_.widens ? std::max(after, change.after)
                              : std::min(after, change.after);
      }
    }
    // From the most to the least that was open.
    std::map<std::pair<int, int>, LevelChange> by_levels;
    for (const auto& [category, kinds] : by_category) {
      for (const auto& [kind, levels] : kinds) {
        LevelChange& change =
            by_levels[{-std::max(levels.first, levels.second),
                       -std::min(levels.first, levels.second)}];
        change.before = levels.first;
        change.after = levels.second;
        change.categories = change.categories | CategorySet::Of(category);
      }
    }
    for (const auto& [order, change] : by_levels) to.levels.push_back(change);
    if (to.as_others_allow) JoinLevels(to.levels);
  }

  // What others allow differs from place to place: one most for all.
  static void JoinLevels(std::vector<LevelChange>& levels) {
    LevelChange all = levels[0];
    for (const LevelChange& one : levels) {
      all.categories = all.categories | one.categories;
      all.after = std::max(all.after, one.after);
    }
    levels = {all};
  }

  // Where most is known.
  void AddWitness(const Sentence& sentence, DisclosureChange& to) const {
    const auto unknown = [&](size_t number) {
      return UnknownAt(PlaceAt(said_[number].place));
    };
    const size_t number = *std::min_element(
        sentence.covers.begin(), sentence.covers.end(),
        [&](size_t a, size_t b) { return unknown(a) < unknown(b); });
    const TopicChange& behind = *behind_[number];
    to.witness = SituationAt(PlaceAt(said_[number].place));
    to.witness.facts = behind.at;
    policy::Ground ground;
    ground.basis = behind.change->basis;
    to.witness.grounds = {ground};
    const v1::Category category = said_[number].categories.members()[0];
    to.at_witness = {CategorySet::Of(category),
                     behind.change->before.LevelUnder(behind.at),
                     behind.change->after.LevelUnder(behind.at)};
  }

  const RowPairs& pairs_;
  const std::vector<PairPlaces>& places_;
  const Topic& topic_;
  const KnownFacts at_;
  std::vector<Said> said_;
  std::vector<const TopicChange*> behind_;  // of each of these
  absl::flat_hash_map<uint64_t, CategorySet> untrue_;
};

}  // namespace

std::vector<Change> DisclosureChanges(const RowPairs& pairs) {
  const std::vector<PairPlaces> places = PlacesOfPairs(pairs);
  std::vector<Change> changes;
  for (const auto& [topic, of_topic] : TopicsOf(pairs)) {
    std::vector<Change> written =
        TopicWriter(pairs, places, topic, of_topic).Write();
    std::move(written.begin(), written.end(), std::back_inserter(changes));
  }
  return changes;
}

}  // namespace tasuki::analysis
