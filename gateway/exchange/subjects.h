#ifndef GATEWAY_EXCHANGE_SUBJECTS_H_
#define GATEWAY_EXCHANGE_SUBJECTS_H_

#include <set>
#include <string>

#include "gateway/exchange/context.h"

namespace tasuki::exchange {

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

// Has the party been told of the subject in any way: knows her, was sent a
// message about her, or is or was on the team of a case of hers?
absl::StatusOr<bool> WasTold(Reading& state, const std::string& party,
                             const std::string& subject);

// From the commit on, the party was sent word of the subject.
absl::Status NoteTold(Context& context, const std::string& party,
                      const std::string& subject);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SUBJECTS_H_
