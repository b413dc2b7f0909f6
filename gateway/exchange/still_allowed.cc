#include "gateway/exchange/still_allowed.h"

#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/unit.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// What messages about her have brought the caller's party, as it stands now.
absl::Status AddSent(Context& context, const std::string& subject,
                     std::set<std::string>& ids) {
  ASSIGN_OR_RETURN(
      const absl::Span<const IndexEntry> messages,
      context.state.List(Index::kMessagesOfParty, context.party()));
  for (const IndexEntry& entry : messages) {
    ASSIGN_OR_RETURN(
        const v1::MessageRow& row,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    if (row.subject() != subject || !IsFor(row, context.reader().person)) {
      continue;
    }
    for (const std::string& sent : row.sections()) {
      ASSIGN_OR_RETURN(std::string id, NewestVersion(context.state, sent));
      ids.insert(std::move(id));
    }
  }
  return absl::OkStatus();
}

// What is in the cases of hers that the caller reads.
absl::Status AddInCases(Context& context, const std::string& subject,
                        std::set<std::string>& ids) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   context.state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& a_case : cases) {
    ASSIGN_OR_RETURN(const CaseAccess access,
                     AccessShownCase(context, ResourceName("cases", a_case.id),
                                     "case", subject));
    if (access.refused() ||
        !context.May(v1::ACTION_READ_CASE, access.relation())) {
      continue;
    }
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> sections,
                     context.state.List(Index::kSectionsOfCase, a_case.id));
    for (const IndexEntry& entry : sections) ids.insert(entry.id);
  }
  return absl::OkStatus();
}

// Did it come under the consent, or is it what another holds of whom the
// consent speaks?
bool Concerns(const FoundConsent& consent, const v1::SectionRow& row,
              const std::string& reader) {
  if (row.subject() != consent.subject) return false;
  return absl::c_linear_search(ConsentsOfCopy(row), consent.id) ||
         (row.holder() != reader && IsHolder(consent.row, row.holder()));
}

// What a read of it would give without the consent.
absl::StatusOr<LevelSet> WithoutIt(Context& context, const std::string& id,
                                   const FoundConsent& consent) {
  ASSIGN_OR_RETURN(const v1::SectionRow& row,
                   context.state.Get<v1::SectionRow>(Table::kSection, id));
  if (!Concerns(consent, row, context.party())) return LevelSet();
  ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                   CaseOf(context.state, row));
  ASSIGN_OR_RETURN(
      const SectionView view,
      ViewSectionAs(context, context.reader(), context.purpose, id, a_case,
                    {.stated = {},
                     .nothing_but_born = {},
                     .without_consent = consent.id}));
  return view.outcome.hidden ? LevelSet() : view.outcome.disclosed();
}

// What it opened to the party itself, and what the party has copies of: what
// was agreed to with others is not told to who holds a copy of a copy.
absl::StatusOr<CategorySet> AgreedWith(Context& context,
                                       const FoundConsent& consent) {
  ASSIGN_OR_RETURN(const consent::StoredConsent stored,
                   StoredConsentOf(context.state, consent.id, consent.row));
  CategorySet agreed = consent::AgreedFor(stored, context.party()).existence();
  ASSIGN_OR_RETURN(const std::set<std::string> copies,
                   CopiesUnder(context.state, consent.id));
  for (const std::string& id : copies) {
    ASSIGN_OR_RETURN(const v1::SectionRow& copy,
                     context.state.Get<v1::SectionRow>(Table::kSection, id));
    if (copy.holder() != context.party()) continue;
    agreed = agreed | FromWords(copy.onward_limit()).existence();
  }
  return agreed;
}

}  // namespace

absl::StatusOr<std::vector<v1::CategoryDisclosure>> StillAllowed(
    Context& context, const v1::MessageRow& stop_use) {
  ASSIGN_OR_RETURN(
      const v1::ConsentRow& row,
      context.state.Get<v1::ConsentRow>(Table::kConsent, stop_use.consent()));
  const FoundConsent consent{stop_use.consent(), row, stop_use.subject()};
  std::set<std::string> ids;
  RETURN_IF_ERROR(AddSent(context, stop_use.subject(), ids));
  RETURN_IF_ERROR(AddInCases(context, stop_use.subject(), ids));
  LevelSet allowed;
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(const LevelSet levels, WithoutIt(context, id, consent));
    allowed = allowed.Join(levels);
  }
  ASSIGN_OR_RETURN(const CategorySet agreed, AgreedWith(context, consent));
  std::vector<v1::CategoryDisclosure> told;
  for (const v1::Category category : (allowed.existence() & agreed).members()) {
    v1::CategoryDisclosure& one = told.emplace_back();
    one.set_category(category);
    one.set_level(allowed.At(category));
  }
  return told;
}

}  // namespace tasuki::exchange
