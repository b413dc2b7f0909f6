#include "gateway/exchange/attachments.h"

#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/copy_use.h"
#include "gateway/exchange/imagined_reader.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// Purposes under which a recipient may open a message.
constexpr v1::Purpose kReadingPurposes[] = {
    v1::PURPOSE_INTAKE,          v1::PURPOSE_ASSESSMENT,
    v1::PURPOSE_SUPPORT,         v1::PURPOSE_PROTECTION,
    v1::PURPOSE_MEDICAL_CARE,    v1::PURPOSE_WOMENS_SUPPORT,
    v1::PURPOSE_FOSTER_ADOPTION, v1::PURPOSE_SUPERVISION,
    v1::PURPOSE_HANDOVER};

// The persons of the party that the team of the section's case names.
std::set<std::string> NamedIn(const std::optional<FoundCase>& a_case,
                              const std::string& party) {
  std::set<std::string> persons;
  if (!a_case.has_value()) return persons;
  for (const v1::TeamEntry& entry : a_case->row.team()) {
    if (entry.party() != party || entry.to() != 0) continue;
    persons.insert(entry.persons().begin(), entry.persons().end());
  }
  return persons;
}

// Those who may open it, for all that the directory knows.
absl::StatusOr<std::vector<Reader>> WhoOpens(Reading& state,
                                             const Addressee& to,
                                             std::set<std::string> named) {
  named.insert(to.persons.begin(), to.persons.end());
  ASSIGN_OR_RETURN(std::vector<Reader> readers,
                   ReadersOf(state, to.party, named));
  if (to.persons.empty()) return readers;
  std::erase_if(readers, [&](const Reader& reader) {
    return !to.persons.contains(reader.person);
  });
  return readers;
}

absl::StatusOr<bool> MaySee(Context& context, const Reader& reader,
                            const Attached& section, const Supposed& supposed) {
  for (const v1::Purpose purpose : kReadingPurposes) {
    ASSIGN_OR_RETURN(const SectionView view,
                     ViewSectionAs(context, reader, purpose, section.id,
                                   section.a_case, supposed));
    if (!view.record.empty()) return true;
  }
  return false;
}

// What the section itself closes, whatever ground there is: the sender knows
// it, for it is the sender's own.
absl::StatusOr<v1::RefusalCode> ClosedByItself(Reading& state,
                                               const v1::SectionRow& section,
                                               v1::AudienceType recipient) {
  if (section.third_party_harm()) return v1::REFUSAL_CODE_THIRD_PARTY_HARM;
  ASSIGN_OR_RETURN(const v1::OnwardRule rule, OnwardRuleNow(state, section));
  const bool stays =
      rule == v1::ONWARD_RULE_NONE ||
      (rule == v1::ONWARD_RULE_CENTRE && !IsCentreUnit(recipient));
  if (!section.origin().empty() && stays) {
    return v1::REFUSAL_CODE_ONWARD_SHARING_FORBIDDEN;
  }
  return v1::REFUSAL_CODE_UNSPECIFIED;
}

// Supposed that nothing is known of her: a sender who were told that her seal
// or a protected place keeps this from everybody there would be told of it.
absl::StatusOr<bool> AnyOf(Context& context, const std::vector<Reader>& readers,
                           const Attached& section,
                           const std::optional<consent::Statement>& stated) {
  for (const Reader& reader : readers) {
    for (const bool born : {false, true}) {
      ASSIGN_OR_RETURN(const bool may,
                       MaySee(context, reader, section,
                              {.stated = stated, .nothing_but_born = born}));
      if (may) return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<std::optional<std::vector<Attached>>> OwnSections(
    Context& context, const std::string& subject,
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<Attached> attached;
  std::set<std::string> open_cases;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const std::string id,
                     ParseResourceId("sections", name, "sections"));
    ASSIGN_OR_RETURN(const Found<v1::SectionRow> row,
                     context.state.Find<v1::SectionRow>(Table::kSection, id));
    if (!row.has_value() || row->holder() != context.party() ||
        row->subject() != subject ||
        row->state() != v1::SECTION_STATE_CONFIRMED) {
      return std::optional<std::vector<Attached>>();
    }
    if (!row->case_().empty() && open_cases.insert(row->case_()).second) {
      ASSIGN_OR_RETURN(
          const CaseAccess access,
          AccessShownCase(context, ResourceName("cases", row->case_()),
                          "sections", subject));
      if (access.refused()) return std::optional<std::vector<Attached>>();
    }
    ASSIGN_OR_RETURN(std::optional<FoundCase> a_case,
                     CaseOf(context.state, *row));
    attached.push_back({id, *row, std::move(a_case)});
  }
  return std::optional<std::vector<Attached>>(std::move(attached));
}

absl::StatusOr<bool> WorkThere(Reading& state, const Addressee& to) {
  ASSIGN_OR_RETURN(const std::vector<Reader> readers,
                   ReadersOf(state, to.party, to.persons));
  return absl::c_all_of(to.persons, [&](const std::string& person) {
    return absl::c_any_of(
        readers, [&](const Reader& reader) { return reader.person == person; });
  });
}

absl::StatusOr<bool> AnybodySees(
    Context& context, const Addressee& to,
    const std::vector<Attached>& sections,
    const std::optional<consent::Statement>& stated) {
  bool anything = false;
  // Every section is asked for, so that how long it takes tells nothing.
  for (const Attached& section : sections) {
    ASSIGN_OR_RETURN(
        const std::vector<Reader> readers,
        WhoOpens(context.state, to, NamedIn(section.a_case, to.party.name())));
    ASSIGN_OR_RETURN(const bool seen, AnyOf(context, readers, section, stated));
    anything = anything || seen;
  }
  return anything;
}

absl::StatusOr<v1::RefusalCode> WhyNobody(
    Context& context, const Addressee& to, const Attached& section,
    const std::optional<consent::Statement>& stated) {
  ASSIGN_OR_RETURN(const std::vector<Reader> readers,
                   WhoOpens(context.state, to, {}));
  if (readers.empty()) return v1::REFUSAL_CODE_NO_BASIS;
  ASSIGN_OR_RETURN(
      const v1::RefusalCode closed,
      ClosedByItself(context.state, section.row, to.party.audience()));
  const bool closes = closed != v1::REFUSAL_CODE_UNSPECIFIED;
  // The basis would carry other parts: these are not needed for it.
  if (stated.has_value()) {
    return closes ? closed : v1::REFUSAL_CODE_MINIMISED;
  }
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   EditionsOf(context.state, section.id));
  ASSIGN_OR_RETURN(const CategorySet content,
                   disclosure::CategoriesIn(editions.full));
  ASSIGN_OR_RETURN(
      consent::GroundInputs inputs,
      GroundInputsOf(context.state, readers.front(), context.purpose,
                     section.row, section.a_case));
  std::erase_if(inputs.consents, [&](const consent::StoredConsent& consent) {
    return !absl::c_linear_search(consent.terms.holders(), context.party());
  });
  const v1::RefusalCode why = consent::WhyNoGround(inputs, content);
  if (why != v1::REFUSAL_CODE_UNSPECIFIED) return why;
  return closes ? closed : v1::REFUSAL_CODE_NO_BASIS;
}

}  // namespace tasuki::exchange
