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

// What confirming a section asks for and brings about, beside the section.
namespace tasuki::exchange {

// INVALID_ARGUMENT: a mark that the kind does not have, a malformed or too long
// list of parties.
absl::Status CheckMarks(const v1::ConfirmSectionRequest& request,
                        v1::SectionKind kind);

// Can somebody be recognised in the sheet by a name that the caller's party
// holds or sees in the case, or by what looks like one? The person's check is
// the rule; this is a net under it (SR-16).
absl::StatusOr<bool> IsRecognisable(Context& context,
                                    const std::string& subject,
                                    const std::optional<FoundCase>& a_case,
                                    const v1::Record& sheet);

// Notes in the subject's row what the confirmed record states of her: that her
// birth is sealed, that the child is born. Returns when the section counts as
// confirmed, seconds since 1970 UTC.
absl::StatusOr<int64_t> NoteConfirmed(Context& context,
                                      const std::string& subject,
                                      const v1::Record& record);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SECTION_EFFECTS_H_
