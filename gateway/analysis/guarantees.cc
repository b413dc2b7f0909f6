#include "gateway/analysis/guarantees.h"

#include <string>

#include "absl/status/statusor.h"
#include "gateway/analysis/places.h"
#include "gateway/base/check.h"
#include "gateway/policy/names.h"

namespace tasuki::analysis {
namespace {

// Of names that the compiler has seen.
template <typename Value>
Value Known(absl::StatusOr<Value> value) {
  CHECK(value.ok());
  return *std::move(value);
}

uint64_t BasesOf(const policy::NameList& names) {
  uint64_t bases = 0;
  for (const std::string& name : names) {
    bases |= uint64_t{1} << Known(policy::NameOf<v1::BasisCode>(name));
  }
  return bases;
}

}  // namespace

Promise PromiseOf(const v1::Guarantee& guarantee) {
  Promise promise;
  promise.scope = Known(policy::ScopeWithNone(
      guarantee.scope(), policy::Unknown::kMatchesEveryList));
  if (guarantee.has_except()) {
    promise.except = Known(policy::ScopeWithNone(
        guarantee.except(), policy::Unknown::kMatchesNoList));
  }
  promise.bases = guarantee.grounds().empty() ? AllOf(Dimension::kBasis)
                                              : BasesOf(guarantee.grounds());
  promise.bases &= ~BasesOf(guarantee.except_grounds());
  promise.condition = Known(policy::ConditionOf(guarantee.condition()));
  promise.categories = Known(policy::CategoriesOf(guarantee.categories()));
  promise.at_most = Known(policy::NameOf<v1::Level>(guarantee.at_most()));
  return promise;
}

uint64_t ReadersOf(const v1::AcceptedFlow& flow) {
  const policy::ScopeMask scope =
      Known(policy::ScopeOf(flow.scope(), policy::Unknown::kMatchesNoList));
  uint64_t readers = 0;
  for (size_t i = 0; i < LegalReaders().size(); ++i) {
    const Reader& reader = LegalReaders()[i];
    if (policy::Has(scope.readers, reader.audience) &&
        policy::Has(scope.roles, reader.role)) {
      readers |= uint64_t{1} << i;
    }
  }
  return readers;
}

}  // namespace tasuki::analysis
