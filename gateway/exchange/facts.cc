#include "gateway/exchange/facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/descent.h"
#include "gateway/exchange/periods.h"
#include "gateway/exchange/relay.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// What says that she consented to which stage of an adoption.
constexpr std::pair<v1::Fact, v1::AdoptionStage> kStages[] = {
    {v1::FACT_STAGE1_CONSENT, v1::ADOPTION_STAGE_FIRST},
    {v1::FACT_STAGE2_CONSENT, v1::ADOPTION_STAGE_SECOND},
    {v1::FACT_STAGE3_CONSENT, v1::ADOPTION_STAGE_THIRD}};

bool HasBranch(const v1::CaseRow& a_case, v1::Branch branch) {
  return absl::c_linear_search(a_case.branches(), branch);
}

bool Concerns(const v1::SectionRow& section, const Reader& reader) {
  return absl::c_linear_search(section.parties_concerned(),
                               reader.party.name());
}

// A safety sheet that concerns one facility alone names it as the place.
bool IsThePlace(const v1::SectionRow& section, const Reader& reader) {
  return section.kind() == v1::SECTION_KIND_SAFETY &&
         section.parties_concerned_size() == 1 && Concerns(section, reader) &&
         CanBeThePlace(reader.party.audience());
}

bool IsJointlyHeld(v1::SectionKind kind) {
  return kind == v1::SECTION_KIND_VISIT || kind == v1::SECTION_KIND_MEETING;
}

// Confirmed before her birth was sealed. The case's own section is not a record
// of that time: it mirrors the case as it is now.
bool IsFromBeforeTheSeal(const v1::SectionRow& section,
                         const v1::SubjectRow& subject) {
  return subject.sealed_birth() &&
         section.confirmed_at() < subject.sealed_at() &&
         section.kind() != v1::SECTION_KIND_CASE_MANAGEMENT;
}

// Confirmed while the city worked in it alone (SR-09), but for the case's own
// section, as above.
bool IsFromBeforeTheUpgrade(const v1::SectionRow& section,
                            const v1::CaseRow& a_case) {
  return section.confirmed_at() < a_case.upgraded_at() &&
         section.kind() != v1::SECTION_KIND_CASE_MANAGEMENT;
}

bool IsPastAccess(Reading& state, const v1::CaseRow& a_case) {
  return a_case.closed_at() != 0 &&
         !state.Before(EndOfAccess(absl::FromUnixSeconds(a_case.closed_at())));
}

absl::StatusOr<bool> ConcernsAudience(Reading& state,
                                      const v1::SectionRow& section,
                                      v1::AudienceType audience) {
  for (const std::string& name : section.parties_concerned()) {
    ASSIGN_OR_RETURN(const Found<v1::PartyEntry> party,
                     state.Find<v1::PartyEntry>(Table::kParty, name));
    if (party.has_value() && party->audience() == audience) return true;
  }
  return false;
}

// A seconded person's home body has a part in the case (SR-18).
bool HomeBodyIsParty(const v1::CaseRow& a_case, const Reader& reader) {
  if (reader.home_body == reader.body()) return false;
  return std::any_of(a_case.team().begin(), a_case.team().end(),
                     [&](const v1::TeamEntry& entry) {
                       return BodyOf(entry.party()) == reader.home_body;
                     });
}

// By the supervising worker of the reader's own centre, who may still take it
// back: it ends with the case, and where another body leads.
bool IsHealthReleased(const v1::CaseRow& a_case, const Reader& reader) {
  return a_case.health_release().released_at() != 0 &&
         a_case.closed_at() == 0 && IsLedIn(a_case, reader.body());
}

bool LeadsInPerson(const v1::CaseRow& a_case, const Reader& reader) {
  const v1::TeamEntry& lead = LeadOf(a_case);
  return lead.party() == reader.party.name() &&
         absl::c_linear_search(lead.persons(), reader.person);
}

// Whose places are hers too: who is on a case with her, and she.
absl::StatusOr<std::set<std::string>> FamilyOf(Reading& state,
                                               const std::string& subject) {
  std::set<std::string> family = {subject};
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     state.Get<v1::CaseRow>(Table::kCase, entry.id));
    family.insert(row.subjects().begin(), row.subjects().end());
  }
  return family;
}

