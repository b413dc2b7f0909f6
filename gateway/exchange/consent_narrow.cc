#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/consent_changes.h"
#include "gateway/exchange/consent_preview.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

// Her words of all times together.
constexpr size_t kMostWords = 8000;

absl::Status CheckRequest(Reading& state,
                          const v1::NarrowConsentRequest& request) {
  const bool nothing = request.purposes().empty() &&
                       request.valid_until() == 0 &&
                       request.her_words().empty();
  if (nothing) {
    return absl::InvalidArgumentError(
        "purposes, valid_until, her_words: one of them is required");
  }
  std::set<int> seen;
  for (const int purpose : request.purposes()) {
    if (!v1::Purpose_IsValid(purpose) || purpose == v1::PURPOSE_UNSPECIFIED ||
        !seen.insert(purpose).second) {
      return absl::InvalidArgumentError("purposes: unknown or repeated");
    }
  }
  if (request.valid_until() != 0 &&
      !state.Before(absl::FromUnixSeconds(request.valid_until()))) {
    return absl::InvalidArgumentError("valid_until: in the future");
  }
  return CheckHerWords(request.her_words(), "her_words");
}

// What would be left, and what was taken away.
struct Narrowed {
  v1::ConsentRow row;
  bool less = false;
  bool nothing_left = false;
  bool not_earlier = false;
};

Narrowed Narrow(const Context& context, const v1::ConsentRow& before,
                const v1::NarrowConsentRequest& request) {
  Narrowed narrowed{.row = before};
  v1::ConsentRow& row = narrowed.row;
  v1::ConsentTerms& terms = *row.mutable_terms();
  v1::ConsentChange& change = NoteChange(context, before.state(), row);
  terms.clear_purposes();
  for (const int purpose : before.terms().purposes()) {
    const auto one = static_cast<v1::Purpose>(purpose);
    if (absl::c_linear_search(request.purposes(), purpose)) {
      change.add_purposes(one);
    } else {
      terms.add_purposes(one);
    }
  }
  narrowed.nothing_left = terms.purposes().empty();
  const bool earlier = request.valid_until() < terms.valid_until();
  narrowed.not_earlier = request.valid_until() != 0 && !earlier;
  if (request.valid_until() != 0 && earlier) {
    change.set_valid_until(request.valid_until());
    terms.set_valid_until(request.valid_until());
  }
  narrowed.less = !change.purposes().empty() || change.valid_until() != 0;
  if (narrowed.less) {
    row.set_state(v1::CONSENT_STATE_NARROWED);
    change.set_state(v1::CONSENT_STATE_NARROWED);
  }
  if (!request.her_words().empty()) {
    absl::StrAppend(terms.mutable_her_words(),
                    terms.her_words().empty() ? "" : "\n", request.her_words());
  }
  return narrowed;
}

// What one is told who may read of the consent. Nobody else is told anything of
// it: such a caller's word counts as far as it goes.
absl::StatusOr<std::optional<Answer>> WhyNot(Context& context,
                                             const FoundConsent& consent,
                                             v1::ConsentState now,
                                             const Narrowed& narrowed) {
  ASSIGN_OR_RETURN(const TermsPart part, PartOf(context, consent));
  if (part == TermsPart::kNone) return std::optional<Answer>();
  if (!IsInForce(now)) return std::optional<Answer>(NotInForce(now, "name"));
  if (narrowed.nothing_left) {
    return std::optional<Answer>(
        FailedPrecondition(v1::REFUSAL_CODE_CONSENT_SCOPE,
                           "purposes: not the last one; withdraw it instead"));
  }
  if (narrowed.not_earlier) {
    return std::optional<Answer>(FailedPrecondition(
        v1::REFUSAL_CODE_CONSENT_SCOPE, "valid_until: earlier than it is"));
  }
  return std::optional<Answer>();
}

}  // namespace

absl::StatusOr<Answer> NarrowConsent(Context& context,
                                     const v1::NarrowConsentRequest& request) {
  RETURN_IF_ERROR(CheckRequest(context.state, request));
  ASSIGN_OR_RETURN(const LessAccess access,
                   AccessToLessen(context, request.name()));
  if (access.refusal.has_value()) return *access.refusal;
  const FoundConsent& consent = access.consent;
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseWords(context, consent.subject, request.her_words()));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(const v1::ConsentState now,
                   StateOf(context.state, consent.row));
  Narrowed narrowed = Narrow(context, consent.row, request);
  ASSIGN_OR_RETURN(refusal, WhyNot(context, consent, now, narrowed));
  if (refusal.has_value()) return *std::move(refusal);
  Answer answer = About(consent.subject);
  const bool says_more = narrowed.less || !request.her_words().empty();
  if (!IsInForce(now) || !says_more) return answer;
  v1::ConsentRow& row = narrowed.row;
  if (row.terms().her_words().size() > kMostWords) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "her_words: no room for more");
  }
  if (narrowed.nothing_left) {
    row = consent.row;
    WithdrawAll(context, /*told_consequences=*/false, row);
  }
  std::set<std::string> losing;
  if (narrowed.less) {
    losing.insert(row.terms().recipients().begin(),
                  row.terms().recipients().end());
  }
  RETURN_IF_ERROR(StoreLess(context, consent, row, losing, answer));
  return answer;
}

}  // namespace tasuki::exchange
