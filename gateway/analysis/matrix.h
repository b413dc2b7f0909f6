#ifndef GATEWAY_ANALYSIS_MATRIX_H_
#define GATEWAY_ANALYSIS_MATRIX_H_

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/analysis/cells.h"
#include "gateway/analysis/words.h"

namespace tasuki::analysis {

// The disclosure matrix of a policy: what each kind of reader sees of each
// category on each ground, over all roles, relations, holders, purposes and
// classes. Without a ground nobody sees anything.

struct MatrixCell {
  v1::AudienceType reader = v1::AUDIENCE_TYPE_UNSPECIFIED;
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  v1::Category category = v1::CATEGORY_UNSPECIFIED;
  // The most in an ordinary case, and the most if facts are in favour.
  v1::Level ordinary = v1::LEVEL_WITHHELD;
  v1::Level most = v1::LEVEL_WITHHELD;
  std::vector<std::string> grants;  // ids of those that give it, sorted
};

// Cells in which something can be opened, by reader, category and ground.
std::vector<MatrixCell> MatrixOf(const Tables& tables);

// Of some readers and categories; empty: of all.
struct MatrixFilter {
  std::vector<v1::AudienceType> readers;
  CategorySet categories = CategorySet::All();
};
std::vector<MatrixCell> Filtered(const std::vector<MatrixCell>& matrix,
                                 const MatrixFilter& filter);

// Lines for a terminal; a page with a table for each reader, whose cells lead
// to the sentences of the rules; rows for a spreadsheet.
std::string MatrixText(const std::vector<MatrixCell>& matrix);
std::string MatrixHtml(const std::vector<MatrixCell>& matrix,
                       const policy::Rules& rules);
std::string MatrixCsv(const std::vector<MatrixCell>& matrix,
                      const policy::Rules& rules);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_MATRIX_H_
