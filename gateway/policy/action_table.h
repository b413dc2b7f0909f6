#ifndef GATEWAY_POLICY_ACTION_TABLE_H_
#define GATEWAY_POLICY_ACTION_TABLE_H_

#include <cstdint>
#include <vector>

#include "gateway/policy/rules.h"

namespace tasuki::policy {

// What each role may do in each relation. Deny by default.
class ActionTable {
 public:
  explicit ActionTable(const std::vector<ActionGrant>& grants);

  bool Allows(v1::AudienceType audience, v1::Role role, v1::Relation relation,
              v1::Action action) const;

 private:
  std::vector<uint64_t> allowed_;  // bit n for action n
};

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_ACTION_TABLE_H_
