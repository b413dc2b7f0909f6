#ifndef GATEWAY_EXCHANGE_CORRECTION_H_
#define GATEWAY_EXCHANGE_CORRECTION_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "tasuki/v1/state.pb.h"

// How a statement ends (SR-23). One call, two commits: the first closes it, and
// nothing that is committed later shows it; so the log then holds everybody who
// was ever shown it. The second says what became of it and tells them. A call
// that stops between the two is made again and goes on.
namespace tasuki::exchange {

// A confirmed section of the caller's party that ends.
struct Version {
  std::string id;
  v1::SectionRow row;
};

// Corrected or retracted, and everybody was told.
bool HasEnded(const v1::SectionRow& row);

// First commit: closes those that are open yet. False: there is none.
bool Close(Context& context, const std::vector<Version>& versions,
           v1::SectionState state);

// Second commit: ends the version, for the one with id `successor` or, if that
// is empty, for nothing; a CORRECTION_NOTICE goes to each party that was shown
// it or, from the copy's holder, a copy that comes from it. Returns these
// parties.
// `closed` are all versions that the call ends.
absl::StatusOr<std::vector<std::string>> End(Context& context,
                                             const std::vector<Version>& closed,
                                             Version version,
                                             const std::string& successor);

// The answer of a first commit.
Answer GoesOn(const std::string& subject);

// Before a draft is confirmed: ends what it corrects, if it corrects anything.
struct Replaced {
  std::optional<Answer> instead;  // answered instead of confirming
  std::vector<std::string> told;
};
absl::StatusOr<Replaced> Replace(Context& context, const std::string& id,
                                 const v1::SectionRow& draft);

// The id of the last version of the section, or of what is left of it.
absl::StatusOr<std::string> NewestVersion(Reading& state, std::string id);

// The caller's received copies of what the notice says no longer stands.
absl::StatusOr<std::vector<Version>> CopiesReplacedBy(
    Context& context, const v1::MessageRow& notice);

// A received copy of what was corrected or retracted, at any remove. Its holder
// was told.
absl::StatusOr<bool> IsStale(Reading& state, const v1::SectionRow& row);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CORRECTION_H_
