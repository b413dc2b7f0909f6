#ifndef GATEWAY_EXCHANGE_SCOPES_H_
#define GATEWAY_EXCHANGE_SCOPES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

// Names of keys. Destroying the key of a scope erases what it sealed.
namespace tasuki::exchange {

// What one legal body holds about one subject.
inline std::string SubjectScope(absl::string_view subject,
                                absl::string_view body) {
  return absl::StrCat("subject/", subject, "/", body);
}
// What one legal body holds in one case about several people.
inline std::string CaseScope(absl::string_view a_case, absl::string_view body) {
  return absl::StrCat("case/", a_case, "/", body);
}
// One report of danger.
inline std::string ReportScope(absl::string_view report) {
  return absl::StrCat("report/", report);
}
// Group 1 of a party's own entries, and its replays.
inline std::string PartyScope(absl::string_view party) {
  return absl::StrCat("party/", party);
}
// Groups for officers.
inline std::string OfficeScope() { return "office"; }

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SCOPES_H_
