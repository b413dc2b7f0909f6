#ifndef GATEWAY_EXCHANGE_SUBJECT_CHAIN_H_
#define GATEWAY_EXCHANGE_SUBJECT_CHAIN_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "gateway/exchange/subject_log.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {

// A leaf about a subject, with what her report and officers are shown of it.
struct SubjectLeaf {
  std::string hash;
  v1::ExchangeGroup exchange;
  v1::VectorGroup vector;
};

// Gives the leaves about the subject, the newest first, until `read` returns
// false. Returns how many follow that were erased, so that nobody can read
// them. Takes as long as there are leaves: never inside a commit.
absl::StatusOr<int64_t> ReadSubjectChain(
    SubjectLog& log, const std::string& subject,
    absl::FunctionRef<bool(const SubjectLeaf&)> read);

// Was this shown on the screen of a conference, under an alias?
bool IsFromScreen(const v1::ExchangeGroup& exchange);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SUBJECT_CHAIN_H_
