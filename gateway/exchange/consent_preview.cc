#include "gateway/exchange/consent_preview.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/consent/grounds.h"
#include "gateway/crypto/digest.h"
#include "gateway/exchange/facts.h"
#include "gateway/exchange/imagined_reader.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/unit.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// Purposes under which a unit of the centre works on with what it gets.
constexpr v1::Purpose kCentrePurposes[] = {
    v1::PURPOSE_ASSESSMENT, v1::PURPOSE_SUPPORT, v1::PURPOSE_MEDICAL_CARE,
    v1::PURPOSE_SUPERVISION, v1::PURPOSE_HANDOVER};

LevelSet ItemsOf(const v1::ConsentTerms& terms, const std::string& party) {
  const consent::StoredConsent consent{
      .id = "", .terms = terms, .shown = {{party, LevelSet::Full()}}};
  return consent::MaskOf(consent, party);
}

// The state of things that opens the most: a confirmed section, all branches
// open, the reader named on the team. What she is shown is then never too
// little.
policy::Situation MostOpen(const Reader& reader, const v1::PartyEntry& holder,
                           v1::Purpose purpose, v1::OnwardRule onward) {
  v1::SectionRow section;
  section.set_state(v1::SECTION_STATE_CONFIRMED);
  section.set_onward_rule(onward);
  policy::Situation situation;
  situation.reader = reader.party.audience();
  situation.role = reader.role;
  situation.holder = holder.audience();
  situation.purpose = purpose;
  situation.case_class = v1::CASE_CLASS_SPECIFIED_PREGNANCY;
  AddReaderFacts(reader, situation.facts);
  AddSubjectFacts(v1::SubjectRow(), situation.facts);
  SupposeNothingOfHer(/*child_born=*/false, situation.facts);
  AddFactsWithoutCase(situation.facts);
  AddSectionFacts(section, reader, situation.facts);
  situation.facts.Set(v1::FACT_FS_BRANCH_OPEN, true);
  situation.facts.Set(v1::FACT_CHILD_WELFARE_BRANCH, true);
  situation.facts.Set(v1::FACT_WOMEN_BRANCH, true);
  situation.facts.Set(v1::FACT_LEAD_WORKER, true);
  // On the team by name: violence, risk and places open to nobody else (CE-37).
  situation.facts.Set(v1::FACT_PERSON_NAMED, true);
  situation.facts.Set(v1::FACT_CO_WORKER, true);
  return situation;
}

// The same for what a holder passes to a recipient of the terms.
policy::Situation MostOpenFor(const v1::ConsentTerms& terms,
                              const Reader& reader,
                              const v1::PartyEntry& holder, v1::Purpose purpose,
                              const std::vector<v1::BasisCode>& bases) {
  policy::Situation situation =
      MostOpen(reader, holder, purpose, v1::ONWARD_RULE_FREE);
  situation.relation = v1::RELATION_MEMBER;
  situation.reader_is_holder = reader.party.name() == holder.name();
  KnownFacts& facts = situation.facts;
  facts.Set(v1::FACT_C08_TICKED, terms.c08_ticked());
  facts.Set(v1::FACT_MILESTONE_AGREED, !terms.milestones().empty());
  const bool in_conference = purpose == v1::PURPOSE_CONFERENCE;
  facts.Set(v1::FACT_SERIES_NAMED, in_conference);
  facts.Set(v1::FACT_ATTENDEE, in_conference);
  facts.Set(v1::FACT_ITEM_RELEASED, in_conference);
  facts.Set(v1::FACT_WOMAN_CONSENTS, purpose == v1::PURPOSE_WOMENS_SUPPORT);
  facts.Set(v1::FACT_STAGE1_CONSENT,
            terms.adoption_stage() == v1::ADOPTION_STAGE_FIRST);
  facts.Set(v1::FACT_STAGE2_CONSENT,
            terms.adoption_stage() == v1::ADOPTION_STAGE_SECOND);
  facts.Set(v1::FACT_STAGE3_CONSENT,
            terms.adoption_stage() == v1::ADOPTION_STAGE_THIRD);
  // What the child's care needs is marked by its holder, section by section.
  facts.Set(v1::FACT_CHILD_RELEVANT,
            terms.adoption_stage() != v1::ADOPTION_STAGE_UNSPECIFIED);
  const LevelSet mask = ItemsOf(terms, reader.party.name());
  for (const v1::BasisCode basis : bases) {
    situation.grounds.push_back({.basis = basis, .mask = mask, .source = ""});
  }
  return situation;
}

// The bases on which the terms open something between these two: in the women's
// council on her consent, as far as both are members today.
absl::StatusOr<std::vector<v1::BasisCode>> BasesFor(
    Reading& state, const v1::ConsentTerms& terms, const v1::PartyEntry& reader,
    const v1::PartyEntry& holder, v1::Purpose purpose) {
  std::vector<v1::BasisCode> bases = {consent::BasisOf(terms)};
  if (purpose != v1::PURPOSE_WOMENS_SUPPORT ||
      bases.front() != v1::BASIS_CODE_CONSENT) {
    return bases;
  }
  for (const std::string& party : {reader.name(), holder.name()}) {
    ASSIGN_OR_RETURN(const bool member,
                     IsWomensCouncilMember(state, BodyOf(party)));
    if (!member) return bases;
  }
  bases.push_back(v1::BASIS_CODE_WSA_15_COUNCIL);
  bases.push_back(v1::BASIS_CODE_DVA_COUNCIL);
  return bases;
}

