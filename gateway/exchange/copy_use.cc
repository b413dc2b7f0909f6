#include "gateway/exchange/copy_use.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/unit.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// A use of a copy.
struct Use {
  const v1::SectionRow& section;
  const std::string& reader;
  v1::Purpose purpose;
};

bool RestsOn(const v1::SectionRow& section, const std::string& consent) {
  return absl::c_linear_search(ConsentsOfCopy(section), consent);
}

// What the rule lets somebody keep who has a copy of the recipient's copy.
LevelSet KeptOnward(const v1::ConsentTerms& terms, const CopyWay& way,
                    const std::string& holder) {
  if (absl::c_linear_search(terms.recipients(), holder)) {
    return LevelSet::Full();
  }
  switch (terms.onward_rule()) {
    case v1::ONWARD_RULE_FREE:
      return LevelSet::Full();
    case v1::ONWARD_RULE_CENTRE:
      return BodyOf(holder) == BodyOf(way.recipient) ? LevelSet::Full()
                                                     : LevelSet();
    case v1::ONWARD_RULE_REDUCED_ONLY:
      return LevelSet::Of(CategorySet::All(), v1::LEVEL_REDUCED);
    default:
      return LevelSet();
  }
}

LevelSet MeetOfMasks(const consent::StoredConsent& consent,
                     const std::vector<std::string>& parties) {
  LevelSet mask = LevelSet::Full();
  for (const std::string& party : parties) {
    mask = mask.Meet(consent::MaskOf(consent, party));
  }
  return mask;
}

CategorySet AgreedWithAny(const consent::StoredConsent& consent,
                          const std::vector<std::string>& parties) {
  CategorySet agreed;
  for (const std::string& party : parties) {
    agreed = agreed | consent::AgreedFor(consent, party).existence();
  }
  return agreed;
}

// What was never withdrawn in part, towards any of these.
LevelSet NotTakenBack(const consent::StoredConsent& consent,
                      const std::vector<std::string>& parties) {
  CategorySet taken;
  for (const consent::StoredConsent::TakenBack& part : consent.taken_back) {
    if (part.party.empty() || absl::c_linear_search(parties, part.party)) {
      taken = taken | part.categories;
    }
  }
  return LevelSet::Of(~taken, v1::LEVEL_FULL);
}

bool TookAway(const v1::ConsentRow& row, v1::Purpose purpose) {
  return absl::c_any_of(row.changes(), [&](const v1::ConsentChange& change) {
    return absl::c_linear_search(change.purposes(), static_cast<int>(purpose));
  });
}

// Was it for this purpose, and is the one that took its place not?
bool DropsPurpose(const v1::ConsentTerms& old, const v1::ConsentTerms& next,
                  v1::Purpose purpose) {
  const int number = purpose;
  return absl::c_linear_search(old.purposes(), number) &&
         !absl::c_linear_search(next.purposes(), number);
}

// Does it speak of what this holder holds, as she told the holder herself?
bool Covers(const consent::StoredConsent& consent, const std::string& holder) {
  return absl::c_linear_search(consent.terms.holders(), holder) &&
         absl::c_linear_search(consent.confirmed_by, holder);
}

// Of what came by the way under `old`, what the consent that took its place
// covers, as it was given.
LevelSet CoveredBy(const consent::StoredConsent& next,
                   const v1::ConsentTerms& old, const CopyWay& way,
                   const Use& use) {
  if (DropsPurpose(old, next.terms, use.purpose) || !Covers(next, way.holder)) {
    return LevelSet();
  }
  LevelSet covered = MeetOfMasks(next, ReceiversOf(old, use.section));
  const bool milestone_agreed = absl::c_linear_search(
      next.terms.milestones(), static_cast<int>(use.section.milestone()));
  if (!milestone_agreed) {
    covered = covered.Meet(
        LevelSet::Of(~CategorySet::Of(v1::CATEGORY_C32), v1::LEVEL_FULL));
  }
  const std::string& holder = use.section.holder();
  const bool is_of_a_copy = holder != way.recipient;
  return is_of_a_copy ? covered.Meet(KeptOnward(next.terms, way, holder))
                      : covered;
}

