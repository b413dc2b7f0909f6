#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/cover.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/analysis/own_right.h"
#include "gateway/analysis/sentences.h"
#include "gateway/model/canonical.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/action_table.h"

namespace tasuki::analysis {
namespace {

uint32_t Itself(uint32_t place) { return place; }

// For each ground and obligation the categories that carry it.
using Duties = std::map<std::pair<v1::BasisCode, v1::Obligation>, CategorySet>;

Duties DutiesAt(const policy::Rules& rules, const PlaceValues& place) {
  Duties duties;
  for (const policy::ObligationRule& rule : rules.obligations) {
    if (!InScope(rule.scope, place)) continue;
    for (const v1::Obligation obligation : rule.obligations) {
      CategorySet& categories = duties[{rule.basis, obligation}];
      categories = categories | rule.categories;
    }
  }
  return duties;
}

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

// Which scopes of obligations have the place, for both versions: places with
// the same answer have the same duties.
std::vector<bool> ScopesAt(const std::vector<policy::ScopeMask>& scopes,
                           const PlaceValues& place) {
  std::vector<bool> in;
  in.reserve(scopes.size());
  for (const policy::ScopeMask& scope : scopes) {
    in.push_back(InScope(scope, place));
  }
  return in;
}

std::vector<policy::ScopeMask> ScopesOf(const RowPairs& pairs) {
  std::vector<policy::ScopeMask> scopes;
  for (const Tables* side : {&pairs.before(), &pairs.after()}) {
    for (const policy::ObligationRule& rule : side->rules.obligations) {
      if (std::find(scopes.begin(), scopes.end(), rule.scope) == scopes.end()) {
        scopes.push_back(rule.scope);
      }
    }
  }
  return scopes;
}

// What is new on one side and was not on the other, by obligation.
using Lost = std::map<v1::Obligation, std::vector<Said>>;

void AddMissing(uint32_t place, const Duties& had, const Duties& has,
                Lost& lost) {
  for (const auto& [key, categories] : had) {
    const auto found = has.find(key);
    const CategorySet missing =
        found == has.end() ? categories : categories & ~found->second;
    if (missing.empty()) continue;
    lost[key.second].push_back(
        {place, static_cast<uint8_t>(key.first), 0, missing});
  }
}

// Whom the duty reaches and with what. The ground has a place of its own in the
// sentence, in Japanese also the reader.
Text DutySentence(const Sentence& sentence, const Box& used,
                  v1::Obligation obligation, bool lost) {
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
  const bool all = sentence.kinds[0].second == CategorySet::All();
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

Example ExampleOf(const Sentence& sentence, const std::vector<Said>& said) {
  std::set<uint32_t> places;
  for (const size_t number : sentence.covers) {
    places.insert(said[number].place);
  }
  const Said& first = said[sentence.covers[0]];
  Example example;
  example.situation = SituationAt(PlaceAt(first.place));
  policy::Ground ground;
  ground.basis = static_cast<v1::BasisCode>(first.basis);
  example.situation.grounds = {ground};
  example.places = places.size();
  return example;
}

void AddDutyChanges(const Lost& lost, bool widens, const RowPairs& pairs,
                    std::vector<Change>& changes) {
  const Tables& after = widens ? pairs.after() : pairs.before();
  const std::vector<policy::ScopeMask> scopes = ScopesOf(pairs);
  absl::flat_hash_map<std::vector<bool>, uint32_t> classes;
  const ClassOf class_of = [&](uint32_t place) {
    return classes.try_emplace(ScopesAt(scopes, PlaceAt(place)), classes.size())
        .first->second;
  };
  for (const auto& [duty, said] : lost) {
    // Untrue where the duty is still there on the side that lost it.
    const UntrueOf untrue = [&after, duty = duty](uint32_t place, uint8_t basis,
                                                  uint8_t) {
      const Duties duties = DutiesAt(after.rules, PlaceAt(place));
      const auto found = duties.find({static_cast<v1::BasisCode>(basis), duty});
      return found == duties.end() ? CategorySet() : found->second;
    };
    for (const Sentence& sentence : Cover(said, untrue, class_of)) {
      Change change;
      change.kind = ChangeKind::kObligation;
      change.effect = widens ? Effect::kWidens : Effect::kNarrows;
      change.sentence = DutySentence(sentence, pairs.used(), duty, widens);
      change.example = ExampleOf(sentence, said);
      changes.push_back(std::move(change));
    }
  }
}

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
                    const Lost& told, bool lost, std::vector<Change>& changes) {
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

std::vector<Change> DutyChanges(const RowPairs& pairs) {
  if (SameDuties(pairs.before().rules, pairs.after().rules)) return {};
  const std::vector<policy::ScopeMask> scopes = ScopesOf(pairs);
  std::map<std::vector<bool>, std::pair<Duties, Duties>> seen;
  Lost lost, gained;
  for (uint32_t place = 0; place < PlaceCount(); ++place) {
    if (pairs.PairAt(place) == 0) continue;
    const PlaceValues values = PlaceAt(place);
    const auto [found, is_new] = seen.try_emplace(ScopesAt(scopes, values));
    auto& [was, is] = found->second;
    if (is_new) {
      was = DutiesAt(pairs.before().rules, values);
      is = DutiesAt(pairs.after().rules, values);
    }
    if (was == is) continue;
    AddMissing(place, was, is, lost);
    AddMissing(place, is, was, gained);
  }
  std::vector<Change> changes;
  AddDutyChanges(lost, true, pairs, changes);
  AddDutyChanges(gained, false, pairs, changes);
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

// One action as something to be said of readers and relations.
std::vector<Said> ActionsOnlyIn(const policy::ActionTable& one,
                                const policy::ActionTable& other,
                                v1::Action action) {
  std::vector<Said> said;
  Box box;
  for (const Dimension dimension : kDimensions) box.Of(dimension) = 1;
  box.Of(Dimension::kReader) = AllOf(Dimension::kReader);
  box.Of(Dimension::kRelation) = AllOf(Dimension::kRelation);
  for (const uint32_t place : PlacesIn(box)) {
    const policy::Situation s = SituationAt(PlaceAt(place));
    if (one.Allows(s.reader, s.role, s.relation, action) &&
        !other.Allows(s.reader, s.role, s.relation, action)) {
      said.push_back({place, 1, 0, CategorySet::All()});
    }
  }
  return said;
}

// The rules that differ and allow the action on the side that has it, at one of
// the places of the sentence.
std::vector<std::string> RulesBehind(
    const Sentence& sentence, const std::vector<Said>& said, v1::Action action,
    const std::map<std::string, policy::ActionGrant>& changed) {
  std::vector<std::string> ids;
  for (const auto& [id, rule] : changed) {
    const bool behind =
        policy::Has(rule.actions, action) &&
        std::any_of(sentence.covers.begin(), sentence.covers.end(),
                    [&, &scope = rule.scope](size_t number) {
                      return InScope(scope, PlaceAt(said[number].place));
                    });
    if (behind) ids.push_back(id);
  }
  return ids;
}

// The rules of the one side that are otherwise, or not, on the other.
std::map<std::string, policy::ActionGrant> ChangedActions(
    const Version& one, const Version& other) {
  std::map<std::string, policy::ActionGrant> changed = ActionRulesOf(one);
  for (const auto& [id, rule] : ActionRulesOf(other)) {
    const auto found = changed.find(id);
    if (found == changed.end()) continue;
    const bool same = found->second.scope == rule.scope &&
                      found->second.actions == rule.actions;
    if (same) changed.erase(found);
  }
  return changed;
}

void AddActionChanges(const policy::ActionTable& had,
                      const policy::ActionTable& has,
                      const std::map<std::string, policy::ActionGrant>& changed,
                      bool widens, std::vector<Change>& changes) {
  for (int a = 1; a <= v1::Action_MAX; ++a) {
    const auto action = static_cast<v1::Action>(a);
    const UntrueOf untrue = [&](uint32_t place, uint8_t, uint8_t) {
      const policy::Situation s = SituationAt(PlaceAt(place));
      const bool may = has.Allows(s.reader, s.role, s.relation, action);
      return may == widens ? CategorySet() : CategorySet::All();
    };
    const auto said = widens ? ActionsOnlyIn(has, had, action)
                             : ActionsOnlyIn(had, has, action);
    for (const Sentence& sentence : Cover(said, untrue, Itself)) {
      Text who = ReaderWords(sentence.where.Of(Dimension::kReader),
                             AllOf(Dimension::kReader));
      if (who.ja.empty()) who = {"すべての職員", "everybody"};
      const Text relation = RelationWords(
          sentence.where.Of(Dimension::kRelation), AllOf(Dimension::kRelation));
      Change change;
      change.kind = ChangeKind::kAction;
      change.effect = widens ? Effect::kWidens : Effect::kNarrows;
      change.sentence = {
          absl::StrCat(
              who.ja, "：", relation.ja, relation.ja.empty() ? "" : "、", "「",
              Words(action, Language::kJapanese), "」ことが",
              widens ? "できるようになります。" : "できなくなります。"),
          absl::StrCat(who.en, relation.en.empty() ? "" : ", ", relation.en,
                       widens ? ": may \"" : ": may not \"",
                       Words(action, Language::kEnglish),
                       widens ? "\" from now on." : "\" any more.")};
      change.rules = RulesBehind(sentence, said, action, changed);
      changes.push_back(std::move(change));
    }
  }
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

std::vector<Change> ActionChanges(const Version& before, const Version& after,
                                  const RowPairs& pairs) {
  const policy::ActionTable had(pairs.before().rules.actions);
  const policy::ActionTable has(pairs.after().rules.actions);
  std::vector<Change> changes;
  AddActionChanges(had, has, ChangedActions(after, before), true, changes);
  AddActionChanges(had, has, ChangedActions(before, after), false, changes);
  return changes;
}

}  // namespace tasuki::analysis
