// A pack or a file of policy cases, as text that an officer hands in.
#include <string>

#include "gateway/analysis/format.h"
#include "gateway/analysis/lint.h"
#include "gateway/base/check.h"
#include "gateway/model/canonical.h"
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

// The canonical spelling says the same, and is its own.
void TryFormat(absl::string_view text) {
  const auto formatted = analysis::FormatText(text);
  if (!formatted.ok()) {
    CHECK(absl::IsInvalidArgument(formatted.status()));
    return;
  }
  const auto again = analysis::FormatText(*formatted);
  CHECK(again.ok() && *again == *formatted);
  const auto was = policy::LoadPack(text), is = policy::LoadPack(*formatted);
  CHECK(!was.ok() || (is.ok() && Canonical(*was) == Canonical(*is)));
}

// What an author is told has a place in the file, or none.
void TryLint(absl::string_view text) {
  for (const analysis::Finding& finding :
       analysis::Lint({{"a.txtpb", std::string(text)}})) {
    CHECK(finding.place.line >= 0 && finding.place.column >= 0);
    CHECK(!finding.message.ja.empty() && !finding.message.en.empty());
  }
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
  tasuki::fuzz::TryFormat(tasuki::fuzz::Bytes(data, size));
  tasuki::fuzz::TryLint(tasuki::fuzz::Bytes(data, size));
  tasuki::fuzz::TryCases(tasuki::fuzz::Bytes(data, size));
  return 0;
}
