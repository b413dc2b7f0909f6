#ifndef GATEWAY_EXCHANGE_SECTION_EFFECTS_H_
#define GATEWAY_EXCHANGE_SECTION_EFFECTS_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/unit.h"
#include "tasuki/v1/record.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/state.pb.h"

// What confirming a section asks for and brings about, beside the section.
namespace tasuki::exchange {

// Does the record state the birth of a child that lived?
bool StatesBirth(const v1::Record& record);

// INVALID_ARGUMENT: a mark that the kind does not have or that the caller's
// party does not set, a malformed or too long list of parties.
absl::Status CheckMarks(const Context& context,
                        const v1::ConfirmSectionRequest& request,
                        v1::SectionKind kind);

// Can somebody be recognised in the sheet by a name that the caller's party
// holds or sees in the case, or by what looks like one? The person's check is
// the rule; this is a net under it (SR-16).
absl::StatusOr<bool> IsRecognisable(Context& context,
                                    const std::string& subject,
                                    const std::optional<FoundCase>& a_case,
                                    const v1::Record& sheet);

// Notes in the rows of subject and case what the record states that is
// confirmed as `draft`: that her birth is sealed, that the child is born, that
// her address is protected; of the guidance centre's also by which route it is
// adopted and that a measure is prepared. Returns when the section counts as
// confirmed, seconds since 1970 UTC.
absl::StatusOr<int64_t> NoteConfirmed(Context& context,
                                      const v1::SectionRow& draft,
                                      const std::optional<FoundCase>& a_case,
                                      const v1::Record& record);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SECTION_EFFECTS_H_
