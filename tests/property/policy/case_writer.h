#ifndef TESTS_PROPERTY_POLICY_CASE_WRITER_H_
#define TESTS_PROPERTY_POLICY_CASE_WRITER_H_

#include "absl/strings/string_view.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tests/property/policy/cell.h"

namespace tasuki::policy {

// The facts of an ordinary section of an ordinary, registered case whose
// branches are open. Every other fact is known false.
bool IsOrdinarilyTrue(v1::Fact fact);
KnownFacts OrdinaryFacts();

// A case as an officer would write it: the situation in names, and the level of
// every category. Categories at WITHHELD are expected to be withheld.
v1::PolicyCase CaseOf(absl::string_view name, const Situation& situation,
                      const Levels& expected);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_CASE_WRITER_H_
