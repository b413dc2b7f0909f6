#ifndef GATEWAY_EXCHANGE_SUBJECTS_H_
#define GATEWAY_EXCHANGE_SUBJECTS_H_

#include <set>
#include <string>

#include "gateway/exchange/context.h"
#include "tasuki/v1/subject_service.pb.h"

namespace tasuki::exchange {

// INVALID_ARGUMENT: not 1 to 100 bytes.
absl::Status CheckAlias(const std::string& alias);

// A person whom the caller's party registers under a random id.
struct NewSubject {
  std::string id;
  v1::Subject subject;
};
// Of a newborn child there are records of its own; of one whose mother gave
// birth in confidence nothing says whose it is.
enum class Origin { kAnybody, kNewborn, kSealed };
absl::StatusOr<NewSubject> RegisterNew(Context& context,
                                       const std::string& alias, Origin origin);

// Does the party know of the subject: registered her, or took over something
// about her?
absl::StatusOr<bool> KnowsSubject(Reading& state, const std::string& party,
                                  const std::string& subject);

// From the commit on, the party knows of the subject. Once is enough.
absl::Status LearnSubject(Context& context, const std::string& party,
                          const std::string& subject);

// From the commit on, the party holds this confirmed section about the subject.
void NoteHeld(Context& context, const std::string& party,
              const std::string& subject, const std::string& section);
// The ids of the confirmed sections that the party holds about the subject.
absl::StatusOr<std::set<std::string>> SectionsHeld(Reading& state,
                                                   const std::string& party,
                                                   const std::string& subject);
// The same in the order in which they were confirmed. Valid as Reading::List.
absl::StatusOr<absl::Span<const IndexEntry>> EntriesHeld(
    Reading& state, const std::string& party, const std::string& subject);

// From the commit on, this received copy rests on the consent.
void NoteCopy(Context& context, const std::string& consent,
              const std::string& section);
// The ids of the received copies that rest on the consent, whoever holds them.
absl::StatusOr<std::set<std::string>> CopiesUnder(Reading& state,
                                                  const std::string& consent);

// Has the party been told of the subject in any way: knows her, was sent a
// message about her, or is or was on the team of a case of hers?
absl::StatusOr<bool> WasTold(Reading& state, const std::string& party,
                             const std::string& subject);

// From the commit on, the party was sent word of the subject.
absl::Status NoteTold(Context& context, const std::string& party,
                      const std::string& subject);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SUBJECTS_H_
