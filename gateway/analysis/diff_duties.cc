#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/cover.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/analysis/duty_places.h"
#include "gateway/analysis/own_right.h"
#include "gateway/analysis/pair_places.h"
#include "gateway/analysis/sentences.h"
#include "gateway/model/canonical.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::analysis {
namespace {

// The same rules in the same order.
bool SameDuties(const policy::Rules& before, const policy::Rules& after) {
  return std::equal(
      before.obligations.begin(), before.obligations.end(),
      after.obligations.begin(), after.obligations.end(),
      [](const policy::ObligationRule& a, const policy::ObligationRule& b) {
        return a.basis == b.basis && a.categories == b.categories &&
               a.obligations == b.obligations && a.scope == b.scope;
      });
}

using SaidByDuty = std::map<v1::Obligation, std::vector<Said>>;

// Whom the duty reaches and with what: `all` that opens there. The ground has a
// place of its own in the sentence, in Japanese also the reader.
Text DutySentence(const Sentence& sentence, const Box& used,
                  v1::Obligation obligation, bool lost, bool all) {
  Box where = sentence.where;
  const Text who =
      ReaderWords(where.Of(Dimension::kReader), used.Of(Dimension::kReader));
  std::vector<std::string> bases_ja, bases_en;
  for (int b = 1; b < policy::kBases; ++b) {
    if (!policy::Has(where.Of(Dimension::kBasis), b)) continue;
    const auto basis = static_cast<v1::BasisCode>(b);
    bases_ja.push_back(Words(basis, Language::kJapanese));
    bases_en.push_back(Words(basis, Language::kEnglish));
  }
  where.Of(Dimension::kBasis) = used.Of(Dimension::kBasis);
  const std::string limits_en = PlaceWords(where, used, {}).en;
  where.Of(Dimension::kReader) = used.Of(Dimension::kReader);
  const std::string limits_ja = PlaceWords(where, used, {}).ja;
  std::vector<std::string> codes;
  for (const v1::Category category : sentence.kinds[0].second.members()) {
    codes.push_back(ShortName(category));
  }
  const std::string duty_ja = Words(obligation, Language::kJapanese);
  const std::string duty_en = Words(obligation, Language::kEnglish);
  return {absl::StrCat(limits_ja, absl::StrJoin(bases_ja, "・"), "で ",
                       all ? "何か" : absl::StrJoin(codes, "・"), " を受け取る",
                       who.ja.empty() ? "相手" : who.ja,
                       lost ? "から、" : "に、", "義務「", duty_ja,
                       lost ? "」が外れます。" : "」が加わります。"),
          absl::StrCat(limits_en, "whoever receives ",
                       all ? "anything" : absl::StrJoin(codes, ", "), " on ",
                       absl::StrJoin(bases_en, ", "), " is ",
                       lost ? "freed of" : "put under", " the obligation \"",
                       duty_en, "\".")};
}

// Says of one obligation who is freed of it, or put under it.
class DutyWriter {
 public:
  DutyWriter(const RowPairs& pairs, DutyPlaces& places, v1::Obligation duty,
             bool lost, const std::vector<Said>& said)
      : used_(pairs.used()),
        rules_((lost ? pairs.before() : pairs.after()).rules),
        places_(places),
        duty_(duty),
        lost_(lost),
        said_(said) {}

  std::vector<Change> Write() {
    std::vector<Change> changes;
    const UntrueOf untrue = [this](uint32_t place, uint8_t basis, uint8_t) {
      return Untrue(place, basis);
    };
    const ClassOf class_of = [this](uint32_t place) {
      return places_.ClassAt(place);
    };
    for (Sentence& sentence : Cover(said_, untrue, class_of)) {
      Widen(sentence);
      Change change;
      change.kind = ChangeKind::kObligation;
      change.effect = lost_ ? Effect::kWidens : Effect::kNarrows;
      change.sentence =
          DutySentence(sentence, used_, duty_, lost_, IsOfEverything(sentence));
      change.example = ExampleOf(sentence);
      changes.push_back(std::move(change));
    }
    return changes;
  }

 private:
  // Of which categories that open after it would be untrue of the time after:
  // those that still carry the duty, or that do not carry it. Of what nobody
  // receives nothing is untrue.
  CategorySet Untrue(uint32_t place, uint8_t basis) {
    const auto on = static_cast<v1::BasisCode>(basis);
    const CategorySet carry = CategoriesOf(places_.After(place), on, duty_);
    return places_.OpenedAfter(place, on) & (lost_ ? carry : ~carry);
  }

