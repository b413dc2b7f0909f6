#ifndef GATEWAY_EXCHANGE_CASE_ACCESS_H_
#define GATEWAY_EXCHANGE_CASE_ACCESS_H_

#include <optional>
#include <string>

#include "gateway/exchange/context.h"
#include "gateway/exchange/unit.h"

namespace tasuki::exchange {

// What a request's `case` field came to: no case, a case in which the caller
// has a relation, or the refusal that says neither.
class CaseAccess {
 public:
  static CaseAccess None() { return CaseAccess(); }
  static CaseAccess To(FoundCase found, v1::Relation relation);
  static CaseAccess Refusal(v1::RefusalCode true_code);

  bool refused() const { return refusal_.has_value(); }
  Answer refusal() const { return NotFound(*refusal_); }
  bool has_case() const { return found_.has_value(); }
  const std::optional<FoundCase>& found() const { return found_; }
  std::string case_id() const { return has_case() ? found_->id : ""; }
  v1::Relation relation() const { return relation_; }

 private:
  std::optional<v1::RefusalCode> refusal_;
  std::optional<FoundCase> found_;
  v1::Relation relation_ = v1::RELATION_UNSPECIFIED;
};

// Resolves `name` (empty: no case). Refused, alike to the caller, if the case
// does not exist, if the caller has no relation to it, or if it is not about
// `subject` (where one is given).
// INVALID_ARGUMENT: malformed name; `field` names the request field.
absl::StatusOr<CaseAccess> AccessCase(Context& context, const std::string& name,
                                      absl::string_view field,
                                      const std::string& subject);

// As above, for acting in the case: refused, too, if the caller's relation does
// not show it that the case exists. Who reads NOT_FOUND acts on NOT_FOUND.
absl::StatusOr<CaseAccess> AccessShownCase(Context& context,
                                           const std::string& name,
                                           absl::string_view field,
                                           const std::string& subject);

// For acting on `subject`: in a case that is shown to the caller and is about
// her, or, without one, as a party that knows her; refused otherwise.
absl::StatusOr<CaseAccess> AccessSubject(Context& context,
                                         const std::string& subject,
                                         const std::string& case_name);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CASE_ACCESS_H_
