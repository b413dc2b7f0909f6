#ifndef GATEWAY_ANALYSIS_FACTS_H_
#define GATEWAY_ANALYSIS_FACTS_H_

#include "absl/strings/string_view.h"
#include "gateway/model/fact_set.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::analysis {

// Where a fact comes from, and so to whom it may be told.
enum class FactOrigin {
  // It belongs to a category: who does not see that one must not infer it.
  kCategory,
  // It is about the reader, who knows it of itself.
  kReader,
  // It is about the section that it decides on: where that is withheld, hidden
  // and absent look alike; where it is not, its reader may know.
  kSection,
};

// What analysis knows of a fact.
struct FactEntry {
  v1::Fact fact;
  FactOrigin origin;
  v1::Category category;  // of kCategory
  // What it is in an ordinary section of an ordinary case (docs/policy.md).
  bool ordinary;
  // Clauses: that it is so, that it is not.
  absl::string_view ja, not_ja, en, not_en;
};

// UNSPECIFIED and values of a later vocabulary: an entry without words.
const FactEntry& EntryOf(v1::Fact fact);

// Every fact as it is in an ordinary case.
KnownFacts OrdinaryFacts();

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_FACTS_H_
