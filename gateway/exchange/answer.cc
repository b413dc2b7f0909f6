#include "gateway/exchange/answer.h"

#include <utility>

namespace tasuki::exchange {

Answer NotFound(v1::RefusalCode true_code) {
  Answer answer;
  answer.status = absl::NotFoundError("not found");
  answer.true_codes = {true_code};
  return answer;
}

Answer Refused(v1::RefusalCode code, absl::string_view rule) {
  Answer answer = FailedPrecondition(code, rule);
  answer.outward_code = code;
  return answer;
}

Answer FailedPrecondition(v1::RefusalCode true_code, absl::string_view rule) {
  Answer answer;
  answer.status = absl::FailedPreconditionError(rule);
  answer.true_codes = {true_code};
  return answer;
}

Answer Aborted(absl::string_view rule) {
  Answer answer;
  answer.status = absl::AbortedError(rule);
  return answer;
}

SubjectOutcome Named(const std::string& subject) { return {subject, {}}; }

Answer About(const std::string& subject, std::string body) {
  Answer answer;
  answer.body = std::move(body);
  answer.subjects = {Named(subject)};
  return answer;
}

}  // namespace tasuki::exchange
