#include "gateway/exchange/newer_word.h"

#include "gateway/exchange/subjects.h"
#include "gateway/exchange/view.h"

namespace tasuki::exchange {
namespace {

// Where it stands in the order in which everything was confirmed: of two words
// of the same second one is the newer, too. DATA_LOSS: it is not there.
absl::StatusOr<int64_t> PlaceOf(Reading& state, const Version& first) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> held,
                   EntriesHeld(state, first.row.holder(), first.row.subject()));
  for (const IndexEntry& entry : held) {
    if (entry.id == first.id) return entry.ordinal;
  }
  return absl::DataLossError("a confirmed section is on no list");
}

// Is it the first version of a statement that says the word now?
absl::StatusOr<bool> Says(Reading& state, const std::string& id,
                          const Word& word) {
  ASSIGN_OR_RETURN(const v1::SectionRow& first,
                   state.Get<v1::SectionRow>(Table::kSection, id));
  if (!first.origin().empty() || !first.corrects().empty() ||
      !word.kinds.contains(first.kind())) {
    return false;
  }
  ASSIGN_OR_RETURN(const std::string newest, NewestVersion(state, id));
  ASSIGN_OR_RETURN(const v1::SectionRow& row,
                   state.Get<v1::SectionRow>(Table::kSection, newest));
  ASSIGN_OR_RETURN(const v1::Record record, RecordOf(state, newest));
  return word.is_said(record, row.state() == v1::SECTION_STATE_RETRACTED);
}

}  // namespace

absl::StatusOr<Version> FirstVersion(Reading& state, const std::string& id) {
  Version version{.id = id, .row = {}};
  while (true) {
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     state.Get<v1::SectionRow>(Table::kSection, version.id));
    version.row = row;
    if (row.corrects().empty()) return version;
    version.id = row.corrects();
  }
}

absl::StatusOr<bool> IsSaidSince(Context& context,
                                 const std::set<std::string>& parties,
                                 const v1::SectionRow& draft,
                                 const Word& word) {
  if (draft.corrects().empty()) return false;
  ASSIGN_OR_RETURN(const Version first,
                   FirstVersion(context.state, draft.corrects()));
  ASSIGN_OR_RETURN(const int64_t place, PlaceOf(context.state, first));
  for (const std::string& party : parties) {
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> held,
                     EntriesHeld(context.state, party, draft.subject()));
    for (const IndexEntry& entry : held) {
      if (entry.ordinal <= place) continue;
      ASSIGN_OR_RETURN(const bool says, Says(context.state, entry.id, word));
      if (says) return true;
    }
  }
  return false;
}

}  // namespace tasuki::exchange
