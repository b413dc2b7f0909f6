#include "gateway/policy/hollow.h"

#include <cstdint>
#include <string>

#include "gateway/base/status_macros.h"
#include "gateway/policy/legal_reader.h"
#include "gateway/policy/names.h"

namespace tasuki::policy {
namespace {

absl::StatusOr<uint64_t> BasesOf(const NameList& names) {
  uint64_t bases = 0;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const v1::BasisCode basis, NameOf<v1::BasisCode>(name));
    bases |= uint64_t{1} << basis;
  }
  return bases;
}

// The values 0 to `last`.
constexpr uint64_t UpTo(int last) { return (uint64_t{1} << (last + 1)) - 1; }

// `own`: of places where the reader is the holder.
bool HasLegalReaderBeyond(const ScopeMask& scope, const ScopeMask* excepted,
                          bool own) {
  const auto has = [own](const ScopeMask& mask, int a, int r) {
    return Has(mask.readers, a) && Has(mask.roles, r) &&
           (!own || Has(mask.holders, a));
  };
  for (int a = 1; a <= v1::AudienceType_MAX; ++a) {
    for (int r = 1; r <= v1::Role_MAX; ++r) {
      const bool legal = IsLegalReader(static_cast<v1::AudienceType>(a),
                                       static_cast<v1::Role>(r));
      if (!legal || !has(scope, a, r)) continue;
      if (excepted == nullptr || !has(*excepted, a, r)) return true;
    }
  }
  return false;
}

// Some value of the one that the other does not have.
bool HasBeyond(uint64_t some, uint64_t others, int last) {
  return (some & ~others & UpTo(last)) != 0;
}

}  // namespace

absl::StatusOr<bool> IsHollow(const v1::Guarantee& guarantee) {
  ASSIGN_OR_RETURN(uint64_t bases, BasesOf(guarantee.grounds()));
  if (guarantee.grounds().empty()) bases = UpTo(v1::BasisCode_MAX) & ~1;
  ASSIGN_OR_RETURN(const uint64_t not_on, BasesOf(guarantee.except_grounds()));
  if ((bases & ~not_on) == 0) return true;
  ASSIGN_OR_RETURN(const ScopeMask scope,
                   ScopeWithNone(guarantee.scope(), Unknown::kMatchesNoList));
  // On that ground nothing opens but to the holder.
  const bool own = (bases & ~not_on) == uint64_t{1} << v1::BASIS_CODE_OWN;
  if (!HasLegalReaderBeyond(scope, nullptr, own)) return true;
  if (!guarantee.has_except()) return false;
  ASSIGN_OR_RETURN(const ScopeMask except,
                   ScopeWithNone(guarantee.except(), Unknown::kMatchesNoList));
  // Both are all combinations of some values: one lies in the other if it does
  // along each dimension.
  return !HasLegalReaderBeyond(scope, &except, own) &&
         !HasBeyond(scope.relations, except.relations, v1::Relation_MAX) &&
         (own ||
          !HasBeyond(scope.holders, except.holders, v1::AudienceType_MAX)) &&
         !HasBeyond(scope.purposes, except.purposes, v1::Purpose_MAX) &&
         !HasBeyond(scope.classes, except.classes, v1::CaseClass_MAX);
}

}  // namespace tasuki::policy
