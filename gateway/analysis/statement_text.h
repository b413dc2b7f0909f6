#ifndef GATEWAY_ANALYSIS_STATEMENT_TEXT_H_
#define GATEWAY_ANALYSIS_STATEMENT_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::analysis {

// How one statement of the packs reads before and after, in canonical spelling
// (format.h). Empty on the side that does not have it.
struct StatementText {
  std::string id;  // empty for an obligation, which has none
  std::string before, after;
  bool operator==(const StatementText&) const = default;
};

// Every statement that reads otherwise, by id; obligations first, gone ones
// before new ones. In which pack and place one stands does not matter.
std::vector<StatementText> ChangedStatements(
    const std::vector<v1::PolicyPack>& before,
    const std::vector<v1::PolicyPack>& after);

// A line of both sides, of the one that is gone, or of the one that is new.
struct TextLine {
  enum class Side { kBoth, kBefore, kAfter };
  Side side = Side::kBoth;
  std::string text;
  bool operator==(const TextLine&) const = default;
};

// The lines of both texts in one order, with as many in common as can be; what
// is gone stands before what takes its place.
std::vector<TextLine> LinesOf(absl::string_view before,
                              absl::string_view after);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_STATEMENT_TEXT_H_
