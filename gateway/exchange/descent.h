#ifndef GATEWAY_EXCHANGE_DESCENT_H_
#define GATEWAY_EXCHANGE_DESCENT_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/exchange/reading.h"
#include "tasuki/v1/state.pb.h"

// Sections and the copies that were made of them, and of those.
namespace tasuki::exchange {

// What became of what a received copy comes from, at any remove: RETRACTED if
// that, or what stands in its place now, was taken back; CORRECTED if some of
// it was corrected; else, and of what is no copy, CONFIRMED.
absl::StatusOr<v1::SectionState> StateOfOrigin(Reading& state,
                                               const v1::SectionRow& row);

// From which of these sections, or a version before it, a section comes.
struct Descent {
  std::string from;  // empty: from none
  bool is_copy = false;
};
absl::StatusOr<Descent> DescentOf(Reading& state,
                                  const std::vector<std::string>& ends,
                                  const std::string& section);

// What ends with sections: these and all copies of them, and of versions before
// them the copies that still stand: who holds one was told, and did not act.
struct Line {
  using Place = std::pair<std::string, std::string>;  // section, party
  std::set<std::string> sections;
  std::set<Place> taken_over;  // what was copied, and who holds the copy
  int64_t confirmed_from = 0;  // the oldest of them
};
// Takes as long as there are parties: never for a decision.
absl::StatusOr<Line> LineOf(Reading& state,
                            const std::vector<std::string>& ends);
// To whom messages passed them on, whether they were opened or not; by place
// the persons that they were for by name, none: the party.
absl::StatusOr<std::map<Line::Place, std::set<std::string>>> PassedOn(
    Reading& state, const Line& line);

// Everything that anybody holds about her, confirmed once: by section what it
// was copied from. Takes as long as there are parties.
absl::StatusOr<std::map<std::string, std::string>> HeldAbout(
    Reading& state, const std::string& subject);

// The section and all copies that come from it, of those held.
std::set<std::string> WithCopies(
    const std::string& section, const std::map<std::string, std::string>& held);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_DESCENT_H_
