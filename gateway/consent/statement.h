#ifndef GATEWAY_CONSENT_STATEMENT_H_
#define GATEWAY_CONSENT_STATEMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/consent/grounds.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::consent {

// What a sender stated when it passed a section on: a basis (stated_basis.h),
// and what is known of it. This speaks for that ground alone: the situation
// that decides on it holds no other.
struct Statement {
  std::string source;  // `messages/{message}`
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  std::string sender;
  std::string recipient;
  v1::ConsentAttempt attempt = v1::CONSENT_ATTEMPT_UNSPECIFIED;
  bool has_reason = false;
  bool released_by_name = false;  // a person of the sender sent it
  v1::CaseClass stated_class = v1::CASE_CLASS_UNSPECIFIED;
  // Of the recipient, for these alone; empty: for whoever reads there.
  std::vector<std::string> persons = {};
};

// The ground of a statement, if it makes one between this reader and holder:
// they are its recipient and its sender, and the law lets the one state it
// towards the other.
std::optional<policy::Ground> GroundOf(const Statement& statement,
                                       const GroundInputs& inputs);

// Was the person asked, or is it said why not?
bool AttemptRecorded(const Statement& statement);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_STATEMENT_H_
