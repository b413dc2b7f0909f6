#ifndef TESTS_GATEWAY_POLICY_ALLOCATION_COUNT_H_
#define TESTS_GATEWAY_POLICY_ALLOCATION_COUNT_H_

#include <cstdint>

namespace tasuki::policy {

// How often this program has called operator new.
int64_t AllocationCount();

}  // namespace tasuki::policy

#endif  // TESTS_GATEWAY_POLICY_ALLOCATION_COUNT_H_
