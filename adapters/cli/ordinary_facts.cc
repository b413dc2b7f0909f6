#include "adapters/cli/ordinary_facts.h"

#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::cli {
namespace {

constexpr const char* kKnownTrue[] = {"TEAM_CONFIRMED", "CONFIRMED",
                                      "OBEYS_CONTACT_RULES"};
constexpr const char* kKnownFalse[] = {"SECTION_IMPLIES_PLACE",
                                       "SEALED_BIRTH",
                                       "SEALED_ORIGIN",
                                       "PRE_SEAL_SECTION",
                                       "CONFLICT_OF_INTEREST",
                                       "CHILD_15_WITHHOLDS",
                                       "ONWARD_NONE",
                                       "ONWARD_CENTRE",
                                       "ONWARD_REDUCED_ONLY",
                                       "STOP_USE",
                                       "HOME_BODY_CONFLICT",
                                       "ASSIGNMENT_ENDED",
                                       "THIRD_PARTY_HARM",
                                       "CASE_CLOSED_PAST_ACCESS",
                                       "LEGAL_HOLD",
                                       "ADDRESS_PROTECTED",
                                       "GRASP_NONE",
                                       "GRASP_EXISTENCE",
                                       "GRASP_SUMMARY",
                                       "ADOPTION_FINAL",
                                       "SUBJECT_IS_BIRTH_FAMILY",
                                       "SECTION_BEFORE_UPGRADE",
                                       "ROUTE_BY_CGC",
                                       "ROUTE_BY_AGENCY"};

}  // namespace

void AddOrdinaryFacts(v1::CaseSituation& situation) {
  v1::PolicyCases file;
  for (const char* fact : kKnownTrue) file.add_usually_true(fact);
  for (const char* fact : kKnownFalse) file.add_usually_false(fact);
  v1::PolicyCase one;
  one.mutable_situation()->Swap(&situation);
  policy::SpellOutUsualFacts(file, one);
  situation.Swap(one.mutable_situation());
}

absl::Status AddFact(absl::string_view text, v1::CaseSituation& situation) {
  const std::pair<std::string, std::string> fact =
      absl::StrSplit(text, absl::MaxSplits('=', 1));
  if (fact.second == "true") {
    situation.add_known_true(fact.first);
  } else if (fact.second == "false") {
    situation.add_known_false(fact.first);
  } else if (fact.second == "unknown") {
    situation.add_unknown(fact.first);
  } else {
    return absl::InvalidArgumentError(
        "--fact: NAME=true, NAME=false, NAME=unknown");
  }
  return absl::OkStatus();
}

}  // namespace tasuki::cli
