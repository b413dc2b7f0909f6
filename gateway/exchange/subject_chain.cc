#include "gateway/exchange/subject_chain.h"

#include <algorithm>
#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/exchange/conference_view.h"

namespace tasuki::exchange {

bool IsFromScreen(const v1::ExchangeGroup& exchange) {
  return exchange.kind() == v1::LEAF_KIND_EVENT &&
         exchange.operation() == kShownInConference;
}

absl::StatusOr<int64_t> ReadSubjectChain(
    SubjectLog& log, const std::string& subject,
    absl::FunctionRef<bool(const SubjectLeaf&)> read) {
  ASSIGN_OR_RETURN(std::string next, log.NewestOf(subject));
  int64_t before = 1;  // leaves that are left, as far as is known
  while (!next.empty()) {
    ASSIGN_OR_RETURN(const OpenedLeaf opened, log.Find(next));
    if (opened.erased) return std::max(before, int64_t{1});
    SubjectLeaf leaf;
    v1::SubjectGroup place;
    if (!leaf.exchange.ParseFromString(opened.exchange_group) ||
        !leaf.vector.ParseFromString(opened.vector_group) ||
        !place.ParseFromString(opened.subject_group)) {
      return absl::DataLossError("a stored leaf does not parse");
    }
    leaf.hash = opened.leaf_hash;
    if (!read(leaf)) return 0;
    next = place.previous_leaf();
    before = place.sequence() - 1;
  }
  return 0;
}

}  // namespace tasuki::exchange
