#ifndef TESTS_PROPERTY_HISTORY_ANSWER_H_
#define TESTS_PROPERTY_HISTORY_ANSWER_H_

#include <string>
#include <vector>

#include "gateway/exchange/exchange.h"
#include "tests/property/history/history.h"

namespace tasuki::history {

// The entries of the log that an answer, or a refusal, names.
std::vector<std::string> LeavesOf(const exchange::Release& release);

// Notes what the answer says of itself: status, entries, categories, hash.
void Note(const exchange::Release& release, Operation& operation);

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_ANSWER_H_
