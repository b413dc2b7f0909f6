#ifndef GATEWAY_BASE_CHECK_H_
#define GATEWAY_BASE_CHECK_H_

#include <cstdio>
#include <cstdlib>

// Ends the process if `condition` is false: only for what our own code alone
// can break. Prints the condition's text and place, never a value.
#define CHECK(condition)                                                    \
  do {                                                                      \
    if (!(condition)) [[unlikely]] {                                        \
      std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", __FILE__, __LINE__, \
                   #condition);                                             \
      std::abort();                                                         \
    }                                                                       \
  } while (false)

#endif  // GATEWAY_BASE_CHECK_H_