// What a recipient would see of what the holders hold.
absl::StatusOr<LevelSet> Directly(Context& context,
                                  const v1::ConsentTerms& terms,
                                  const v1::PartyEntry& recipient) {
  ASSIGN_OR_RETURN(const std::vector<Reader> readers,
                   ReadersOf(context.state, recipient));
  LevelSet levels;
  for (const std::string& name : terms.holders()) {
    ASSIGN_OR_RETURN(const v1::PartyEntry& holder,
                     context.state.Get<v1::PartyEntry>(Table::kParty, name));
    for (const int number : terms.purposes()) {
      const auto purpose = static_cast<v1::Purpose>(number);
      // Of what it holds itself a recipient gets something only in a room where
      // others see it too.
      if (name == recipient.name() && purpose != v1::PURPOSE_CONFERENCE) {
        continue;
      }
      ASSIGN_OR_RETURN(
          const std::vector<v1::BasisCode> bases,
          BasesFor(context.state, terms, recipient, holder, purpose));
      for (const Reader& reader : readers) {
        levels = levels.Join(context.policy.Evaluate(
            MostOpenFor(terms, reader, holder, purpose, bases)));
      }
    }
  }
  return levels;
}

// What another unit of the recipient's centre would see of the copy.
absl::StatusOr<LevelSet> ThroughCentre(Context& context,
                                       const v1::ConsentTerms& terms,
                                       const v1::PartyEntry& recipient,
                                       const LevelSet& copy,
                                       const v1::PartyEntry& unit) {
  ASSIGN_OR_RETURN(const std::vector<Reader> readers,
                   ReadersOf(context.state, unit));
  LevelSet levels;
  for (const Reader& reader : readers) {
    for (const v1::Purpose purpose : kCentrePurposes) {
      policy::Situation situation =
          MostOpen(reader, recipient, purpose, terms.onward_rule());
      situation.relation = Oversees(reader, purpose) ? v1::RELATION_OVERSIGHT
                                                     : v1::RELATION_MEMBER;
      situation.grounds = {
          {.basis = v1::BASIS_CODE_CENTER_INTEGRATED, .source = ""}};
      levels = levels.Join(context.policy.Evaluate(situation));
    }
  }
  return levels.Meet(copy);
}

// The other units of the recipient's centre that she did not exclude; none if
// it is not of one.
absl::StatusOr<std::vector<v1::PartyEntry>> OtherUnits(
    Context& context, const v1::ConsentTerms& terms,
    const v1::PartyEntry& recipient) {
  std::vector<v1::PartyEntry> units;
  if (!IsCentreUnit(recipient.audience())) return units;
  ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                   PartiesOf(context.state, BodyOf(recipient.name())));
  for (const std::string& name : parties) {
    ASSIGN_OR_RETURN(const v1::PartyEntry& unit,
                     context.state.Get<v1::PartyEntry>(Table::kParty, name));
    const bool other = unit.name() != recipient.name() && !unit.disabled();
    if (other && IsCentreUnit(unit.audience()) &&
        !consent::Excludes(terms, name)) {
      units.push_back(unit);
    }
  }
  return units;
}

}  // namespace

absl::StatusOr<std::vector<PreviewedParty>> Preview(
    Context& context, const v1::ConsentTerms& terms) {
  std::vector<PreviewedParty> preview;
  for (const std::string& name : terms.recipients()) {
    ASSIGN_OR_RETURN(const v1::PartyEntry& recipient,
                     context.state.Get<v1::PartyEntry>(Table::kParty, name));
    ASSIGN_OR_RETURN(const LevelSet levels,
                     Directly(context, terms, recipient));
    if (!levels.empty()) preview.push_back({name, false, levels});
    if (terms.onward_rule() == v1::ONWARD_RULE_NONE) continue;
    ASSIGN_OR_RETURN(const std::vector<v1::PartyEntry> units,
                     OtherUnits(context, terms, recipient));
    for (const v1::PartyEntry& unit : units) {
      ASSIGN_OR_RETURN(const LevelSet seen,
                       ThroughCentre(context, terms, recipient, levels, unit));
      if (!seen.empty()) preview.push_back({unit.name(), true, seen, name});
    }
  }
  return preview;
}

std::string PreviewHash(const v1::ConsentTerms& terms,
                        const std::vector<PreviewedParty>& preview) {
  std::string text = Canonical(terms);
  for (const PreviewedParty& one : preview) {
    absl::StrAppend(&text, "\n", one.party, one.through_centre ? " c " : " d ",
                    Canonical(ToWords(one.levels)));
  }
  return crypto::Sha256(text);
}

}  // namespace tasuki::exchange
