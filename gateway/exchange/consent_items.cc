#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/disclosure/editions.h"
#include "gateway/exchange/consent_changes.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/ground_inputs.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// What a section says of a person in a conference.
struct Shown {
  std::string holder;
  std::string series;
  CategorySet content;
};

// Can the consent show some of it to somebody in that series?
bool Covers(const consent::StoredConsent& consent, const Shown& shown,
            absl::Time now) {
  const v1::ConsentTerms& terms = consent.terms;
  if (!consent::InForce(consent, now) ||
      !absl::c_linear_search(terms.purposes(),
                             static_cast<int>(v1::PURPOSE_CONFERENCE)) ||
      !absl::c_linear_search(terms.series(), shown.series) ||
      !absl::c_linear_search(terms.holders(), shown.holder) ||
      !absl::c_linear_search(consent.confirmed_by, shown.holder)) {
    return false;
  }
  return absl::c_any_of(terms.recipients(), [&](const std::string& recipient) {
    const LevelSet mask = consent::MaskOf(consent, recipient);
    return !(mask.existence() & shown.content).empty();
  });
}

// The consents of hers as they will be.
absl::StatusOr<std::vector<consent::StoredConsent>> ConsentsAfter(
    Context& context, const FoundConsent& before, const v1::ConsentRow& after,
    const FoundConsent* successor) {
  ASSIGN_OR_RETURN(std::vector<consent::StoredConsent> consents,
                   ConsentsOf(context.state, before.subject));
  for (consent::StoredConsent& consent : consents) {
    if (consent.id != before.id) continue;
    ASSIGN_OR_RETURN(consent, StoredConsentOf(context.state, before.id, after));
  }
  if (successor != nullptr) {
    ASSIGN_OR_RETURN(
        consents.emplace_back(),
        StoredConsentOf(context.state, successor->id, successor->row));
  }
  return consents;
}

absl::StatusOr<CategorySet> ContentOf(Context& context,
                                      const std::string& section) {
  ASSIGN_OR_RETURN(
      const v1::EditionsRow& editions,
      context.state.Get<v1::EditionsRow>(Table::kEditions, section));
  ASSIGN_OR_RETURN(const CategorySet content,
                   disclosure::CategoriesIn(editions.full()));
  return content & ~CategorySet::Of(v1::CATEGORY_C01);
}

void TakeBack(Context& context, const std::string& id, v1::ItemRow row) {
  row.set_withdrawn_at(context.state.now_seconds());
  context.Write(Table::kItem, id, row);
  context.changes.entries.push_back(
      {.key = {Index::kItemsOfSeries, row.series()}, .id = id, .erase = true});
}

}  // namespace

absl::Status PullItems(Context& context, const FoundConsent& before,
                       const v1::ConsentRow& after,
                       const FoundConsent* successor) {
  if (before.row.terms().series().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const consent::StoredConsent was,
                   StoredConsentOf(context.state, before.id, before.row));
  ASSIGN_OR_RETURN(const std::vector<consent::StoredConsent> consents,
                   ConsentsAfter(context, before, after, successor));
  const absl::Time now = context.state.now();
  for (const std::string& series : before.row.terms().series()) {
    ASSIGN_OR_RETURN(const std::string series_id,
                     ParseResourceId("conferences", series, "terms.series"));
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> items,
                     context.state.List(Index::kItemsOfSeries, series_id));
    for (const IndexEntry& entry : items) {
      ASSIGN_OR_RETURN(const v1::ItemRow& item,
                       context.state.Get<v1::ItemRow>(Table::kItem, entry.id));
      ASSIGN_OR_RETURN(
          const v1::SectionRow& section,
          context.state.Get<v1::SectionRow>(Table::kSection, item.section()));
      if (section.subject() != before.subject) continue;
      Shown shown{section.holder(), series, {}};
      ASSIGN_OR_RETURN(shown.content, ContentOf(context, item.section()));
      if (!Covers(was, shown, now)) continue;
      const bool covered = absl::c_any_of(
          consents, [&](const auto& one) { return Covers(one, shown, now); });
      if (!covered) TakeBack(context, entry.id, item);
    }
  }
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