  // Each place of the box that differs from the others, on each of its grounds.
  template <typename Visit>
  void ForEachClass(const Box& box, const Visit& visit) const {
    absl::flat_hash_set<uint32_t> seen;
    for (const uint32_t place : PlacesIn(box)) {
      if (!seen.insert(places_.ClassAt(place)).second) continue;
      for (int basis = 1; basis < policy::kBases; ++basis) {
        if (policy::Has(box.Of(Dimension::kBasis), basis)) visit(place, basis);
      }
    }
  }

  bool IsTrueOf(const Box& box, CategorySet categories) {
    bool is_true = true;
    ForEachClass(box, [&](uint32_t place, int basis) {
      is_true = is_true && (Untrue(place, basis) & categories).empty();
    });
    return is_true;
  }

  // A rule of every category, told of all that opens.
  bool IsOfEverything(const Sentence& sentence) {
    const bool of_all =
        std::any_of(rules_.obligations.begin(), rules_.obligations.end(),
                    [&](const policy::ObligationRule& rule) {
                      return rule.categories == CategorySet::All() &&
                             IsBehind(rule, sentence);
                    });
    if (!of_all) return false;
    CategorySet opened;
    ForEachClass(sentence.where, [&](uint32_t place, int basis) {
      opened = opened |
               places_.OpenedAfter(place, static_cast<v1::BasisCode>(basis));
    });
    return opened == sentence.kinds[0].second;
  }

  // A duty is told as its rules are written where nothing speaks against it:
  // whom it meets today are fewer.
  void Widen(Sentence& sentence) {
    const CategorySet categories = sentence.kinds[0].second;
    Box written = sentence.where;
    for (const policy::ObligationRule& rule : rules_.obligations) {
      if (!IsBehind(rule, sentence)) continue;
      const Box scope = BoxOf(rule.scope, uint64_t{1} << rule.basis);
      for (const Dimension dimension : kDimensions) {
        written.Of(dimension) |= scope.Of(dimension) & used_.Of(dimension);
      }
    }
    if (IsTrueOf(written, categories)) {
      sentence.where = written;
      return;
    }
    for (const Dimension dimension : kDimensions) {
      Box wider = sentence.where;
      wider.Of(dimension) = written.Of(dimension);
      if (IsTrueOf(wider, categories)) sentence.where = wider;
    }
  }

  bool IsBehind(const policy::ObligationRule& rule,
                const Sentence& sentence) const {
    const auto& duties = rule.obligations;
    return std::find(duties.begin(), duties.end(), duty_) != duties.end() &&
           std::any_of(sentence.covers.begin(), sentence.covers.end(),
                       [&](size_t number) {
                         const Said& one = said_[number];
                         return one.basis == rule.basis &&
                                !(one.categories & rule.categories).empty() &&
                                InScope(rule.scope, PlaceAt(one.place));
                       });
  }

  // A situation in which the ground opens what the sentence speaks of: as
  // ordinary as can be, and there where most is known.
  Example ExampleOf(const Sentence& sentence) {
    Example example;
    std::tuple<int, int> least = {std::numeric_limits<int>::max(), 0};
    uint32_t last = PlaceCount();
    for (const size_t number : sentence.covers) {
      const Said& one = said_[number];
      // Of one place the grounds follow.
      if (one.place != last) ++example.places;
      last = one.place;
      const auto basis = static_cast<v1::BasisCode>(one.basis);
      const NearestFacts& nearest =
          places_.FactsThatOpen(one.place, basis, one.categories);
      const PlaceValues values = PlaceAt(one.place);
      const std::tuple<int, int> here = {nearest.deviations, UnknownAt(values)};
      if (here >= least) continue;
      least = here;
      example.situation = SituationAt(values);
      example.situation.facts = nearest.facts;
      policy::Ground ground;
      ground.basis = basis;
      example.situation.grounds = {ground};
    }
    return example;
  }

