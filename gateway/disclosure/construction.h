#ifndef GATEWAY_DISCLOSURE_CONSTRUCTION_H_
#define GATEWAY_DISCLOSURE_CONSTRUCTION_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/wire_table.h"
#include "gateway/model/level_set.h"

namespace tasuki::disclosure {

// Construct and CategoriesIn of editions.h over the records of any root.
absl::StatusOr<std::string> ConstructWith(const RecordTable& table,
                                          const Editions& editions,
                                          const LevelSet& levels);
absl::StatusOr<CategorySet> CategoriesWith(const RecordTable& table,
                                           absl::string_view record);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_CONSTRUCTION_H_
