#ifndef GATEWAY_STORE_LEAF_WRITER_H_
#define GATEWAY_STORE_LEAF_WRITER_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/audit/leaf.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/log_table.h"
#include "gateway/store/sqlite.h"
#include "gateway/store/writing_keys.h"
#include "tasuki/v1/access.pb.h"

namespace tasuki::store {

// A leaf of which all is done that does not depend on its order: the work of
// the thread that decided, not of the committer. Holds the leaf's key until
// group 3 is sealed.
struct PreparedLeaf {
  explicit PreparedLeaf(const exchange::LeafDraft& draft);

  std::string subject, party, subject_scope;
  audit::LeafBuilder builder;
  audit::SealedGroup exchange_group, office_group, vector_group;
};

// Appends the leaf inside the commit: takes the subject's next number, seals
// group 3, stores commitment and openings. The evidence opens group 1.
absl::StatusOr<v1::Evidence> AppendLeaf(Connection& connection,
                                        WritingKeys& keys, Head& head,
                                        const PreparedLeaf& leaf);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_LEAF_WRITER_H_
