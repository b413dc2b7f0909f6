#include "gateway/exchange/copy_request.h"

#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/strip.h"
#include "gateway/exchange/facts.h"
#include "gateway/exchange/unit.h"
#include "gateway/exchange/view.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr absl::string_view kCollection = "copy-requests/";

// What a record of this kind says by being there: whoever of a family is in
// danger, they all are; it is she who is pregnant.
void Note(v1::SectionKind kind, bool of_her, consent::Adversity& adversity) {
  adversity.violence |= kind == v1::SECTION_KIND_SAFETY ||
                        kind == v1::SECTION_KIND_ABUSE_ASSESSMENT;
  adversity.pregnant |= of_her && (kind == v1::SECTION_KIND_PREGNANCY ||
                                   kind == v1::SECTION_KIND_SOS_CONTACT);
}

// From the records on the case that count.
absl::StatusOr<consent::Adversity> AdversityIn(
    Reading& state, const v1::CopyRequestRow& row,
    absl::FunctionRef<absl::StatusOr<bool>(const std::string&,
                                           const v1::SectionRow&)>
        counts) {
  consent::Adversity adversity;
  ASSIGN_OR_RETURN(const v1::CaseRow& a_case,
                   state.Get<v1::CaseRow>(Table::kCase, row.case_()));
  adversity.protection = a_case.class_() == v1::CASE_CLASS_PROTECTION;
  ASSIGN_OR_RETURN(adversity.violence,
                   IsAddressProtected(state, row.subject()));
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(Index::kSectionsOfCase, row.case_()));
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::SectionRow& section,
                     state.Get<v1::SectionRow>(Table::kSection, entry.id));
    if (section.state() != v1::SECTION_STATE_CONFIRMED) continue;
    ASSIGN_OR_RETURN(const bool counted, counts(entry.id, section));
    if (!counted) continue;
    Note(section.kind(), section.subject() == row.subject(), adversity);
  }
  return adversity;
}

// Where the request stands alone: who asks, and nothing of consents.
void AddCopyRequestFacts(const v1::CopyRequestRow& row,
                         v1::CopyRequestState now,
                         const consent::Adversity& adversity,
                         KnownFacts& facts) {
  const bool ready = now == v1::COPY_REQUEST_STATE_READY;
  facts.Set(v1::FACT_PERSON_VERIFIED, ready);
  facts.Set(v1::FACT_SAFE_RECIPIENT, ready);
  facts.Set(v1::FACT_REQUESTER_IS_SUBJECT,
            !consent::ActsForHer(row.requester()));
  facts.Set(v1::FACT_RECIPIENT_ADVERSE,
            consent::IsAdverse(row.requester(), adversity));
  facts.Set(v1::FACT_MINOR_PARENTS_ADVERSE,
            consent::IsAdverseParent(row.requester(), adversity));
  SupposeNoConsent(facts);
}

}  // namespace

consent::StoredCopyRequest StoredCopyRequestOf(const std::string& id,
                                               const v1::CopyRequestRow& row) {
  return {.id = id,
          .requester = row.requester(),
          .state = row.state(),
          .ends_at = absl::FromUnixSeconds(row.ends_at())};
}

v1::CopyRequestState StateNow(Reading& state, const std::string& id,
                              const v1::CopyRequestRow& row) {
  if (row.state() == v1::COPY_REQUEST_STATE_READY) {
    state.Before(absl::FromUnixSeconds(row.ends_at()));
  }
  return consent::StateAt(StoredCopyRequestOf(id, row), state.now());
}

absl::StatusOr<consent::Adversity> AdversityOf(Reading& state,
                                               const v1::CopyRequestRow& row) {
  return AdversityIn(state, row, [](const std::string&, const v1::SectionRow&) {
    return absl::StatusOr<bool>(true);
  });
}

absl::StatusOr<consent::Adversity> AdversityShown(
    Context& context, const v1::CopyRequestRow& row) {
  const auto shown =
      [&](const std::string& id,
          const v1::SectionRow& section) -> absl::StatusOr<bool> {
    if (BodyOf(section.holder()) == BodyOf(row.party())) return true;
    ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                     CaseOf(context.state, section));
    ASSIGN_OR_RETURN(const SectionView view, ViewSection(context, id, a_case));
    return !view.record.empty();
  };
  return AdversityIn(context.state, row, shown);
}

std::string CopyRequestOf(const v1::Access& access) {
  absl::string_view reference = access.request_reference();
  const bool names_one = access.purpose() == v1::PURPOSE_SELF_DISCLOSURE &&
                         absl::ConsumePrefix(&reference, kCollection);
  return names_one ? std::string(reference) : std::string();
}

absl::StatusOr<std::vector<policy::Situation>> CopySituationsOf(
    Reading& state, const Reader& reader, const v1::SectionRow& section,
    const std::optional<FoundCase>& a_case, const policy::Situation& base) {
  std::vector<policy::Situation> situations;
  if (reader.copy_request.empty() || !a_case.has_value()) return situations;
  ASSIGN_OR_RETURN(
      const Found<v1::CopyRequestRow> row,
      state.Find<v1::CopyRequestRow>(Table::kCopyRequest, reader.copy_request));
  const bool is_for = row.has_value() && row->case_() == a_case->id &&
                      row->subject() == section.subject() &&
                      row->party() == reader.party.name();
  if (!is_for) return situations;
  ASSIGN_OR_RETURN(const consent::Adversity adversity,
                   AdversityOf(state, *row));
  policy::Situation situation = base;
  situation.grounds = {
      consent::CopyGround(StoredCopyRequestOf(reader.copy_request, *row))};
  AddCopyRequestFacts(*row, StateNow(state, reader.copy_request, *row),
                      adversity, situation.facts);
  situations.push_back(std::move(situation));
  return situations;
}

}  // namespace tasuki::exchange
