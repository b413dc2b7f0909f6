#include "gateway/policy/action_table.h"

#include "gateway/policy/legal_reader.h"

namespace tasuki::policy {
namespace {

constexpr size_t kRoles = v1::Role_MAX + 1;
constexpr size_t kRelations = v1::Relation_MAX + 1;
constexpr size_t kCells = (v1::AudienceType_MAX + 1) * kRoles * kRelations;

size_t Cell(int audience, int role, int relation) {
  return (audience * kRoles + role) * kRelations + relation;
}

bool Covers(const ScopeMask& scope, int audience, int role, int relation) {
  return Has(scope.readers, audience) && Has(scope.roles, role) &&
         Has(scope.relations, relation);
}

}  // namespace

ActionTable::ActionTable(const std::vector<ActionGrant>& grants)
    : allowed_(kCells) {
  for (size_t cell = 0; cell < kCells; ++cell) {
    const int relation = cell % kRelations;
    const int role = cell / kRelations % kRoles;
    const int audience = cell / kRelations / kRoles;
    if (!IsLegalReader(static_cast<v1::AudienceType>(audience),
                       static_cast<v1::Role>(role))) {
      continue;
    }
    for (const ActionGrant& grant : grants) {
      if (Covers(grant.scope, audience, role, relation)) {
        allowed_[cell] |= grant.actions;
      }
    }
  }
}

bool ActionTable::Allows(v1::AudienceType audience, v1::Role role,
                         v1::Relation relation, v1::Action action) const {
  if (!IsLegalReader(audience, role) || !v1::Relation_IsValid(relation) ||
      !v1::Action_IsValid(action) || action == v1::ACTION_UNSPECIFIED) {
    return false;
  }
  return Has(allowed_[Cell(audience, role, relation)], action);
}

}  // namespace tasuki::policy
