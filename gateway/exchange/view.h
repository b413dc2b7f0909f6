#ifndef GATEWAY_EXCHANGE_VIEW_H_
#define GATEWAY_EXCHANGE_VIEW_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/disclosure/editions.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/unit.h"
#include "tasuki/v1/record.pb.h"
#include "tasuki/v1/state.pb.h"

// What a reader sees of sections: the only place where stored records become
// bytes that may leave.
namespace tasuki::exchange {

// One section as this reader sees it. `record` is the constructed record; empty
// if no field remains, and then the section is absent from every answer. The
// row is the decision's (reading.h).
struct SectionView {
  std::string id;
  const v1::SectionRow* row;
  UnitOutcome outcome;
  std::string record;
  bool names_case = true;
  // Of a copy of what was corrected or taken back: that, in place of its own.
  v1::SectionState mark = v1::SECTION_STATE_CONFIRMED;
};

// The section as the context's caller sees it for the context's purpose.
absl::StatusOr<SectionView> ViewSection(Context& context, const std::string& id,
                                        const std::optional<FoundCase>& a_case);
// What is supposed instead of known, to imagine a view.
struct Supposed {
  std::optional<consent::Statement> stated;  // as if stated before
  std::optional<bool> nothing_but_born;      // see SupposeNothingOfHer
  // Its id: as if it had been withdrawn.
  std::string without_consent = {};
  bool names_no_place = false;  // where no text of it leaves
};
// As above, for a reader and purpose that need not be the caller's.
absl::StatusOr<SectionView> ViewSectionAs(
    Context& context, const Reader& reader, v1::Purpose purpose,
    const std::string& id, const std::optional<FoundCase>& a_case,
    const Supposed& supposed = {});

// The sections of a case in the order of answers: holder, kind, id.
absl::StatusOr<std::vector<SectionView>> ViewCase(
    Context& context, const std::optional<FoundCase>& a_case);

// May this reader know that the case exists? C01 in any of its units.
bool ShowsExistence(const std::vector<SectionView>& views);
// If not, why: the codes of what closes C01, and that a consent to it has
// ended, sorted; without any, that there is no ground.
absl::StatusOr<std::vector<v1::RefusalCode>> WhyHidden(
    Context& context, const std::optional<FoundCase>& a_case,
    const std::vector<SectionView>& views);

// The serialized v1.Section of a view, its record as constructed bytes.
std::string SectionBytes(const Context& context, const SectionView& view);

// Appends a length-delimited field (protobuf wire type 2).
void AppendField(int number, absl::string_view bytes, std::string* out);

// The outcomes of views, by subject, for the answer. The second drops those of
// whom nothing is told, but for the one who was asked about: the caller gets
// evidence for each, and would count whom it does not see.
std::vector<SubjectOutcome> OutcomesOf(std::vector<SectionView> views);
std::vector<SubjectOutcome> OutcomesTold(std::vector<SectionView> views,
                                         const std::string& asked);

// Corrected or retracted: nobody reads it any more, its holder neither.
bool IsOver(const v1::SectionRow& row);

// A draft that was never confirmed is gone after its day. The decision stands
// no longer than the draft does.
bool IsExpiredDraft(Reading& state, const v1::SectionRow& row);

// The stored editions of a section, copied.
absl::StatusOr<disclosure::Editions> EditionsOf(Reading& state,
                                                const std::string& id);
// The full record of a section. DATA_LOSS: it does not parse.
absl::StatusOr<v1::Record> RecordOf(Reading& state, const std::string& id);
// The full records that the caller's own party holds about the subject.
// DATA_LOSS: a stored edition does not parse.
absl::StatusOr<std::vector<v1::Record>> RecordsHeld(Context& context,
                                                    const std::string& subject);
// Stores a section with its editions and enters it under its case.
void WriteSection(Context& context, const std::string& id,
                  const v1::SectionRow& row,
                  const disclosure::Editions& editions);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_VIEW_H_
