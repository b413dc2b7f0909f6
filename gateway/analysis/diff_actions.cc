#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/cover.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/analysis/own_right.h"
#include "gateway/analysis/sentences.h"
#include "gateway/policy/action_table.h"

namespace tasuki::analysis {
namespace {

// By these acts people take back, look after what others did, or let a call for
// help arrive. Whoever can no longer do them leaves open what they would have
// closed, or alone whom they would have heard: that is no tightening.
bool KeepsSafe(v1::Action action) {
  switch (action) {
    case v1::ACTION_WITHDRAW_CONSENT:
    case v1::ACTION_END_TEAM_ENTRY:
    case v1::ACTION_CORRECT_SECTION:
    case v1::ACTION_RETRACT_SECTION:
    case v1::ACTION_REFUSE_REQUEST:
    case v1::ACTION_RETURN_MESSAGE:
    case v1::ACTION_RECORD_CHILD_WILL:
    case v1::ACTION_SET_LEGAL_HOLD:
    case v1::ACTION_CLOSE_CASE:
    case v1::ACTION_READ_OWN_AUDIT:
    case v1::ACTION_SEARCH_AUDIT:
    case v1::ACTION_REVIEW_BREAK_GLASS:
    case v1::ACTION_READ_REPORT:
    case v1::ACTION_TAKE_REPORT:
    case v1::ACTION_RECORD_INQUIRY:
    case v1::ACTION_CHECK_CONTACT:
    case v1::ACTION_SET_DUTY_ROSTER:
      return true;
    default:
      return false;
  }
}

// What becomes of the act.
Text EndOf(bool more, bool safe) {
  if (more) return {"できるようになります。", " from now on."};
  if (!safe) return {"できなくなります。", " any more."};
  return {"できなくなります。守るための操作なので、二人で読みます。",
          " any more. It keeps people safe, so two read it."};
}

uint32_t Itself(uint32_t place) { return place; }

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
                      bool more, std::vector<Change>& changes) {
  for (int a = 1; a <= v1::Action_MAX; ++a) {
    const auto action = static_cast<v1::Action>(a);
    const bool safe = KeepsSafe(action);
    const Text end = EndOf(more, safe);
    const UntrueOf untrue = [&](uint32_t place, uint8_t, uint8_t) {
      const policy::Situation s = SituationAt(PlaceAt(place));
      const bool may = has.Allows(s.reader, s.role, s.relation, action);
      return may == more ? CategorySet() : CategorySet::All();
    };
    const auto said = more ? ActionsOnlyIn(has, had, action)
                           : ActionsOnlyIn(had, has, action);
    for (const Sentence& sentence : Cover(said, untrue, Itself)) {
      Text who = ReaderWords(sentence.where.Of(Dimension::kReader),
                             AllOf(Dimension::kReader));
      if (who.ja.empty()) who = {"すべての職員", "everybody"};
      const Text relation = RelationWords(
          sentence.where.Of(Dimension::kRelation), AllOf(Dimension::kRelation));
      Change change;
      change.kind = ChangeKind::kAction;
      change.effect = more || safe ? Effect::kWidens : Effect::kNarrows;
      change.sentence = {
          absl::StrCat(who.ja, "：", relation.ja,
                       relation.ja.empty() ? "" : "、", "「",
                       Words(action, Language::kJapanese), "」ことが", end.ja),
          absl::StrCat(who.en, relation.en.empty() ? "" : ", ", relation.en,
                       more ? ": may \"" : ": may not \"",
                       Words(action, Language::kEnglish), "\"", end.en)};
      change.rules = RulesBehind(sentence, said, action, changed);
      changes.push_back(std::move(change));
    }
  }
}

}  // namespace

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
