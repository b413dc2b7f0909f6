#ifndef GATEWAY_EXCHANGE_CHILD_MEASURE_H_
#define GATEWAY_EXCHANGE_CHILD_MEASURE_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/unit.h"
#include "tasuki/v1/record.pb.h"

// A measure that the guidance centre prepares for a child: its policy or its
// placement on the case says so. It opens name and residence, so it holds no
// longer than a record that says it.
namespace tasuki::exchange {

// Of the policy or placement that the guidance centre confirms as `draft`: the
// case's measure, and who is the placed child's birth family.
absl::Status NoteMeasure(Context& context, const v1::SectionRow& draft,
                         const FoundCase& a_case, const v1::Record& record);

// Before a section is taken back: if nothing else on its case says it, no
// measure is prepared any more.
absl::Status NoteTakenBack(Context& context, const Version& version);

// The guidance centres that hold something on the case.
absl::StatusOr<std::set<std::string>> GuidanceCentresOn(
    Context& context, const FoundCase& a_case);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CHILD_MEASURE_H_