absl::StatusOr<LevelSet> StillUnder(Reading& state, const std::string& id,
                                    const CopyWay& way, const Use& use) {
  ASSIGN_OR_RETURN(const v1::ConsentRow& row,
                   state.Get<v1::ConsentRow>(Table::kConsent, id));
  ASSIGN_OR_RETURN(const v1::ConsentState now, StateOf(state, row));
  const bool superseded = now == v1::CONSENT_STATE_SUPERSEDED;
  if (!IsInForce(now) && !superseded) return LevelSet();
  if (consent::Excludes(row.terms(), use.reader) ||
      TookAway(row, use.purpose)) {
    return LevelSet();
  }
  ASSIGN_OR_RETURN(const consent::StoredConsent consent,
                   StoredConsentOf(state, id, row));
  const std::vector<std::string> parties =
      ReceiversOf(row.terms(), use.section);
  const CategorySet agreed = AgreedWithAny(consent, parties);
  LevelSet still = NotTakenBack(consent, parties);
  if (superseded) {
    const std::string& next_id = row.superseded_by();
    ASSIGN_OR_RETURN(const v1::ConsentRow& next_row,
                     state.Get<v1::ConsentRow>(Table::kConsent, next_id));
    ASSIGN_OR_RETURN(const consent::StoredConsent next,
                     StoredConsentOf(state, next_id, next_row));
    ASSIGN_OR_RETURN(LevelSet then, StillUnder(state, next_id, way, use));
    then = then.Meet(CoveredBy(next, row.terms(), way, use));
    if (then.empty()) return LevelSet();
    // What the old one did not open came by something else.
    still = still.Meet(then.Join(LevelSet::Of(~agreed, v1::LEVEL_FULL)));
  }
  const bool less = still != LevelSet::Full();
  const bool some = !(still.existence() & agreed).empty();
  return less && !some ? LevelSet() : still;
}

}  // namespace

absl::StatusOr<CopyWay> WayUnder(Reading& state, const std::string& consent,
                                 const v1::SectionRow& section) {
  const v1::SectionRow* first = &section;
  while (!first->copied_from().empty()) {
    ASSIGN_OR_RETURN(
        const v1::SectionRow& before,
        state.Get<v1::SectionRow>(Table::kSection, first->copied_from()));
    if (!RestsOn(before, consent)) break;
    first = &before;
  }
  return CopyWay{first->origin(), first->holder()};
}

std::vector<std::string> ReceiversOf(const v1::ConsentTerms& terms,
                                     const v1::SectionRow& copy) {
  for (const std::string& party : {copy.holder(), copy.origin()}) {
    if (absl::c_linear_search(terms.recipients(), party)) return {party};
  }
  return {terms.recipients().begin(), terms.recipients().end()};
}

v1::OnwardRule Strictest(const std::set<v1::OnwardRule>& rules) {
  for (const v1::OnwardRule rule : rules) {
    switch (rule) {
      case v1::ONWARD_RULE_CENTRE:
      case v1::ONWARD_RULE_REDUCED_ONLY:
      case v1::ONWARD_RULE_FREE:
        continue;
      default:
        return v1::ONWARD_RULE_NONE;
    }
  }
  std::set<v1::OnwardRule> limits = rules;
  limits.erase(v1::ONWARD_RULE_FREE);
  if (limits.size() > 1) return v1::ONWARD_RULE_NONE;
  return limits.empty() ? v1::ONWARD_RULE_FREE : *limits.begin();
}

absl::StatusOr<v1::OnwardRule> OnwardRuleNow(Reading& state,
                                             const v1::SectionRow& section) {
  std::set<v1::OnwardRule> rules = {section.onward_rule()};
  for (std::string id : ConsentsOfCopy(section)) {
    while (true) {
      ASSIGN_OR_RETURN(const v1::ConsentRow& row,
                       state.Get<v1::ConsentRow>(Table::kConsent, id));
      if (row.superseded_by().empty()) break;
      id = row.superseded_by();
      ASSIGN_OR_RETURN(const v1::ConsentRow& next,
                       state.Get<v1::ConsentRow>(Table::kConsent, id));
      rules.insert(next.terms().onward_rule());
    }
  }
  return Strictest(rules);
}

absl::StatusOr<LevelSet> StillInUse(Reading& state,
                                    const v1::SectionRow& section,
                                    const std::string& reader,
                                    v1::Purpose purpose) {
  LevelSet still = LevelSet::Full();
  for (const std::string& id : ConsentsOfCopy(section)) {
    ASSIGN_OR_RETURN(const CopyWay way, WayUnder(state, id, section));
    ASSIGN_OR_RETURN(const LevelSet under,
                     StillUnder(state, id, way, {section, reader, purpose}));
    if (under.empty()) return LevelSet();
    still = still.Meet(under);
  }
  return still;
}

void KeepToUse(const policy::Policy& policy, const LevelSet& still,
               policy::Situation& situation) {
  if (still.empty() || still == LevelSet::Full()) return;
  policy::Situation stopped = situation;
  stopped.facts.Set(v1::FACT_STOP_USE, true);
  for (policy::Ground& ground : situation.grounds) {
    stopped.grounds = {ground};
    ground.mask = ground.mask.Meet(still.Join(policy.Evaluate(stopped)));
  }
}

}  // namespace tasuki::exchange
