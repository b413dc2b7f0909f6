#ifndef GATEWAY_ANALYSIS_REPORT_H_
#define GATEWAY_ANALYSIS_REPORT_H_

#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "gateway/analysis/diff.h"
#include "gateway/analysis/prove.h"
#include "gateway/analysis/source.h"
#include "gateway/analysis/statement_text.h"
#include "gateway/analysis/words.h"

// Diffs and proofs as an officer reads them. Japanese first.
namespace tasuki::analysis {

// "48,322"; what has more than twelve digits rounded down: "約 4.6×10^15".
std::string Count(absl::uint128 number);

// One situation in words: who asks whom for what on which ground, and what is
// not as in an ordinary case.
Text SituationWords(const policy::Situation& situation);

// Headline, then each change with its numbers and its example, then how each
// statement reads before and after.
std::string DiffText(const Diff& diff,
                     const std::vector<StatementText>& statements);
// The same as a page of its own: a table with before, after and change. Needs
// no script and no other file.
std::string DiffHtml(const Diff& diff,
                     const std::vector<StatementText>& statements);

// How statements read before and after: lines, or a table of a page. Empty if
// there are none.
std::string StatementsText(const std::vector<StatementText>& statements);
std::string StatementsHtml(const std::vector<StatementText>& statements);

// Guarantees, local ones named, then what can be inferred.
std::string ProofText(const Proof& proof);

// Findings by file and place, as compilers write them.
std::string FindingsText(const std::vector<Finding>& findings);

// Text for HTML.
std::string EscapeHtml(absl::string_view text);
// The head of such a page: title, style, opened body.
std::string HtmlHead(absl::string_view title_ja, absl::string_view title_en);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_REPORT_H_
