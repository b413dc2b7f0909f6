#include "gateway/exchange/case_words.h"

#include <utility>

#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/sealed_birth.h"

namespace tasuki::exchange {

absl::StatusOr<std::optional<Answer>> RefuseWordsOnCase(
    Context& context, const v1::CaseRow& a_case, const std::string& words) {
  for (const std::string& subject : a_case.subjects()) {
    ASSIGN_OR_RETURN(const bool tells,
                     NamesSealedPerson(context, subject, {words}));
    if (!tells) continue;
    ASSIGN_OR_RETURN(Answer refusal, RefuseSealedIdentity(context, subject));
    return std::optional<Answer>(std::move(refusal));
  }
  return std::optional<Answer>();
}

}  // namespace tasuki::exchange
