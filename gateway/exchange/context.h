#ifndef GATEWAY_EXCHANGE_CONTEXT_H_
#define GATEWAY_EXCHANGE_CONTEXT_H_

#include <string>

#include "gateway/base/status_macros.h"
#include "gateway/exchange/answer.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/log_findings.h"
#include "gateway/exchange/ports.h"
#include "gateway/exchange/reading.h"
#include "gateway/exchange/subject_log.h"
#include "gateway/model/canonical.h"
#include "gateway/policy/policy.h"
#include "tasuki/v1/access.pb.h"

namespace tasuki::exchange {

class PolicyReviews;

// What a use case works on: the state as one decision sees it, who asks and
// why, the policy, and the changes it wants. Lives for one decision.
struct Context {
  Reading& state;
  const Caller& caller;
  const policy::Policy& policy;
  SubjectLog& log;
  PolicyReviews& reviews;
  v1::Purpose purpose;
  LogFindings& findings;
  // For what is worked out once and found, not decided: reading it makes no
  // dependency.
  const Snapshot& snapshot;
  Changes changes;

  const Reader& reader() const { return caller.reader; }
  const std::string& party() const { return caller.reader.party.name(); }

  // May the caller, in this relation, do this?
  bool May(v1::Action action,
           v1::Relation relation = v1::RELATION_UNSPECIFIED) const {
    return policy.Allows(reader().party.audience(), reader().role, relation,
                         action);
  }

  void Write(Table table, const std::string& id,
             const google::protobuf::MessageLite& row,
             const std::string& key_scope = "");
  void Enter(Index index, const std::string& key, const std::string& id);
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONTEXT_H_