  const Box& used_;
  const policy::Rules& rules_;  // of the side that has the duty
  DutyPlaces& places_;
  const v1::Obligation duty_;
  const bool lost_;
  const std::vector<Said>& said_;
};

Change QuietDuty(Effect effect, Text sentence) {
  Change change;
  change.kind = ChangeKind::kWording;
  change.effect = effect;
  change.sentence = std::move(sentence);
  return change;
}

// Duties of rules that have no equal on the other side, although today other
// rules bring about as much, or nobody is reached.
void AddQuietDuties(const policy::Rules& one, const policy::Rules& other,
                    const SaidByDuty& told, bool lost,
                    std::vector<Change>& changes) {
  std::set<std::pair<v1::Obligation, v1::BasisCode>> quiet;
  for (const policy::ObligationRule& rule : one.obligations) {
    for (const v1::Obligation duty : rule.obligations) {
      const bool kept =
          std::any_of(other.obligations.begin(), other.obligations.end(),
                      [&, duty](const policy::ObligationRule& its) {
                        return BindsAsMuch(its, rule, duty);
                      });
      if (!kept) quiet.insert({duty, rule.basis});
    }
  }
  for (const auto& [duty, said] : told) {
    for (const Said& one_said : said) {
      quiet.erase({duty, static_cast<v1::BasisCode>(one_said.basis)});
    }
  }
  for (const auto& [duty, basis] : quiet) {
    changes.push_back(QuietDuty(
        lost ? Effect::kWidens : Effect::kNeutral,
        {absl::StrCat(Words(basis, Language::kJapanese), "で義務「",
                      Words(duty, Language::kJapanese), "」を課す規則が、",
                      lost ? "なくなるか狭まります" : "加わるか広がります",
                      "が、いまの規則のもとではどの義務も変わりません。"),
         absl::StrCat(
             "a rule that brings the obligation \"",
             Words(duty, Language::kEnglish), "\" with what is received on ",
             Words(basis, Language::kEnglish),
             lost ? " goes or reaches less" : " is new or reaches more",
             ", and under today's rules nobody's obligations change.")}));
  }
}

// The duties that only one side has, there where something opens after. Where a
// category opens only before nobody receives it any more, so none loses or
// gains a duty with it; that the rule goes is told all the same, and widens
// (AddQuietDuties).
void AddOpened(uint32_t place, const Duties& duties, DutyPlaces& places,
               SaidByDuty& said) {
  for (const auto& [key, categories] : duties) {
    const auto& [basis, duty] = key;
    const CategorySet opened = categories & places.OpenedAfter(place, basis);
    if (opened.empty()) continue;
    said[duty].push_back({place, static_cast<uint8_t>(basis), 0, opened});
  }
}

std::vector<Change> DutyChanges(const RowPairs& pairs) {
  if (SameDuties(pairs.before().rules, pairs.after().rules)) return {};
  DutyPlaces places(pairs);
  SaidByDuty lost, gained;
  for (uint32_t place = 0; place < PlaceCount(); ++place) {
    AddOpened(place, places.Lost(place), places, lost);
    AddOpened(place, places.Gained(place), places, gained);
  }
  std::vector<Change> changes;
  for (const bool is_lost : {true, false}) {
    for (const auto& [duty, said] : is_lost ? lost : gained) {
      std::vector<Change> written =
          DutyWriter(pairs, places, duty, is_lost, said).Write();
      std::move(written.begin(), written.end(), std::back_inserter(changes));
    }
  }
  AddQuietDuties(pairs.before().rules, pairs.after().rules, lost, true,
                 changes);
  AddQuietDuties(pairs.after().rules, pairs.before().rules, gained, false,
                 changes);
  return changes;
}

std::multiset<std::string> ObligationsOf(const Version& version) {
  std::multiset<std::string> bytes;
  for (const v1::PolicyPack& pack : version.packs) {
    for (const v1::ObligationRule& one : pack.obligations()) {
      bytes.insert(Canonical(one));
    }
  }
  return bytes;
}

}  // namespace

std::vector<Change> ObligationChanges(const Version& before,
                                      const Version& after,
                                      const RowPairs& pairs) {
  std::vector<Change> changes = DutyChanges(pairs);
  if (changes.empty() && ObligationsOf(before) != ObligationsOf(after)) {
    changes.push_back(
        QuietDuty(Effect::kNeutral,
                  {"義務の書き方が変わりますが、いまの規則のもとではどの義務も"
                   "変わりません。",
                   "obligations are written otherwise, and under today's rules "
                   "none changes."}));
  }
  return changes;
}

}  // namespace tasuki::analysis
