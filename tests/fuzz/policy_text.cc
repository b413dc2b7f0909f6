// A pack or a file of policy cases, as text that an officer hands in.
#include <string>

#include "gateway/base/check.h"
#include "gateway/policy/pack.h"
#include "gateway/policy/policy.h"
#include "gateway/policy/policy_case.h"
#include "tests/fuzz/fuzz.h"

namespace tasuki::fuzz {
namespace {

void TryPack(absl::string_view text) {
  const auto pack = policy::LoadPack(text);
  if (!pack.ok()) {
    CHECK(absl::IsInvalidArgument(pack.status()));
    return;
  }
  const auto compiled = policy::Policy::Compile({*pack});
  CHECK(compiled.ok() || absl::IsInvalidArgument(compiled.status()));
}

void TryCases(absl::string_view text) {
  const auto cases = policy::LoadCases(text);
  if (!cases.ok()) {
    CHECK(absl::IsInvalidArgument(cases.status()));
    return;
  }
  for (const v1::PolicyCase& policy_case : cases->cases()) {
    const auto situation = policy::SituationOf(policy_case);
    CHECK(situation.ok() || absl::IsInvalidArgument(situation.status()));
  }
}

}  // namespace
}  // namespace tasuki::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tasuki::fuzz::TryPack(tasuki::fuzz::Bytes(data, size));
  tasuki::fuzz::TryCases(tasuki::fuzz::Bytes(data, size));
  return 0;
}
