#ifndef GATEWAY_EXCHANGE_ANSWER_H_
#define GATEWAY_EXCHANGE_ANSWER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gateway/exchange/ports.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/policy.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::exchange {

// What one decision unit came to, for the answer and for the log.
struct UnitOutcome {
  policy::Situation situation;
  // What senders stated, each with its ground alone (unit.h).
  std::vector<policy::Situation> stated;
  LevelSet levels;      // as decided
  CategorySet content;  // categories in which the section says something
  std::vector<policy::CategoryReason> reasons;
  // Why what has no reason could not be opened by a grant either.
  std::vector<v1::RefusalCode> closed_by = {};
  std::vector<v1::Obligation> obligations;
  // Nothing that the section says is disclosed, in no edition and not even its
  // existence.
  bool hidden = false;
  // The section's id, if a record of it was shown.
  std::string section = {};
  // Party through which she is reached in a protected place; empty: none.
  std::string relay = {};

  // The levels of what is there to be disclosed.
  LevelSet disclosed() const {
    const LevelSet there = LevelSet::Of(content, v1::LEVEL_FULL);
    const LevelSet existence =
        LevelSet::Of(CategorySet::Of(v1::CATEGORY_C01), v1::LEVEL_EXISTENCE);
    return levels.Meet(hidden ? there.Meet(existence) : there);
  }
};

// One data subject named in an answer, with the units that speak of her.
struct SubjectOutcome {
  std::string subject;
  std::vector<UnitOutcome> units;
};

// Somebody who is shown the answer without having asked for it.
struct Viewer {
  std::string party;
  std::string person;
  v1::Role role = v1::ROLE_UNSPECIFIED;  // unspecified: in several
  SubjectOutcome seen;
};

// An event that the same commit logs beside the answer, without evidence for
// the caller. How many there are may show in where the caller's next entry
// stands: nothing that is hidden from the caller may decide it.
struct Event {
  std::string subject;
  std::string operation;  // such as "LEAD_HANDED_OVER"
  // Of "SHOWN_IN_CONFERENCE": the entry is this viewer's, not the caller's.
  std::optional<Viewer> viewer = std::nullopt;
};

// What a use case answers: a response, or a refusal. Both are logged. A
// decision that could not be made is an absl::Status instead.
struct Answer {
  absl::Status status;  // outward
  v1::RefusalCode outward_code = v1::REFUSAL_CODE_UNSPECIFIED;
  std::vector<v1::RefusalCode> true_codes;
  std::string body;            // serialized response without its disclosure
  std::string body_hash = {};  // SHA-256, once a response is to be logged
  // Of a write whose response shows a record: what of it is kept, for a call
  // that is repeated. Records are kept by their holders alone.
  std::optional<std::string> kept_body;
  std::vector<SubjectOutcome> subjects;
  std::vector<Event> events;
  // Whom the same commit tells of it: parties, or cases whose leads are
  // alerted. In the office's part of the caller's own entry, for entries of
  // their own could be counted.
  std::vector<std::string> told;
  // The change of policy or directory that this is a step of, and what is
  // signed; for the office's part of the entry.
  std::string change;
  std::string change_digest;
  // Set by a replay: the proof of the original decision, instead of a new one.
  std::vector<v1::Evidence> original_evidence;
  // Reads of the log itself are not logged: they name no subject.
  bool logged = true;
  // Of a request whose words may name somebody, the log keeps neither the
  // stated need nor the hash of it, which could be tried out.
  bool words_logged = true;
  // Committed, the request is decided once more, on what this decision changed,
  // and that is what is answered.
  bool goes_on = false;
};

// "Not yours" and "does not exist", alike to the caller.
Answer NotFound(v1::RefusalCode true_code);
// Refused openly: the caller may know the code, because it speaks of what the
// caller sees anyway.
Answer Refused(v1::RefusalCode code, absl::string_view rule);
// Refused openly without a code: `rule` speaks of the request only.
Answer FailedPrecondition(v1::RefusalCode true_code, absl::string_view rule);
// The resource or preview is no longer what the caller approved.
Answer Aborted(absl::string_view rule);

// An answer that names one subject without disclosing a record of hers.
SubjectOutcome Named(const std::string& subject);

// Done, naming one subject, with this serialized response.
Answer About(const std::string& subject, std::string body = "");

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_ANSWER_H_