// One measure is enough; who took one off took off its own.
bool HasMeasure(Reading& state, const v1::SubjectRow& subject) {
  bool on = false;
  for (const v1::AddressProtectionNote& note : subject.address_protections()) {
    on |=
        note.until() == 0 || state.Before(absl::FromUnixSeconds(note.until()));
  }
  return on;
}

}  // namespace

absl::StatusOr<bool> IsAddressProtected(Reading& state,
                                        const std::string& subject) {
  ASSIGN_OR_RETURN(const std::set<std::string> family,
                   FamilyOf(state, subject));
  bool on = false;
  for (const std::string& id : family) {
    ASSIGN_OR_RETURN(const v1::SubjectRow& row,
                     state.Get<v1::SubjectRow>(Table::kSubject, id));
    on |= HasMeasure(state, row);
  }
  return on;
}

void AddOnwardFacts(v1::OnwardRule rule, KnownFacts& facts) {
  facts.Set(v1::FACT_ONWARD_NONE, rule != v1::ONWARD_RULE_CENTRE &&
                                      rule != v1::ONWARD_RULE_REDUCED_ONLY &&
                                      rule != v1::ONWARD_RULE_FREE);
  facts.Set(v1::FACT_ONWARD_CENTRE, rule == v1::ONWARD_RULE_CENTRE);
  facts.Set(v1::FACT_ONWARD_REDUCED_ONLY, rule == v1::ONWARD_RULE_REDUCED_ONLY);
}

void AddSectionFacts(const v1::SectionRow& section, const Reader& reader,
                     KnownFacts& facts) {
  facts.Set(v1::FACT_CONFIRMED, section.state() == v1::SECTION_STATE_CONFIRMED);
  AddOnwardFacts(section.onward_rule(), facts);
  facts.Set(v1::FACT_SECTION_IMPLIES_PLACE, section.implies_place());
  facts.Set(v1::FACT_THIRD_PARTY_HARM, section.third_party_harm());
  facts.Set(v1::FACT_CHILD_RELEVANT, section.child_relevant());
  facts.Set(v1::FACT_PRE_SEAL_SECTION, false);
  const v1::GraspLevel grasp = section.grasp_level();
  facts.Set(v1::FACT_GRASP_NONE, grasp == v1::GRASP_LEVEL_NONE);
  facts.Set(v1::FACT_GRASP_EXISTENCE, grasp == v1::GRASP_LEVEL_EXISTENCE);
  facts.Set(v1::FACT_GRASP_SUMMARY, grasp == v1::GRASP_LEVEL_SUMMARY);
  facts.Set(v1::FACT_STOP_USE, false);  // see unit.cc for received copies
  const v1::SectionKind kind = section.kind();
  const bool concerned = Concerns(section, reader);
  facts.Set(v1::FACT_OWN_REPORT, kind == v1::SECTION_KIND_REPORT_INTAKE &&
                                     section.holder() == reader.party.name());
  facts.Set(v1::FACT_OWN_PLAN_PART,
            kind == v1::SECTION_KIND_SUPPORT_PLAN && concerned);
  facts.Set(v1::FACT_JOINT_ITEM, IsJointlyHeld(kind) && concerned);
  facts.Set(v1::FACT_PARTICIPANT,
            kind == v1::SECTION_KIND_SUPERVISION && concerned);
  facts.Set(v1::FACT_OWN_FACILITY, IsThePlace(section, reader));
  facts.Set(v1::FACT_SHEET_DEIDENTIFIED,
            kind == v1::SECTION_KIND_CASE_SHEET && section.deidentified());
  // Only where the person still works for the holder: she does not take it
  // along to her next post.
  if (!reader.person.empty() && section.recorded_by() == reader.person &&
      section.holder() == reader.party.name()) {
    facts.Set(v1::FACT_PERSON_NAMED, true);
  }
}

