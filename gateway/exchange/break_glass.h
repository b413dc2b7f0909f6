#ifndef GATEWAY_EXCHANGE_BREAK_GLASS_H_
#define GATEWAY_EXCHANGE_BREAK_GLASS_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/ground_inputs.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/break_glass_service.pb.h"
#include "tasuki/v1/state.pb.h"

// Openings for danger to life (SR-27).
namespace tasuki::exchange {

// An opening by name, or why it is hidden from the caller.
struct FoundOpening {
  std::string id;
  v1::OpeningRow row;
  std::optional<v1::RefusalCode> hidden_because;

  bool hidden() const { return hidden_because.has_value(); }
  Answer refusal() const { return NotFound(*hidden_because); }
};

// Shown to the opener's party, as far as its roles open for danger to life; and
// within its legal body to the second person, and to whose role reviews.
// INVALID_ARGUMENT: malformed name.
absl::StatusOr<FoundOpening> FindOpening(Context& context,
                                         const std::string& name);
bool IsShownTo(const Context& context, const v1::OpeningRow& row);

// May the caller's role open for danger to life at all, in some relation?
bool MayOpen(const Context& context);

// Does its review wait, is it late? Limits the decision to the moment when the
// answer changes.
bool WaitsForReview(const v1::OpeningRow& row);
bool IsOverdue(Reading& state, const v1::OpeningRow& row);

// The subject for whom the log names it: the first of the case.
absl::StatusOr<std::string> SubjectOf(Reading& state,
                                      const v1::OpeningRow& row);

// A person of the caller's legal body who can be told now, and the party whose
// inbox takes it.
struct Colleague {
  std::string person;
  std::string party;
};
// Those whose role reviews what is opened.
absl::StatusOr<std::vector<Colleague>> ReviewersIn(Context& context);
// The named one, if it works for the caller's own party, or reviews.
absl::StatusOr<std::optional<Colleague>> FindColleague(
    Context& context, const std::string& person);

// `base`, once for each opening of the reader's that runs in this case: its
// ground alone, with what is known of it, so that nothing that one opening says
// opens anything on another ground.
absl::StatusOr<std::vector<policy::Situation>> OpenedSituationsOf(
    Reading& state, const Reader& reader,
    const std::optional<FoundCase>& a_case, const policy::Situation& base);

// What was read under it, oldest first, as the log has it; and what of that the
// policy of the time would have shown without it.
absl::StatusOr<std::vector<v1::OpenedRead>> ReadsUnder(
    Context& context, const std::string& id, const v1::OpeningRow& row);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_BREAK_GLASS_H_
