#include "gateway/exchange/unit.h"

#include <utility>

#include "gateway/exchange/facts.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr char kOwnerLimit[] = "SECTION-ONWARD-LIMIT";

// A consent under which a copy was received ended early: stop using it (SR-20).
// A copy under no consent has nothing to stop.
absl::StatusOr<bool> UseIsStopped(Reading& state,
                                  const v1::SectionRow& section) {
  for (const std::string& id : ConsentsOfCopy(section)) {
    ASSIGN_OR_RETURN(const v1::ConsentRow consent,
                     state.Get<v1::ConsentRow>(Table::kConsent, id));
    const bool in_time =
        state.Before(absl::FromUnixSeconds(consent.terms().valid_until()));
    if (consent.state() == v1::CONSENT_STATE_WITHDRAWN || !in_time) return true;
  }
  return false;
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

consent::StoredConsent StoredConsentOf(const std::string& id,
                                       const v1::ConsentRow& row) {
  consent::StoredConsent consent{
      .id = id,
      .terms = row.terms(),
      .shown = {},
      .state = row.state(),
      .granted_at = absl::FromUnixSeconds(row.granted_at()),
      .withdrawn_at = row.withdrawn_at() == 0
                          ? absl::InfiniteFuture()
                          : absl::FromUnixSeconds(row.withdrawn_at())};
  for (const v1::ConsentMask& mask : row.masks()) {
    consent.shown.push_back({mask.party(), FromWords(mask.levels())});
  }
  return consent;
}

absl::StatusOr<std::vector<consent::StoredConsent>> ConsentsOf(
    Reading& state, const std::string& subject) {
  ASSIGN_OR_RETURN(const std::vector<IndexEntry> entries,
                   state.List(Index::kConsentsOfSubject, subject));
  std::vector<consent::StoredConsent> consents;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::ConsentRow row,
                     state.Get<v1::ConsentRow>(Table::kConsent, entry.id));
    state.Before(absl::FromUnixSeconds(row.terms().valid_until()));
    consents.push_back(StoredConsentOf(entry.id, row));
  }
  return consents;
}

absl::StatusOr<consent::GroundInputs> GroundInputsOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case) {
  ASSIGN_OR_RETURN(const v1::PartyEntry holder,
                   state.Get<v1::PartyEntry>(Table::kParty, section.holder()));
  consent::GroundInputs inputs{
      .reader = {reader.party.name(), reader.body(), reader.party.audience()},
      .holder = {holder.name(), BodyOf(holder.name()), holder.audience()},
      .purpose = purpose,
      .case_name = {},
      .centre_notice_given = false,
      .consents = {},
      .now = state.now()};
  if (a_case.has_value()) {
    inputs.case_name = ResourceName("cases", a_case->id);
    inputs.centre_notice_given = a_case->row.centre_notice_given();
  }
  ASSIGN_OR_RETURN(inputs.consents, ConsentsOf(state, section.subject()));
  return inputs;
}

absl::StatusOr<policy::Situation> SituationOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case) {
  ASSIGN_OR_RETURN(
      const v1::SubjectRow subject,
      state.Get<v1::SubjectRow>(Table::kSubject, section.subject()));
  ASSIGN_OR_RETURN(const consent::GroundInputs inputs,
                   GroundInputsOf(state, reader, purpose, section, a_case));

  policy::Situation situation;
  situation.reader = reader.party.audience();
  situation.role = reader.role;
  situation.holder = inputs.holder.audience;
  situation.reader_is_holder = reader.party.name() == section.holder();
  situation.purpose = purpose;
  situation.case_class = v1::CASE_CLASS_GENERAL;
  situation.grounds = consent::GroundsFor(inputs);

  KnownFacts& facts = situation.facts;
  AddReaderFacts(reader, facts);
  AddSubjectFacts(subject, facts);
  if (a_case.has_value()) {
    const Standing standing = StandingOf(state, reader, a_case->row, purpose);
    situation.relation = standing.relation;
    situation.case_class = a_case->row.class_();
    AddCaseFacts(a_case->row, standing, reader, facts);
  } else {
    AddFactsWithoutCase(facts);
  }
  AddSectionFacts(section, reader, facts);
  facts.Set(v1::FACT_C08_TICKED, AnyTicksC08(inputs, situation.grounds));
  ASSIGN_OR_RETURN(const bool stopped, UseIsStopped(state, section));
  facts.Set(v1::FACT_STOP_USE, stopped);
  return situation;
}

UnitOutcome Decide(const policy::Policy& policy, policy::Situation situation,
                   const v1::SectionRow& section, CategorySet content) {
  UnitOutcome outcome;
  outcome.content = content;
  outcome.levels = policy.Evaluate(situation);
  outcome.reasons = policy.Explain(situation);
  if (!situation.reader_is_holder && !section.origin().empty()) {
    const LevelSet limit = FromWords(section.onward_limit());
    for (policy::CategoryReason& reason : outcome.reasons) {
      if (reason.level <= limit.At(reason.category)) continue;
      reason.level = limit.At(reason.category);
      reason.ceiling_id = kOwnerLimit;
    }
    outcome.levels = outcome.levels.Meet(limit);
  }
  // Of a section that stays hidden the caller learns at most that the case
  // exists, and no obligation.
  const CategorySet told = content & ~CategorySet::Of(v1::CATEGORY_C01);
  outcome.hidden = (outcome.levels.existence() & told).empty();
  if (!outcome.hidden) {
    outcome.obligations = policy.Obligations(situation, outcome.disclosed());
  }
  outcome.situation = std::move(situation);
  return outcome;
}

}  // namespace tasuki::exchange
