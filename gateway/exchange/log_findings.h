#ifndef GATEWAY_EXCHANGE_LOG_FINDINGS_H_
#define GATEWAY_EXCHANGE_LOG_FINDINGS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tasuki::exchange {

// A party that was shown a section.
struct Receiver {
  std::string section;
  std::string party;
  // It was shown it as a section of hers: not on the screen of a conference
  // alone, which calls her by the alias of the day.
  bool knows_whose = false;
  // Directory ids of those there to whom it was shown.
  std::set<std::string> persons = {};
};

// What a leak may have reached.
struct Affected {
  std::string subject;
  std::string body;  // a v1::ListAffectedResponse
};

// What one request found in the log. A request may be decided several times,
// the last time inside the commit, where nothing long is read: what was found
// once stays found.
struct LogFindings {
  std::optional<std::vector<Receiver>> receivers;
  std::optional<Affected> affected;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_LOG_FINDINGS_H_