absl::Status AddBackgroundFacts(Reading& state, const v1::SectionRow& section,
                                const v1::SubjectRow& subject,
                                KnownFacts& facts) {
  facts.Set(v1::FACT_PRE_SEAL_SECTION, IsFromBeforeTheSeal(section, subject));
  // What was taken back where it came from is confirmed by nobody any more.
  ASSIGN_OR_RETURN(const v1::SectionState origin,
                   StateOfOrigin(state, section));
  if (origin == v1::SECTION_STATE_RETRACTED) {
    facts.Set(v1::FACT_CONFIRMED, false);
  }
  facts.Set(v1::FACT_JOINT_SUPERVISION, false);
  if (section.kind() != v1::SECTION_KIND_SUPERVISION) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool with_cgc,
                   ConcernsAudience(state, section, v1::AUDIENCE_TYPE_CGC));
  facts.Set(v1::FACT_JOINT_SUPERVISION, with_cgc);
  return absl::OkStatus();
}

void SupposeNothingOfHer(bool child_born, KnownFacts& facts) {
  for (const v1::Fact fact :
       {v1::FACT_SEALED_BIRTH, v1::FACT_SEALED_ORIGIN,
        v1::FACT_PRE_SEAL_SECTION, v1::FACT_ADDRESS_PROTECTED,
        v1::FACT_CHILD_15_WITHHOLDS, v1::FACT_LEGAL_HOLD,
        v1::FACT_ROUTE_BY_AGENCY, v1::FACT_ROUTE_BY_CGC,
        v1::FACT_ADOPTION_FINAL, v1::FACT_SUBJECT_IS_BIRTH_FAMILY}) {
    facts.Set(fact, false);
  }
  facts.Set(v1::FACT_CHILD_BORN, child_born);
}

void AddSubjectFacts(const v1::SubjectRow& subject, KnownFacts& facts) {
  facts.Set(v1::FACT_SEALED_BIRTH, subject.sealed_birth());
  facts.Set(v1::FACT_CHILD_BORN, subject.child_born());
  facts.Set(v1::FACT_SEALED_ORIGIN, subject.sealed_origin());
  facts.Set(v1::FACT_CHILD_15_WITHHOLDS, subject.child_15_withholds());
  facts.Set(v1::FACT_LEGAL_HOLD, subject.legal_hold());
  facts.Set(v1::FACT_ROUTE_BY_AGENCY, subject.adoption_by_agency());
  facts.Set(v1::FACT_ROUTE_BY_CGC, subject.adoption_by_cgc());
  facts.Set(v1::FACT_ADOPTION_FINAL, subject.adoption_final());
  facts.Set(v1::FACT_SUBJECT_IS_BIRTH_FAMILY, subject.birth_family());
}

absl::Status AddRouteFacts(Reading& state, const v1::CaseRow& a_case,
                           KnownFacts& facts) {
  for (const std::string& id : a_case.subjects()) {
    ASSIGN_OR_RETURN(const v1::SubjectRow& subject,
                     state.Get<v1::SubjectRow>(Table::kSubject, id));
    if (subject.adoption_by_agency()) facts.Set(v1::FACT_ROUTE_BY_AGENCY, true);
    if (subject.adoption_by_cgc()) facts.Set(v1::FACT_ROUTE_BY_CGC, true);
  }
  return absl::OkStatus();
}

void AddCaseFacts(Reading& state, const v1::CaseRow& a_case,
                  const v1::SectionRow& section, const Standing& standing,
                  const Reader& reader, KnownFacts& facts) {
  const bool child_welfare = HasBranch(a_case, v1::BRANCH_CHILD_WELFARE);
  const bool women = HasBranch(a_case, v1::BRANCH_WOMEN);
  facts.Set(v1::FACT_CHILD_WELFARE_BRANCH, child_welfare);
  facts.Set(v1::FACT_WOMEN_BRANCH, women);
  facts.Set(v1::FACT_FS_BRANCH_OPEN, child_welfare || women);
  facts.Set(v1::FACT_REGISTERED, a_case.registered());
  facts.Set(v1::FACT_TEAM_CONFIRMED, standing.team_confirmed);
  facts.Set(v1::FACT_PERSON_NAMED, standing.person_named);
  facts.Set(v1::FACT_CO_WORKER, standing.person_named);
  facts.Set(v1::FACT_LEAD_WORKER, LeadsInPerson(a_case, reader));
  facts.Set(v1::FACT_HOME_BODY_CONFLICT, HomeBodyIsParty(a_case, reader));
  facts.Set(v1::FACT_CONFLICT_OF_INTEREST,
            absl::c_linear_search(a_case.persons_in_conflict(), reader.person));
  facts.Set(v1::FACT_CASE_CLOSED_PAST_ACCESS, IsPastAccess(state, a_case));
  facts.Set(v1::FACT_SECTION_BEFORE_UPGRADE,
            IsFromBeforeTheUpgrade(section, a_case));
  facts.Set(v1::FACT_CHILD_MEASURE_PREPARED, a_case.child_measure_prepared());
  facts.Set(v1::FACT_CHIEF_RELEASE, IsHealthReleased(a_case, reader));
}

