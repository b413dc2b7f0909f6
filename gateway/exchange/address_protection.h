#ifndef GATEWAY_EXCHANGE_ADDRESS_PROTECTION_H_
#define GATEWAY_EXCHANGE_ADDRESS_PROTECTION_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/record.pb.h"
#include "tasuki/v1/state.pb.h"

// What records say of an address-protection measure (SR-06).
namespace tasuki::exchange {

// INVALID_ARGUMENT: a measure that says nothing, and so would take nothing off;
// or one that is on and over, and so would put nothing on. The version that a
// correction mends (`corrects`, an id; empty: none) may have become so.
absl::Status CheckAddressProtection(Context& context, const v1::Record& record,
                                    const std::string& corrects);

// A holder's newest word on the measure goes over its word before; a record
// that says nothing of it, or only that it was applied for, leaves it. `draft`:
// the row of the record that is confirmed. Whether `row` changed.
absl::StatusOr<bool> NoteAddressProtection(Context& context,
                                           const v1::SectionRow& draft,
                                           const v1::Record& record,
                                           v1::SubjectRow& row);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_ADDRESS_PROTECTION_H_
