#include "gateway/exchange/consent_family.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/consent/family.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/consent_changes.h"
#include "gateway/exchange/consent_preview.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/guardian.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxFamily = 8;

bool IsByGuardian(const v1::ConsentTerms& terms) {
  return terms.capacity() == v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD;
}

absl::Status CheckTopics(const v1::FamilyRecipient& one, bool by_guardian) {
  std::set<int> seen;
  for (const int topic : one.topics()) {
    if (!v1::FamilyTopic_IsValid(topic) ||
        topic == v1::FAMILY_TOPIC_UNSPECIFIED || !seen.insert(topic).second) {
      return absl::InvalidArgumentError(
          "terms.family.topics: unknown or repeated topic");
    }
  }
  if (seen.empty()) {
    return absl::InvalidArgumentError("terms.family.topics: required");
  }
  if (by_guardian && seen.contains(v1::FAMILY_TOPIC_PREGNANCY)) {
    return absl::InvalidArgumentError(
        "terms.family.topics: of a pregnancy she agrees herself");
  }
  return absl::OkStatus();
}

// Did the party hear it from her: did it write it down, or confirm it?
bool IsConfirmedBy(const v1::ConsentRow& row, const std::string& party) {
  return IsHolder(row, party) &&
         (row.recorded_by() == party ||
          absl::c_linear_search(row.acknowledged_by(), party));
}

// A guardian speaks for a child, and for nobody who is pregnant or bore one.
absl::StatusOr<bool> SpokeForHer(Context& context,
                                 const FoundConsent& consent) {
  if (!IsByGuardian(consent.row.terms())) return true;
  ASSIGN_OR_RETURN(const bool barred,
                   IsGuardianBarred(context.state, consent.subject));
  if (barred) return false;
  ASSIGN_OR_RETURN(const bool pregnant,
                   IsKnownPregnant(context, consent.subject));
  return !pregnant;
}

absl::StatusOr<bool> Counts(Context& context, const FoundConsent& consent) {
  ASSIGN_OR_RETURN(const TermsPart part, PartOf(context, consent));
  if (part != TermsPart::kWhole) return false;
  ASSIGN_OR_RETURN(const v1::ConsentState now,
                   StateOf(context.state, consent.row));
  if (!IsInForce(now)) return false;
  return SpokeForHer(context, consent);
}

}  // namespace

absl::Status CheckFamily(const v1::ConsentTerms& terms) {
  if (terms.family_size() > kMaxFamily) {
    return absl::InvalidArgumentError("terms.family: at most 8");
  }
  if (!terms.family().empty() &&
      terms.adoption_stage() != v1::ADOPTION_STAGE_UNSPECIFIED) {
    return absl::InvalidArgumentError(
        "terms.family: not in a consent to a stage of an adoption");
  }
  const bool by_guardian = IsByGuardian(terms);
  std::set<int> seen;
  for (const v1::FamilyRecipient& one : terms.family()) {
    if (!consent::IsCloseToHer(one.person()) ||
        !seen.insert(one.person()).second) {
      return absl::InvalidArgumentError(
          "terms.family.person: a relative, partner or friend, each once");
    }
    if (by_guardian && !consent::IsRelative(one.person())) {
      return absl::InvalidArgumentError(
          "terms.family.person: a guardian names relatives of the child alone");
    }
    RETURN_IF_ERROR(CheckTopics(one, by_guardian));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<LeaveToTell>> FindLeaveToTell(
    Context& context, const std::string& subject, v1::PersonLabel person,
    v1::FamilyTopic topic) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kConsentsOfSubject, subject));
  LeaveToTell leave;
  bool found = false;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const std::optional<FoundConsent> consent,
                     FindConsent(context, ResourceName("consents", entry.id)));
    const bool says_so =
        consent.has_value() && IsConfirmedBy(consent->row, context.party()) &&
        consent::MayBeTold(consent->row.terms(), person, topic) &&
        absl::c_linear_search(consent->row.terms().purposes(),
                              static_cast<int>(context.purpose));
    if (!says_so) continue;
    ASSIGN_OR_RETURN(const bool counts, Counts(context, *consent));
    if (!counts) continue;
    found = true;
    if (IsByGuardian(consent->row.terms())) continue;
    leave.agreed_at = std::max(leave.agreed_at, consent->row.granted_at());
  }
  if (!found) return std::optional<LeaveToTell>();
  ASSIGN_OR_RETURN(
      leave.outcome,
      OutcomeAbout(context, subject, context.party(), v1::CATEGORY_C28));
  if (leave.outcome.disclosed().At(v1::CATEGORY_C28) != v1::LEVEL_FULL) {
    return std::optional<LeaveToTell>();
  }
  return std::optional<LeaveToTell>(std::move(leave));
}

std::set<std::string> WhoTellsLess(const Context& context,
                                   const v1::ConsentRow& before,
                                   const v1::ConsentTerms& after) {
  std::set<std::string> parties;
  const v1::ConsentTerms& terms = before.terms();
  if (terms.family().empty()) return parties;
  const bool all = consent::TellsLess(terms, after) ||
                   LosesPurpose(terms, after) || EndsEarlier(terms, after);
  for (const std::string& holder : terms.holders()) {
    if (holder == context.party() || !IsConfirmedBy(before, holder)) continue;
    if (all || !absl::c_linear_search(after.holders(), holder)) {
      parties.insert(holder);
    }
  }
  return parties;
}

}  // namespace tasuki::exchange