void AddFactsWithoutCase(KnownFacts& facts) {
  facts.Set(v1::FACT_CHILD_WELFARE_BRANCH, false);
  facts.Set(v1::FACT_WOMEN_BRANCH, false);
  facts.Set(v1::FACT_FS_BRANCH_OPEN, false);
  facts.Set(v1::FACT_REGISTERED, false);
  facts.Set(v1::FACT_TEAM_CONFIRMED, true);
  facts.Set(v1::FACT_PERSON_NAMED, false);
  facts.Set(v1::FACT_CO_WORKER, false);
  facts.Set(v1::FACT_LEAD_WORKER, false);
  facts.Set(v1::FACT_HOME_BODY_CONFLICT, false);
  facts.Set(v1::FACT_CONFLICT_OF_INTEREST, false);
  facts.Set(v1::FACT_CASE_CLOSED_PAST_ACCESS, false);
  facts.Set(v1::FACT_SECTION_BEFORE_UPGRADE, false);
  facts.Set(v1::FACT_CHILD_MEASURE_PREPARED, false);
  facts.Set(v1::FACT_CHIEF_RELEASE, false);
}

void AddGroundFacts(const consent::GroundInputs& inputs, KnownFacts& facts) {
  facts.Set(v1::FACT_BOTH_MEMBERS,
            inputs.reader.council_member && inputs.holder.council_member);
  facts.Set(v1::FACT_MILESTONE_AGREED, consent::MilestoneAgreed(inputs));
  facts.Set(v1::FACT_WOMAN_CONSENTS, consent::WomanConsents(inputs));
  for (const auto& [fact, stage] : kStages) {
    facts.Set(fact, consent::StageConsented(inputs, stage));
  }
  // A consent makes a ground for a conference only where it names the series.
  facts.Set(v1::FACT_SERIES_NAMED, !inputs.series.empty());
  facts.Set(v1::FACT_ATTEMPT_RECORDED, false);
  facts.Set(v1::FACT_HOLDER_RELEASED, false);
}

void AddStatementFacts(const consent::Statement& statement, KnownFacts& facts) {
  facts.Set(v1::FACT_ATTEMPT_RECORDED, consent::AttemptRecorded(statement));
  facts.Set(v1::FACT_HOLDER_RELEASED, statement.released_by_name);
  facts.Set(v1::FACT_HER_WILL_OR_LIFE_DANGER,
            consent::RespectsHerWill(statement.basis) &&
                consent::AttemptRecorded(statement));
  if (consent::IsOfTheCoordinator(statement.basis)) {
    facts.Set(v1::FACT_REGISTERED,
              statement.stated_class != v1::CASE_CLASS_UNSPECIFIED);
  }
  SupposeNoConsent(facts);
}

void SupposeNoConsent(KnownFacts& facts) {
  facts.Set(v1::FACT_C08_TICKED, false);
  facts.Set(v1::FACT_MILESTONE_AGREED, false);
  facts.Set(v1::FACT_SERIES_NAMED, false);
  facts.Set(v1::FACT_WOMAN_CONSENTS, false);
  for (const auto& [fact, stage] : kStages) facts.Set(fact, false);
}

void AddReaderFacts(const Reader& reader, KnownFacts& facts) {
  facts.Set(v1::FACT_OBEYS_CONTACT_RULES, reader.party.obeys_contact_rules());
  // Identify refuses a person without a current assignment.
  facts.Set(v1::FACT_ASSIGNMENT_ENDED, false);
  // The contract ends with the assignment that names it.
  facts.Set(v1::FACT_CONTRACT_CURRENT, !reader.contract.empty());
  // Said by an opening for danger to life, and for its ground alone.
  facts.Set(v1::FACT_RESCUER, false);
}

}  // namespace tasuki::exchange
