#include "gateway/exchange/unit.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/strip.h"
#include "gateway/exchange/break_glass.h"
#include "gateway/exchange/copy_centre.h"
#include "gateway/exchange/copy_request.h"
#include "gateway/exchange/copy_use.h"
#include "gateway/exchange/facts.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {

// What is the same for all sections of one holder about one subject.
struct UnitGrounds {
  // Between whom and about what, beside the consents.
  consent::GroundInputs inputs;
  std::string subject;
  std::vector<policy::Ground> grounds;
  bool address_protected = false;
};

namespace {

constexpr char kOwnerLimit[] = "SECTION-ONWARD-LIMIT";

// Of two reasons for one category the one that opens more.
void KeepHigher(const std::vector<policy::CategoryReason>& more,
                std::vector<policy::CategoryReason>& reasons) {
  for (const policy::CategoryReason& reason : more) {
    const auto same =
        absl::c_find_if(reasons, [&](const policy::CategoryReason& known) {
          return known.category == reason.category;
        });
    if (same == reasons.end()) {
      reasons.push_back(reason);
    } else if (same->level < reason.level) {
      *same = reason;
    }
  }
}

// The owner's limit on what may be passed on of a copy.
void LimitTo(const LevelSet& limit, UnitOutcome& outcome) {
  for (policy::CategoryReason& reason : outcome.reasons) {
    if (reason.level <= limit.At(reason.category)) continue;
    reason.level = limit.At(reason.category);
    reason.ceiling_id = kOwnerLimit;
    reason.refusals.push_back(v1::REFUSAL_CODE_ONWARD_SHARING_FORBIDDEN);
  }
  outcome.levels = outcome.levels.Meet(limit);
}

bool RestsOnVitalInterest(const std::vector<policy::Situation>& stated) {
  return absl::c_any_of(stated, [](const policy::Situation& one) {
    return one.grounds.front().basis == v1::BASIS_CODE_VITAL_INTEREST;
  });
}

void LimitMasksTo(const LevelSet& limit, policy::Situation& situation) {
  for (policy::Ground& ground : situation.grounds) {
    ground.mask = ground.mask.Meet(limit);
  }
}

std::vector<v1::Obligation> ObligationsOf(const policy::Policy& policy,
                                          const UnitOutcome& outcome) {
  const LevelSet disclosed = outcome.disclosed();
  std::vector<v1::Obligation> all =
      policy.Obligations(outcome.situation, disclosed);
  if (outcome.stated.empty()) return all;
  for (const policy::Situation& stated : outcome.stated) {
    const std::vector<v1::Obligation> more =
        policy.Obligations(stated, disclosed);
    all.insert(all.end(), more.begin(), more.end());
  }
  absl::c_sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Are these the inputs of that unit? All that GroundInputsOf takes from its
// arguments, so that a row changed on the way is not taken for the one before.
bool IsOf(const consent::GroundInputs& inputs, const Reader& reader,
          v1::Purpose purpose, const v1::SectionRow& section,
          const std::optional<FoundCase>& a_case, const std::string& series) {
  const bool same_case =
      a_case.has_value()
          ? absl::StripPrefix(inputs.case_name, "cases/") == a_case->id &&
                inputs.registered == a_case->row.registered() &&
                inputs.women_branch == HasWomenBranch(a_case->row) &&
                inputs.centre_notice_given == a_case->row.centre_notice_given()
          : inputs.case_name.empty();
  return same_case && inputs.reader.name == reader.party.name() &&
         inputs.contract == reader.contract && inputs.purpose == purpose &&
         inputs.holder.name == section.holder() &&
         inputs.milestone == section.milestone() && inputs.series == series;
}

// The grounds of the section's unit: for each unit found once in a decision.
absl::StatusOr<const UnitGrounds*> GroundsOfUnit(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    const std::string& series) {
  for (const std::shared_ptr<const UnitGrounds>& known : state.units()) {
    if (known->subject == section.subject() &&
        IsOf(known->inputs, reader, purpose, section, a_case, series)) {
      return known.get();
    }
  }
  auto made = std::make_shared<UnitGrounds>();
  made->subject = section.subject();
  ASSIGN_OR_RETURN(made->inputs, GroundInputsOf(state, reader, purpose, section,
                                                a_case, series));
  made->grounds = consent::GroundsFor(made->inputs);
  ASSIGN_OR_RETURN(made->address_protected,
                   IsAddressProtected(state, section.subject()));
  return state.units().emplace_back(std::move(made)).get();
}

bool AnyTicksC08(const consent::GroundInputs& inputs,
                 const std::vector<policy::Ground>& grounds) {
  for (const consent::StoredConsent& consent : inputs.consents) {
    if (!consent.terms.c08_ticked()) continue;
    for (const policy::Ground& ground : grounds) {
      if (ground.source == ResourceName("consents", consent.id)) return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<std::optional<FoundCase>> CaseOf(Reading& state,
                                                const v1::SectionRow& section) {
  if (section.case_().empty()) return std::optional<FoundCase>();
  ASSIGN_OR_RETURN(v1::CaseRow row,
                   state.Get<v1::CaseRow>(Table::kCase, section.case_()));
  return std::optional<FoundCase>({section.case_(), std::move(row)});
}

std::vector<std::string> ConsentsOfCopy(const v1::SectionRow& section) {
  std::vector<std::string> consents(section.further_consents().begin(),
                                    section.further_consents().end());
  if (!section.consent().empty()) consents.push_back(section.consent());
  return consents;
}

LevelSet FromWords(const v1::LevelWords& words) {
  const auto level = [](uint64_t bits, v1::Level value) {
    return LevelSet::Of(CategorySet::FromBits(bits), value);
  };
  return level(words.existence(), v1::LEVEL_EXISTENCE)
      .Join(level(words.reduced(), v1::LEVEL_REDUCED))
      .Join(level(words.full(), v1::LEVEL_FULL));
}

v1::LevelWords ToWords(const LevelSet& levels) {
  v1::LevelWords words;
  words.set_existence(levels.existence().bits());
  words.set_reduced(levels.reduced().bits());
  words.set_full(levels.full().bits());
  return words;
}

absl::StatusOr<policy::Situation> SituationOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    const std::string& series) {
  ASSIGN_OR_RETURN(
      const v1::SubjectRow& subject,
      state.Get<v1::SubjectRow>(Table::kSubject, section.subject()));
  ASSIGN_OR_RETURN(
      const UnitGrounds* const unit,
      GroundsOfUnit(state, reader, purpose, section, a_case, series));
  const consent::GroundInputs& inputs = unit->inputs;

  policy::Situation situation;
  situation.reader = reader.party.audience();
  situation.role = reader.role;
  situation.holder = inputs.holder.audience;
  situation.reader_is_holder = reader.party.name() == section.holder();
  situation.purpose = purpose;
  situation.case_class = v1::CASE_CLASS_GENERAL;
  situation.grounds = unit->grounds;

  KnownFacts& facts = situation.facts;
  AddReaderFacts(reader, facts);
  AddSubjectFacts(subject, facts);
  if (a_case.has_value()) {
    const Standing standing = StandingOf(state, reader, a_case->row, purpose);
    situation.relation = standing.relation;
    situation.case_class = a_case->row.class_();
    AddCaseFacts(state, a_case->row, section, standing, reader, facts);
    RETURN_IF_ERROR(AddRouteFacts(state, a_case->row, facts));
  } else {
    AddFactsWithoutCase(facts);
  }
  AddGroundFacts(inputs, facts);
  AddSectionFacts(section, reader, facts);
  ASSIGN_OR_RETURN(const v1::OnwardRule onward, OnwardRuleNow(state, section));
  AddOnwardFacts(onward, facts);
  RETURN_IF_ERROR(AddBackgroundFacts(state, section, subject, facts));
  facts.Set(v1::FACT_ADDRESS_PROTECTED, unit->address_protected);
  facts.Set(v1::FACT_C08_TICKED, AnyTicksC08(inputs, situation.grounds));
  ASSIGN_OR_RETURN(const LevelSet still,
                   StillInUse(state, section, reader.party.name(), purpose));
  facts.Set(v1::FACT_STOP_USE, still.empty());
  RETURN_IF_ERROR(KeepToShown(state, section, reader.party.name(), situation));
  return situation;
}

absl::StatusOr<std::vector<policy::Situation>> StatedSituationsOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    const policy::Situation& base,
    const std::vector<consent::Statement>& statements) {
  ASSIGN_OR_RETURN(std::vector<policy::Situation> situations,
                   OpenedSituationsOf(state, reader, a_case, base));
  ASSIGN_OR_RETURN(std::vector<policy::Situation> copied,
                   CopySituationsOf(state, reader, section, a_case, base));
  absl::c_move(copied, std::back_inserter(situations));
  if (statements.empty()) return situations;
  ASSIGN_OR_RETURN(const UnitGrounds* const unit,
                   GroundsOfUnit(state, reader, purpose, section, a_case, ""));
  for (const consent::Statement& statement : statements) {
    if (!statement.persons.empty() &&
        !absl::c_linear_search(statement.persons, reader.person)) {
      continue;
    }
    std::optional<policy::Ground> ground =
        consent::GroundOf(statement, unit->inputs);
    if (!ground.has_value()) continue;
    policy::Situation situation = base;
    situation.grounds = {*std::move(ground)};
    AddStatementFacts(statement, situation.facts);
    if (!a_case.has_value() && v1::CaseClass_IsValid(statement.stated_class) &&
        statement.stated_class != v1::CASE_CLASS_UNSPECIFIED) {
      situation.case_class = statement.stated_class;
    }
    situations.push_back(std::move(situation));
  }
  return situations;
}

absl::StatusOr<v1::RefusalCode> WhyNoGround(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    CategorySet wanted) {
  ASSIGN_OR_RETURN(const UnitGrounds* const unit,
                   GroundsOfUnit(state, reader, purpose, section, a_case, ""));
  return consent::WhyNoGround(unit->inputs, wanted);
}

std::vector<policy::Situation> GroundByGround(const UnitOutcome& outcome) {
  std::vector<policy::Situation> alone;
  for (const policy::Ground& ground : outcome.situation.grounds) {
    alone.push_back(outcome.situation);
    alone.back().grounds = {ground};
  }
  alone.insert(alone.end(), outcome.stated.begin(), outcome.stated.end());
  return alone;
}

UnitOutcome Decide(const policy::Policy& policy, policy::Situation situation,
                   const v1::SectionRow& section, CategorySet content,
                   std::vector<policy::Situation> stated) {
  UnitOutcome outcome;
  outcome.content = content;
  outcome.levels = policy.Evaluate(situation);
  outcome.reasons = policy.Explain(situation, content);
  for (const policy::Situation& one : stated) {
    outcome.levels = outcome.levels.Join(policy.Evaluate(one));
    KeepHigher(policy.Explain(one, content), outcome.reasons);
  }
  CategorySet unexplained = content;
  for (const policy::CategoryReason& reason : outcome.reasons) {
    unexplained = unexplained & ~CategorySet::Of(reason.category);
  }
  outcome.closed_by = policy.WhyClosed(situation, unexplained);
  LevelSet limit = LevelSet::Of(content, v1::LEVEL_FULL);
  if (!situation.reader_is_holder && !section.origin().empty()) {
    const LevelSet onward = FromWords(section.onward_limit());
    LimitTo(onward, outcome);
    limit = limit.Meet(onward);
  }
  // Of a section that stays hidden the caller learns at most that the case
  // exists, and no obligation.
  const CategorySet told = content & ~CategorySet::Of(v1::CATEGORY_C01);
  outcome.hidden = (outcome.levels.existence() & told).empty();
  outcome.situation = std::move(situation);
  outcome.stated = std::move(stated);
  if (RestsOnVitalInterest(outcome.stated)) {
    LimitMasksTo(limit, outcome.situation);
    for (policy::Situation& one : outcome.stated) LimitMasksTo(limit, one);
  }
  if (!outcome.hidden) outcome.obligations = ObligationsOf(policy, outcome);
  return outcome;
}

}  // namespace tasuki::exchange
